//! Fresh databases for tests: SQLite always, PostgreSQL too when `CONGLANG_TEST_POSTGRES_URL` names a
//! server on which databases may be made.

use std::future::Future;

use conglang_kernel::{Moment, SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::db::{Db, Migration, Reach, Sql};

/// 2026-01-05T01:00:00Z, a Monday morning.
pub(crate) const MORNING: Moment = Moment(1_767_574_800_000);

const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "ground",
        text: include_str!("../../../migrations/0001_ground.sql"),
    },
    Migration {
        number: 2,
        name: "unit_site",
        text: include_str!("../../../migrations/0002_unit_site.sql"),
    },
    Migration {
        number: 3,
        name: "account",
        text: include_str!("../../../migrations/0003_account.sql"),
    },
    Migration { number: 4, name: "file", text: include_str!("../../../migrations/0004_file.sql") },
    Migration {
        number: 5,
        name: "entry",
        text: include_str!("../../../migrations/0005_entry.sql"),
    },
    Migration {
        number: 6,
        name: "kinds",
        text: include_str!("../../../migrations/0006_kinds.sql"),
    },
    Migration {
        number: 16,
        name: "aside",
        text: include_str!("../../../migrations/0016_aside.sql"),
    },
    Migration {
        number: 17,
        name: "issuer",
        text: include_str!("../../../migrations/0017_issuer.sql"),
    },
    Migration {
        number: 19,
        name: "by_hand",
        text: include_str!("../../../migrations/0019_by_hand.sql"),
    },
];

/// Runs a test once per engine at hand, each time on a fresh, migrated database that is gone after.
pub(crate) fn on_every_engine<F, R>(test: F)
where
    F: Fn(Db) -> R + Send + Sync + Clone + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(on_sqlite(test.clone()));
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration but this")]
    if let Ok(url) = std::env::var("CONGLANG_TEST_POSTGRES_URL") {
        runtime.block_on(on_postgres(&url, test));
    }
}

async fn on_sqlite<F, R>(test: F)
where
    F: Fn(Db) -> R,
    R: Future<Output = ()>,
{
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("conglang.db");
    let db = Db::open(&format!("sqlite://{}", path.display())).await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();
    test(db.clone()).await;
    db.close().await;
}

async fn on_postgres<F, R>(url: &str, test: F)
where
    F: Fn(Db) -> R,
    R: Future<Output = ()> + Send + 'static,
{
    let server = Db::open(url).await.unwrap();
    let name = format!("conglang_test_{:016x}", rand::random::<u64>());
    command(&server, format!("CREATE DATABASE {name}")).await;
    let (front, query) = url.split_once('?').map_or((url, None), |(f, q)| (f, Some(q)));
    let (place, _) = front.rsplit_once('/').unwrap();
    let query = query.map(|q| format!("?{q}")).unwrap_or_default();
    let db = Db::open(&format!("{place}/{name}{query}")).await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();
    // In a task of its own, so that the database is dropped when the test fails, too.
    let result = tokio::spawn(test(db.clone())).await;
    db.close().await;
    command(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    server.close().await;
    if let Err(error) = result {
        std::panic::resume_unwind(error.into_panic());
    }
}

async fn command(db: &Db, text: String) {
    let mut connection = db.read(Reach::Installation).await.unwrap();
    connection.execute(Sql::composed(text), args![]).await.unwrap();
}

/// A unit with its site, below a province's site or on top.
pub(crate) async fn make_site(db: &Db, slug: &str, parent: Option<SiteId>) -> SiteId {
    let mut transaction = db.write(Reach::Installation).await.unwrap();
    let unit = transaction
        .number(
            "INSERT INTO unit (code, name, kind, valid_from) VALUES ($1, $1, 'commune', '2025-07-01')
             RETURNING id",
            args![slug],
        )
        .await
        .unwrap();
    let site = transaction
        .number(
            "INSERT INTO site (unit_id, parent_id, slug, name, name_key, state, accent, languages,
                               blueprint, blueprint_version, created_at, updated_at)
             VALUES ($1, $2, $3, $3, $4, $5, '#123456', 'vi', 'commune', 1, $6, $6) RETURNING id",
            args![unit, parent, slug, slug.as_bytes(), SiteState::Live, MORNING],
        )
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    SiteId(site)
}
