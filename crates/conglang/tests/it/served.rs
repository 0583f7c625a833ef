//! The program as an operator runs it: a process with a folder, spoken to over loopback, which may be
//! killed and started again.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use conglang::app;
use conglang_kernel::{CategoryId, SiteId};
use conglang_platform::args;
use conglang_platform::clock::Clock;
use conglang_platform::db::{Db, Reach};
use tempfile::TempDir;

use crate::officer::encoded;
use crate::portal::{PASSWORD, command, config, fresh_database, furnish};

/// How long anything may take on a busy machine before it counts as never.
pub const NEVER: Duration = Duration::from_secs(60);

/// An installation on disk, with or without a server.
pub struct Installation {
    pub folder: TempDir,
    pub database_url: String,
    pub desk: String,
    pub a: SiteId,
    pub category: CategoryId,
}

/// An answer as it came over the wire.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// A server that is killed, not stopped, when it is let go.
pub struct Served {
    child: Mutex<Child>,
    pub address: SocketAddr,
}

/// Runs a journey once per engine at hand, each time on a fresh installation.
pub fn on_every_engine_served(test: impl Fn(Arc<Installation>) + Send + Sync + 'static) {
    let test = Arc::new(test);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("conglang.db").display());
        let installation = Arc::new(Installation::prepared(url, folder).await);
        let test = test.clone();
        tokio::task::spawn_blocking(move || test(installation)).await.unwrap();
    });
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration but this")]
    let Ok(server_url) = std::env::var("CONGLANG_TEST_POSTGRES_URL") else { return };
    runtime.block_on(async {
        let server = Db::open(&server_url).await.unwrap();
        let (name, url) = fresh_database(&server, &server_url).await;
        let installation = Installation::prepared(url, tempfile::tempdir().unwrap()).await;
        let installation = Arc::new(installation);
        let result = tokio::task::spawn_blocking(move || test(installation)).await;
        command(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        server.close().await;
        result.unwrap();
    });
}

impl Installation {
    async fn prepared(database_url: String, folder: TempDir) -> Self {
        let config = config(database_url.clone(), folder.path().to_owned());
        let web = app::open(config, Clock::machine()).await.unwrap().web;
        let site = furnish(&web).await.a;
        web.hosts.reload(&web.db).await.unwrap();
        let desk = web.hosts.desk().to_string();
        let mut connection = web.db.read(Reach::Installation).await.unwrap();
        let category = connection
            .number(
                "SELECT id FROM category WHERE site_id = $1 AND slug = 'hoat-dong-chinh-quyen'",
                args![site.id],
            )
            .await
            .unwrap();
        drop(connection);
        web.db.close().await;
        Self { folder, database_url, desk, a: site.id, category: CategoryId(category) }
    }

    /// The program with the options of this installation.
    pub fn program(&self, subcommand: &str) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_conglang"));
        program
            .env_clear()
            .arg("--data")
            .arg(self.folder.path())
            .args(["--database-url", &self.database_url])
            .args(["--listen", "127.0.0.1:0", "--ops-listen", "127.0.0.1:0"])
            .arg(subcommand);
        program
    }

    /// The titles of commune A that are public and like this.
    pub fn live_titles(&self, like: &str) -> BTreeSet<String> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let db = Db::open(&self.database_url).await.unwrap();
            let mut connection = db.read(Reach::Installation).await.unwrap();
            let rows: Vec<(String,)> = connection
                .all(
                    "SELECT title FROM entry
                     WHERE site_id = $1 AND state = 'live' AND title LIKE $2",
                    args![self.a, like],
                )
                .await
                .unwrap();
            drop(connection);
            db.close().await;
            rows.into_iter().map(|(title,)| title).collect()
        })
    }

    /// Starts the server and waits until it says where it listens.
    pub fn serve(&self) -> Served {
        let mut child = self
            .program("serve")
            .arg("--log-json")
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.by_ref().find_map(|line| {
            let line: serde_json::Value = serde_json::from_str(&line.unwrap()).ok()?;
            line.get("operations")?;
            line.get("address")?.as_str()?.parse().ok()
        });
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Served { child: Mutex::new(child), address: address.unwrap() }
    }
}

impl Served {
    /// Sends bytes as they are and reads until the other half is closed; none when it never answered.
    pub fn send(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(NEVER)).ok()?;
        stream.write_all(request).ok()?;
        let mut bytes = Vec::new();
        // A server that has refused may close before everything was sent.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Answer { status, head: head.to_owned(), body: body.to_owned() })
    }

    /// A citizen reads an address of a host.
    pub fn visit(&self, host: &str, path: &str) -> Option<Answer> {
        let head = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        self.send(head.as_bytes())
    }

    /// An officer sends a form.
    pub fn post(&self, host: &str, path: &str, cookie: &str, form: &str) -> Option<Answer> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncookie: {cookie}\r\n\
             sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{form}",
            form.len()
        );
        self.send(head.as_bytes())
    }

    /// Signs the editor of commune A in; gives the cookie.
    pub fn sign_in(&self, installation: &Installation) -> String {
        let form = format!("email=editor.a@x.example&password={PASSWORD}");
        let answer = self.post(&installation.desk, "/dang-nhap", "", &form).unwrap();
        assert_eq!(answer.status, 303, "{}\n{}", answer.head, answer.body);
        let cookie = answer.head.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("set-cookie").then(|| value.split(';').next())?
        });
        cookie.unwrap().to_owned()
    }

    /// Writes an article of commune A and publishes it at once; whether the server said that it did.
    pub fn publish(&self, installation: &Installation, cookie: &str, title: &str) -> bool {
        let category = installation.category.to_string();
        let fields = [
            ("title", title),
            ("summary", "Tóm tắt"),
            ("body", "Đoạn một.\n\nĐoạn hai."),
            ("category", category.as_str()),
            ("viec", "dang"),
        ];
        let path = format!("/trang/{}/noi-dung/moi/bai-viet", installation.a);
        self.post(&installation.desk, &path, cookie, &encoded(&fields))
            .is_some_and(|answer| answer.status == 303)
    }

    /// Ends the process as a power cut would, whoever is still speaking to it.
    pub fn kill_now(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill_now();
    }
}

/// Asks again and again until the answer is right; gives how long that took.
pub fn until(mut is_so: impl FnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < NEVER, "never so");
        std::thread::sleep(Duration::from_millis(10));
    }
    begun.elapsed()
}
