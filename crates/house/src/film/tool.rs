//! ffmpeg as a child: what it is told, and how it is bounded. Films come from strangers, hence it runs
//! without our environment, opens nothing but files it is given, and may be ended at any time.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Stdio;

use conglang_platform::config::FilmTool;
use tokio::io::AsyncReadExt;
use tokio::process::Command;

/// The subcommand of the program that bounds itself and then becomes ffmpeg.
pub const FILM_TOOL_COMMAND: &str = "run-film-tool";

/// The most bytes that may be made of a film. The largest that comes in has 100 MB.
pub const OUTPUT_BYTES_MAX: u64 = 200 << 20;

/// What ffmpeg says of a failure, at most.
const COMPLAINT_BYTES_MAX: u64 = 2_000;

/// What a film lies in, as it was judged when it came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Container {
    /// MPEG-4, QuickTime.
    Mp4,
    /// WebM.
    Webm,
}

impl Container {
    /// The container of a media type.
    pub(super) fn of_media_type(media_type: &str) -> Option<Self> {
        match media_type {
            "video/mp4" => Some(Self::Mp4),
            "video/webm" => Some(Self::Webm),
            _ => None,
        }
    }

    /// What ffmpeg calls it: never left to it to guess, because a list of addresses is a film, too.
    fn demuxer(self) -> &'static str {
        match self {
            Self::Mp4 => "mov",
            Self::Webm => "matroska",
        }
    }
}

/// Something ffmpeg makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Make {
    /// H.264 and AAC in MP4, at most 1280 wide, that begins to play before it has wholly come.
    Converted,
    /// The same pictures and sound in MP4 without what was noted beside them.
    Bared,
    /// One telling picture of the beginning.
    Poster,
}

/// The words after `ffmpeg`.
pub(super) fn arguments(make: Make, from: Container, input: &Path, output: &Path) -> Vec<OsString> {
    let before = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y"];
    let reading = ["-protocol_whitelist", "file,pipe", "-threads", "1", "-f", from.demuxer(), "-i"];
    let tracks = ["-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn"];
    // Where and with what it was made stays with the officer.
    let bare = ["-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1"];
    let mp4 = ["-movflags", "+faststart", "-f", "mp4"];
    let making: Vec<&str> = match make {
        Make::Converted => {
            let video = [
                "-vf",
                "scale=w='trunc(min(1280,iw)/2)*2':h=-2",
                "-c:v",
                "libx264",
                "-profile:v",
                "high",
                "-preset",
                "veryfast",
                "-crf",
                "24",
                "-maxrate",
                "2500k",
                "-bufsize",
                "5000k",
                "-pix_fmt",
                "yuv420p",
                "-threads",
                "1",
            ];
            let sound = ["-c:a", "aac", "-b:a", "128k", "-ac", "2"];
            [&tracks[..], &bare[..], &video[..], &sound[..], &mp4[..]].concat()
        }
        Make::Bared => [&tracks[..], &bare[..], &["-c", "copy"], &mp4[..]].concat(),
        Make::Poster => {
            let picture = "thumbnail=n=48,scale=w='trunc(min(1280,iw)/2)*2':h=-2";
            let one = ["-map", "0:v:0", "-vf", picture, "-frames:v", "1", "-q:v", "3"];
            [&one[..], &bare[..], &["-threads", "1", "-c:v", "mjpeg", "-f", "image2"]].concat()
        }
    };
    before
        .into_iter()
        .chain(reading)
        .map(OsString::from)
        .chain([input.as_os_str().to_owned()])
        .chain(making.into_iter().map(OsString::from))
        .chain([output.as_os_str().to_owned()])
        .collect()
}

/// Runs ffmpeg; `program` is our own, which bounds itself before it becomes ffmpeg. When this future is
/// dropped, ffmpeg is ended.
///
/// # Errors
/// Why there is nothing, for the log.
pub(super) async fn run(
    tool: &FilmTool,
    program: &Path,
    arguments: &[OsString],
) -> Result<(), String> {
    let mut child = Command::new(program)
        .args([OsStr::new(FILM_TOOL_COMMAND), tool.program.as_os_str(), OsStr::new("--")])
        .args(arguments)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("it did not start: {error}"))?;
    let stderr = child.stderr.take();
    let work = async {
        let mut complaint = Vec::new();
        if let Some(mut stderr) = stderr {
            let _ = (&mut stderr).take(COMPLAINT_BYTES_MAX).read_to_end(&mut complaint).await;
            // Who is no longer listened to would wait, or die.
            let _ = tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await;
        }
        (child.wait().await, complaint)
    };
    match tokio::time::timeout(tool.patience, work).await {
        Ok((Ok(status), _)) if status.success() => Ok(()),
        Ok((Ok(status), complaint)) => {
            Err(format!("{status}: {}", String::from_utf8_lossy(&complaint).trim()))
        }
        Ok((Err(error), _)) => Err(format!("it was lost: {error}")),
        Err(_) => Err("it took too long".to_owned()),
    }
}
