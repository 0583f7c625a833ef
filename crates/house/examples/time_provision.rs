//! How long it takes to provision the files of units that come with the program: prints the seconds on
//! a fresh SQLite database, or on the empty database that the first argument names.

use std::error::Error;
use std::time::Instant;

use conglang_house::site::blueprint::Blueprint;
use conglang_house::site::{Blueprints, Plan, ProvinceNamed, provision};
use conglang_house::unit::UnitFile;
use conglang_kernel::{HostName, SiteState};
use conglang_platform::clock::Clock;
use conglang_platform::db::{Db, Migration, Reach};

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

const FILES: [(&str, &[u8]); 2] = [
    ("units_2023_camau.csv", include_bytes!("../../../data/units/units_2023_camau.csv")),
    ("units_2025_vietnam.csv", include_bytes!("../../../data/units/units_2025_vietnam.csv")),
];

#[expect(clippy::print_stdout, reason = "printing is what it is for")]
#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = std::env::args().nth(1);
    let blueprints =
        Blueprints { commune: Blueprint::commune()?, province: Blueprint::province()? };
    for (name, bytes) in FILES {
        let folder = tempfile::tempdir()?;
        let file = format!("sqlite://{}", folder.path().join("conglang.db").display());
        let db = Db::open(server.as_ref().unwrap_or(&file)).await.map_err(|e| e.to_string())?;
        db.migrate(STEPS).await.map_err(|e| e.to_string())?;
        let started = Instant::now();
        let units = UnitFile::read(bytes).map_err(|errors| format!("{errors:?}"))?;
        let plan = Plan {
            units,
            province: Some(ProvinceNamed {
                name: "Tỉnh Cà Mau".to_owned(),
                code: Some("96".to_owned()),
            }),
            base_domain: HostName::parse("localhost")?,
            state: SiteState::Live,
            now: Clock::machine().now(),
        };
        let mut transaction = db.write(Reach::Installation).await.map_err(|e| e.to_string())?;
        let done = provision(&mut transaction, &blueprints, &plan, |_, _| {})
            .await
            .map_err(|e| e.to_string())?
            .map_err(|rejections| format!("{rejections:?}"))?;
        transaction.commit().await.map_err(|e| e.to_string())?;
        println!(
            "{name}: {} sites ({} provinces, {} kept) in {:.2} s",
            done.created.len(),
            done.provinces,
            done.kept,
            started.elapsed().as_secs_f64()
        );
    }
    Ok(())
}
