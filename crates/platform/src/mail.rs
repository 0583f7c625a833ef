//! Mail: an SMTP server by URL, a folder of files by default, memory in tests.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::fault::{Context, Outcome};

/// A letter in plain text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// To whom: an address.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// The words.
    pub text: String,
}

/// Where letters go. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    way: Arc<Way>,
    sender: Mailbox,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Outbox(AsyncFileTransport<Tokio1Executor>),
    Memory(Mutex<Vec<Letter>>),
}

impl Mailer {
    /// Opens what the URL names: `smtp://…` or `smtps://…`, `memory:`, or a folder for the outbox.
    ///
    /// # Errors
    /// When the URL or the sender's address is malformed, or the folder cannot be made.
    pub fn open(url: &str, sender: &str) -> Outcome<Self> {
        let sender = sender.parse().context("reading the sender's address")?;
        let way = if url == "memory:" {
            Way::Memory(Mutex::default())
        } else if url.starts_with("smtp://") || url.starts_with("smtps://") {
            Way::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .context("reading the mail URL")?
                    .build(),
            )
        } else {
            let folder = PathBuf::from(url.strip_prefix("file://").unwrap_or(url));
            std::fs::create_dir_all(&folder).context("making the outbox")?;
            Way::Outbox(AsyncFileTransport::new(folder))
        };
        Ok(Self { way: Arc::new(way), sender })
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// When the address is malformed or the server refuses; callers are jobs and try again.
    pub async fn send(&self, letter: &Letter) -> Outcome<()> {
        let message = || -> Outcome<Message> {
            Message::builder()
                .from(self.sender.clone())
                .to(letter.to.parse().context("reading the receiver's address")?)
                .subject(letter.subject.clone())
                // Without it a reader takes the bytes for ASCII (RFC 2045, 5.2).
                .header(ContentType::TEXT_PLAIN)
                .body(letter.text.clone())
                .context("writing a letter")
        };
        match &*self.way {
            Way::Smtp(transport) => {
                transport.send(message()?).await.context("sending a letter")?;
            }
            Way::Outbox(transport) => {
                transport.send(message()?).await.context("putting a letter in the outbox")?;
            }
            Way::Memory(letters) => {
                if let Ok(mut letters) = letters.lock() {
                    letters.push(letter.clone());
                }
            }
        }
        Ok(())
    }

    /// Letters sent so far, when they are kept in memory.
    pub fn sent(&self) -> Vec<Letter> {
        match &*self.way {
            Way::Memory(letters) => letters.lock().map(|l| l.clone()).unwrap_or_default(),
            Way::Smtp(_) | Way::Outbox(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_letter_says_how_its_words_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("file://{}", folder.path().display());
        let mail = Mailer::open(&url, "cong@x.example").unwrap();
        let letter = Letter {
            to: "hanh@x.example".to_owned(),
            subject: "Bài chờ duyệt".to_owned(),
            text: "Chị Hạnh ơi".to_owned(),
        };
        mail.send(&letter).await.unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().flatten().next().unwrap().path();
        let kept = std::fs::read_to_string(file).unwrap();
        assert!(kept.contains("Content-Type: text/plain; charset=utf-8"), "{kept}");
    }
}
