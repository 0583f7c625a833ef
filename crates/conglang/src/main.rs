//! The `conglang` binary.

use std::process::ExitCode;

use clap::Parser;
use conglang::command::{CommandLine, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    // Whichever part opens TLS first finds the provider; a second install is no harm.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // SQLite answers in the thread that asks: a slow answer must not hold up those who ask nothing.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores + conglang_platform::db::READERS + 1;
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = match builder.worker_threads(threads).enable_all().build() {
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
