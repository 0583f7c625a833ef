//! The `conglang` binary.

use std::process::ExitCode;

use clap::Parser;
use conglang::command::{CommandLine, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(unsafe_code, reason = "the allocator's own function, declared as its header has it")]
mod allocator {
    unsafe extern "C" {
        /// Frees what the calling thread holds in vain, to the machine if forced.
        pub(super) safe fn mi_collect(force: bool);
    }
}

fn main() -> ExitCode {
    conglang_platform::memory::given_back_by(|| allocator::mi_collect(true));
    let command_line = CommandLine::parse();
    // Whichever part opens TLS first finds the provider; a second install is no harm.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // SQLite answers in the thread that asks: a slow answer must not hold up those who ask nothing.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores + conglang_platform::db::READERS + 1;
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(threads).enable_all();
    builder.on_thread_park(conglang_platform::memory::before_sleep);
    let runtime = match builder.build() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&error.into()),
    };
    match runtime.block_on(run(command_line)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(&error),
    }
}

#[expect(clippy::print_stderr, reason = "this is what a command line is for")]
fn complain(error: &anyhow::Error) -> ExitCode {
    eprintln!("conglang: {error:#}");
    ExitCode::FAILURE
}
