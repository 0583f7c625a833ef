//! A province with two communes on a fresh database, spoken to in HTTP without sockets.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use conglang::readers::CacheReader;
use conglang::{app, serve};
use conglang_house::account::password::{self, Password};
use conglang_house::account::{self, Email, NewAccount, PasswordState};
use conglang_house::entry::{self, Hand, Heading};
use conglang_house::scope::SiteScope;
use conglang_house::search::IndexFeed;
use conglang_house::site::{self, Blueprints, Plan, ProvinceNamed, Site, blueprint::Blueprint};
use conglang_house::unit::UnitFile;
use conglang_house::web::Web;
use conglang_kernel::{
    AccountId, CategoryId, ChangeKind, EntryId, Language, Moment, Role, SiteId, SiteState, Slug,
};
use conglang_platform::args;
use conglang_platform::clock::Clock;
use conglang_platform::config::{Config, Outgoing, Scheme};
use conglang_platform::db::{Connection, Db, READERS, Reach, Sql};
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use tempfile::TempDir;
use tokio::sync::Mutex;
use tower::ServiceExt;

/// 2026-01-05T01:00:00Z, a Monday morning.
pub const MORNING: Moment = Moment(1_767_574_800_000);

/// Everybody's password.
pub const PASSWORD: &str = "Tre-Xanh-Dau-Lang-2026";
const UNITS: &str = "code,name,kind,district\n\
    31999,Xã An Xuyên,xã,Thành phố Cà Mau\n\
    32002,Xã Hồ Thị Kỷ,xã,Huyện Thới Bình\n";

/// The running program.
pub struct Portal {
    pub web: Arc<Web>,
    pub clock: Clock,
    pub a: Site,
    pub b: Site,
    pub editor: AccountId,
    router: Router,
    reader: Mutex<CacheReader>,
    feed: Mutex<IndexFeed>,
    _folder: TempDir,
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Reply {
    /// A header as text, empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Runs a journey once per engine at hand, each time on a fresh installation.
pub fn on_every_engine<R>(test: impl Fn(Arc<Portal>) -> R)
where
    R: Future<Output = ()> + Send + 'static,
{
    on_every_engine_reaching(Outgoing::PublicHosts, test);
}

/// As [`on_every_engine`], with a server that fetches from whom it may.
pub fn on_every_engine_reaching<R>(outgoing: Outgoing, test: impl Fn(Arc<Portal>) -> R)
where
    R: Future<Output = ()> + Send + 'static,
{
    on_every_engine_decided(|config| Config { outgoing, ..config }, test);
}

/// As [`on_every_engine`], after an operator has decided something else than tests do.
pub fn on_every_engine_decided<R>(
    decide: impl Fn(Config) -> Config,
    test: impl Fn(Arc<Portal>) -> R,
) where
    R: Future<Output = ()> + Send + 'static,
{
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("conglang.db").display());
        let portal = Arc::new(Portal::start(url, folder, &decide).await);
        test(portal.clone()).await;
        portal.web.db.close().await;
    });
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration but this")]
    let Ok(server_url) = std::env::var("CONGLANG_TEST_POSTGRES_URL") else { return };
    runtime.block_on(async {
        let server = Db::open(&server_url).await.unwrap();
        let (name, url) = fresh_database(&server, &server_url).await;
        let folder = tempfile::tempdir().unwrap();
        let portal = Arc::new(Portal::start(url, folder, &decide).await);
        // In a task of its own, so that the database is dropped when the journey fails, too.
        let result = tokio::spawn(test(portal.clone())).await;
        portal.web.db.close().await;
        command(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        server.close().await;
        if let Err(error) = result {
            std::panic::resume_unwind(error.into_panic());
        }
    });
}

/// Makes an empty database on a server: its name and its address.
pub async fn fresh_database(server: &Db, url: &str) -> (String, String) {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("conglang_it_{}_{count}", std::process::id());
    command(server, format!("CREATE DATABASE {name}")).await;
    let (place, _) = url.rsplit_once('/').unwrap();
    (name.clone(), format!("{place}/{name}"))
}

/// Runs what stands outside transactions.
pub async fn command(db: &Db, text: String) {
    let mut connection = db.read(Reach::Installation).await.unwrap();
    connection.execute(Sql::composed(text), args![]).await.unwrap();
}

