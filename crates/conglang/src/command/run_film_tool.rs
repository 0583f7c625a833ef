//! `conglang run-film-tool`: what the server starts to convert a film of a stranger. It bounds what it
//! may take from the machine and then becomes ffmpeg.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

/// Become ffmpeg within bounds. The server starts this by itself.
#[derive(Args)]
pub struct RunFilmTool {
    /// Where ffmpeg lies.
    program: PathBuf,
    /// What it is told.
    #[arg(last = true)]
    arguments: Vec<OsString>,
}

impl RunFilmTool {
    /// Comes back only when it fails.
    #[cfg(unix)]
    pub(super) fn run(self) -> anyhow::Result<()> {
        use std::os::unix::process::CommandExt;
        confine()?;
        Err(std::process::Command::new(self.program).args(self.arguments).exec().into())
    }

    /// Without bounds no film is touched.
    #[cfg(not(unix))]
    pub(super) fn run(self) -> anyhow::Result<()> {
        anyhow::bail!("films are converted on Unix alone")
    }
}

#[cfg(unix)]
fn confine() -> anyhow::Result<()> {
    use conglang_house::film::OUTPUT_BYTES_MAX;
    use rustix::process::{Resource, Rlimit, nice, setrlimit};
    const MEMORY_BYTES: u64 = 2 << 30;
    // The server has less patience; this ends what outlives a server that was killed.
    const PROCESSOR_SECONDS: u64 = 3_600;
    for (resource, most) in [
        (Resource::Data, MEMORY_BYTES),
        (Resource::Cpu, PROCESSOR_SECONDS),
        (Resource::Fsize, OUTPUT_BYTES_MAX),
        (Resource::Core, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    // Those who read pages come first.
    nice(15)?;
    Ok(())
}
