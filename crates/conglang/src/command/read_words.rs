//! `conglang read-words`: what the server starts to read one file of a stranger. It confines itself
//! before it looks at the first byte.

use std::io::{Read, Write};

use clap::Args;
use conglang_house::search::words_in;

/// More than any file that is taken in.
const FILE_BYTES_MAX: u64 = 128 << 20;

/// Markup within markup is followed by functions within functions.
const STACK_BYTES: usize = 64 << 20;

/// Read the words of a file from standard input. The server starts this by itself.
#[derive(Args)]
pub struct ReadWords {
    /// The media type of the file.
    media_type: String,
}

impl ReadWords {
    pub(super) fn run(self) -> anyhow::Result<()> {
        confine()?;
        let reader = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
            let mut bytes = Vec::new();
            std::io::stdin().lock().take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
            std::io::stdout().lock().write_all(words_in(&self.media_type, &bytes).as_bytes())
        })?;
        reader.join().map_err(|_| anyhow::anyhow!("the reader has panicked"))??;
        Ok(())
    }
}

/// Bounds what this process may take from the machine, whatever it reads.
#[cfg(unix)]
fn confine() -> anyhow::Result<()> {
    use rustix::process::{Resource, Rlimit, nice, setrlimit};
    const MEMORY_BYTES: u64 = 768 << 20;
    const PROCESSOR_SECONDS: u64 = 15;
    for (resource, most) in [
        (Resource::Data, MEMORY_BYTES),
        (Resource::Cpu, PROCESSOR_SECONDS),
        // No file is opened, and no picture of a process that died is kept.
        (Resource::Core, 0),
        (Resource::Nofile, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    // Those who read pages come first.
    nice(10)?;
    Ok(())
}

#[cfg(not(unix))]
fn confine() -> anyhow::Result<()> {
    Ok(())
}