/// What an operator decides for tests: everything beside the database, nothing sent anywhere.
pub fn config(database_url: String, folder: PathBuf) -> Config {
    Config {
        data: folder,
        database_url,
        blob_url: "memory:".to_owned(),
        mail_url: "memory:".to_owned(),
        mail_sender: "cong@localhost".to_owned(),
        base_domain: conglang_kernel::HostName::parse("localhost").unwrap(),
        desk_host: None,
        scheme: Scheme::Http,
        public_port: None,
        listen: "127.0.0.1:0".parse().unwrap(),
        ops_listen: "127.0.0.1:0".parse().unwrap(),
        trusted_proxies: Vec::new(),
        cache_bytes: 8 << 20,
        theme: None,
        outgoing: Outgoing::Nowhere,
        films: None,
        program: env!("CARGO_BIN_EXE_conglang").into(),
        blob_options: Vec::new(),
    }
}

/// Two communes, and somebody to write for the first.
pub struct Furnished {
    pub a: Site,
    pub b: Site,
    pub editor: AccountId,
}

/// Provisions an empty installation, with an account for each role.
pub async fn furnish(web: &Web) -> Furnished {
    let now = web.clock.now();
    let blueprints = Blueprints {
        commune: Blueprint::commune().unwrap(),
        province: Blueprint::province().unwrap(),
    };
    let plan = Plan {
        units: UnitFile::read(UNITS.as_bytes()).unwrap(),
        province: Some(ProvinceNamed { name: "Tỉnh Cà Mau".to_owned(), code: None }),
        base_domain: web.config.base_domain.clone(),
        state: SiteState::Live,
        now,
    };
    let mut transaction = web.db.write(Reach::Installation).await.unwrap();
    site::provision(&mut transaction, &blueprints, &plan, |_, _| {}).await.unwrap().unwrap();
    let sites = site::list(&mut transaction).await.unwrap();
    let named = |name: &str| sites.iter().find(|site| site.name.contains(name)).unwrap().clone();
    let (a, b) = (named("An Xuyên"), named("Hồ Thị Kỷ"));
    let province = sites.iter().find(|site| site.parent.is_none()).unwrap().clone();
    let hash = password::hash(&Password::typed(PASSWORD)).await.unwrap();
    let mut editor = None;
    for (email, site, role) in [
        ("operator@x.example", province.id, Role::Operator),
        ("editor.a@x.example", a.id, Role::Editor),
        ("editor.b@x.example", b.id, Role::Editor),
        ("contributor.a@x.example", a.id, Role::Contributor),
        ("administrator.a@x.example", a.id, Role::Administrator),
    ] {
        let new = NewAccount {
            email: &Email::parse(email).unwrap(),
            name: "Trần Thị Hạnh",
            password: &hash,
            password_state: PasswordState::Own,
        };
        let account = account::create(&mut transaction, &new, now).await.unwrap().unwrap();
        account::appoint(&mut transaction, site, account, role, now).await.unwrap().unwrap();
        if email == "editor.a@x.example" {
            editor = Some(account);
        }
    }
    transaction.commit().await.unwrap();
    Furnished { a, b, editor: editor.unwrap() }
}

