//! Databases for tests: a fresh SQLite file, and a fresh PostgreSQL database where a server is named.

use std::future::Future;

use conglang_platform::args;
use conglang_platform::db::{Db, Migration, Reach, Sql};

macro_rules! steps {
    ($($number:literal $name:literal),* $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            text: include_str!(concat!("../../../migrations/", $name, ".sql")),
        }),*]
    };
}

const STEPS: &[Migration] = steps![
    1 "0001_ground",
    2 "0002_unit_site",
    3 "0003_account",
    4 "0004_file",
    5 "0005_entry",
    6 "0006_kinds",
];

/// A migrated SQLite database in a folder that vanishes with it.
pub(crate) async fn sqlite() -> (Db, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let db = Db::open(&url).await.unwrap();
    db.migrate(STEPS).await.unwrap();
    (db, folder)
}

/// Runs a test on SQLite, and on a database of its own on PostgreSQL when
/// `CONGLANG_TEST_POSTGRES_URL` names a server.
#[expect(clippy::disallowed_methods, reason = "tests learn of the server from the environment")]
pub(crate) async fn each_database<F: Future<Output = ()>>(test: impl Fn(Db) -> F) {
    let (db, folder) = sqlite().await;
    test(db.clone()).await;
    db.close().await;
    drop(folder);
    let Ok(server) = std::env::var("CONGLANG_TEST_POSTGRES_URL") else { return };
    let name = format!("conglang_test_{:016x}", rand::random::<u64>());
    let keeper = Db::open(&server).await.unwrap();
    let say = async |text: String| {
        let mut connection = keeper.read(Reach::Installation).await.unwrap();
        connection.execute(Sql::composed(text), args![]).await.unwrap();
    };
    say(format!("CREATE DATABASE {name}")).await;
    let (front, query) = server.split_once('?').unwrap_or((&server, ""));
    let (front, _) = front.rsplit_once('/').unwrap();
    let db = Db::open(&format!("{front}/{name}?{query}")).await.unwrap();
    db.migrate(STEPS).await.unwrap();
    test(db.clone()).await;
    db.close().await;
    say(format!("DROP DATABASE {name}")).await;
    keeper.close().await;
}