impl Portal {
    async fn start(
        database_url: String,
        folder: TempDir,
        decide: &impl Fn(Config) -> Config,
    ) -> Self {
        let clock = Clock::standing_at(MORNING);
        let config = decide(config(database_url, folder.path().to_owned()));
        let web = app::open(config, clock.clone()).await.unwrap().web;
        let Furnished { a, b, editor } = furnish(&web).await;
        web.hosts.reload(&web.db).await.unwrap();
        let reader = Mutex::new(CacheReader::new(web.clone()).await.unwrap());
        let feed = Mutex::new(serve::index_feed(&web));
        let router = serve::router(web.clone());
        Self { web, clock, a, b, editor, router, reader, feed, _folder: folder }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A citizen reads an address of a host.
    pub async fn visit(&self, host: &str, path: &str) -> Reply {
        self.send(request(Method::GET, host, path, None, "")).await
    }

    /// The host of the desk.
    pub fn desk(&self) -> String {
        self.web.hosts.desk().to_string()
    }

    /// Signs somebody in through the form and gives the cookie.
    pub async fn sign_in(&self, email: &str) -> String {
        let form = format!("email={email}&password={PASSWORD}");
        let reply = self.send(request(Method::POST, &self.desk(), "/dang-nhap", None, &form)).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        reply.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// Lets the readers of the change log catch up.
    pub async fn read_changes(&self) {
        self.reader.lock().await.read().await.unwrap();
        while self.feed.lock().await.read().await.unwrap() {}
    }

    /// Does every job that is due.
    pub async fn work_all(&self) {
        for worker in serve::workers(&self.web) {
            while worker.work_due().await.unwrap() > 0 {}
        }
    }

    /// Ends what has an end, as the hourly job does.
    pub async fn sweep(&self) {
        conglang::sweep::run(&self.web).await.unwrap();
    }

    /// A draft of an article of commune A.
    pub async fn draft(&self, title: &str) -> EntryId {
        let scope = self.scope();
        let mut transaction = self.web.db.write(scope.reach()).await.unwrap();
        let heading = self.heading(title).await;
        let (entry, _) = entry::create(
            &mut transaction,
            scope,
            self.editor,
            "article",
            Language::Vi,
            &heading,
            BODY,
            self.clock.now(),
        )
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        entry
    }

    /// Gives commune A's library room for so many bytes.
    pub async fn set_quota(&self, bytes: i64) {
        let mut transaction = self.web.db.write(Reach::Installation).await.unwrap();
        let sql = "UPDATE site SET quota_bytes = $2 WHERE id = $1";
        transaction.execute(sql, args![self.a.id, bytes]).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// A category of commune A by the word in its address.
    pub async fn category(&self, slug: &str) -> CategoryId {
        let mut connection = self.web.db.read(Reach::Installation).await.unwrap();
        let sql = "SELECT id FROM category WHERE site_id = $1 AND slug = $2";
        CategoryId(connection.number(sql, args![self.a.id, slug]).await.unwrap())
    }

    /// A heading in the news of commune A.
    pub async fn heading(&self, title: &str) -> Heading {
        Heading {
            title: title.to_owned(),
            summary: "Tóm tắt".to_owned(),
            slug: Slug::of_title(title),
            category: Some(self.category("hoat-dong-chinh-quyen").await),
            cover_file: None,
            cover_alt: String::new(),
            cover_caption: String::new(),
            attachments: Vec::new(),
            publish_at: None,
            expires_at: None,
            change: ChangeKind::Minor,
            change_note: String::new(),
        }
    }

    /// Publishes the draft of an entry; gives its address on commune A.
    pub async fn publish(&self, id: EntryId) -> String {
        let mut transaction = self.web.db.write(self.scope().reach()).await.unwrap();
        entry::publish(
            &mut transaction,
            &self.web.kinds,
            self.scope(),
            Hand::Member(self.editor),
            id,
            self.clock.now(),
        )
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        self.read_changes().await;
        self.address(id).await
    }

    /// Drafts and publishes: the entry and its address.
    pub async fn published(&self, title: &str) -> (EntryId, String) {
        let id = self.draft(title).await;
        (id, self.publish(id).await)
    }

    /// The canonical address of an entry of commune A.
    pub async fn address(&self, id: EntryId) -> String {
        let mut connection = self.web.db.read(self.scope().reach()).await.unwrap();
        let entry = entry::find(&mut connection, self.scope(), id).await.unwrap().unwrap();
        format!("/hoat-dong-chinh-quyen/{}-{id}", entry.slug.as_str())
    }

    /// Holds every reading connection of SQLite but one: whatever waits for a second one while it holds
    /// a first waits in vain.
    pub async fn all_readers_but_one(&self) -> Vec<Connection> {
        let mut held = Vec::new();
        for _ in 1..READERS {
            held.push(self.web.db.read(Reach::Installation).await.unwrap());
        }
        held
    }

    /// The scope of commune A.
    pub fn scope(&self) -> SiteScope {
        SiteScope::of_command_line(SiteId(self.a.id.0))
    }
}

/// The content of a small article.
pub const BODY: &str = r#"{"body":"<p>Ủy ban nhân dân xã tiếp công dân.</p>"}"#;

/// A request as a browser on the same site sends it.
pub fn request(
    method: Method,
    host: &str,
    path: &str,
    cookie: Option<&str>,
    form: &str,
) -> Request<Body> {
    let mut builder = Request::builder()
        .method(&method)
        .uri(path)
        .header(header::HOST, host)
        .header("sec-fetch-site", "same-origin");
    if let Some(cookie) = cookie {
        builder = builder.header(header::COOKIE, cookie);
    }
    if method == Method::POST {
        builder = builder.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    builder.body(Body::from(form.to_owned())).unwrap()
}
