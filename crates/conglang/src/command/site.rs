//! `conglang site …`: provisioning.

use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;
use conglang_house::site::blueprint::Blueprint;
use conglang_house::site::{self, Blueprints, Plan, ProvinceNamed, Provisioned, provision};
use conglang_house::unit::{LineError, UnitFile};
use conglang_kernel::{Language, SiteState};
use conglang_platform::clock::Clock;
use conglang_platform::config::Config;
use conglang_platform::db::{Db, Reach};
use conglang_platform::words::{Fact, Words};
use indicatif::{ProgressBar, ProgressStyle};

use super::{print, problem, rejected};
use crate::app;

#[derive(Subcommand)]
pub enum SiteCommand {
    /// Create the site of every unit of a CSV file that has none. All or nothing.
    Import {
        /// The file: columns code, name, kind; also district, province, province_code, slug.
        file: PathBuf,
        /// The province, when the file does not name it.
        #[arg(long)]
        province: Option<String>,
        /// The province's code, when the file does not name it.
        #[arg(long)]
        province_code: Option<String>,
        /// A blueprint file for communes instead of the built-in one.
        #[arg(long)]
        blueprint: Option<PathBuf>,
        /// The state new sites start in: draft, training or live.
        #[arg(long, default_value = "live")]
        state: String,
    },
    /// Create one site.
    Create {
        /// The unit's code.
        #[arg(long)]
        code: String,
        /// The unit's name with its kind: "Xã An Xuyên".
        #[arg(long)]
        name: String,
        /// The district.
        #[arg(long, default_value = "")]
        district: String,
        /// The province.
        #[arg(long)]
        province: String,
        /// The state it starts in: draft, training or live.
        #[arg(long, default_value = "draft")]
        state: String,
    },
    /// List all sites.
    List {
        /// As JSON: slug, unit_code, name, kind, host, state, parent.
        #[arg(long)]
        json: bool,
    },
    /// Add a host that leads to a site's canonical one.
    AddAlias {
        /// The site: its slug or canonical host.
        site: String,
        /// The host.
        host: String,
    },
}

impl SiteCommand {
    pub(super) async fn run(self, config: Config) -> anyhow::Result<()> {
        let db = app::open_database(&config).await.map_err(problem)?;
        let words = app::words().map_err(problem)?;
        match self {
            Self::Import { file, province, province_code, blueprint, state } => {
                let bytes = std::fs::read(&file).with_context(|| file.display().to_string())?;
                let units = UnitFile::read(&bytes)
                    .map_err(|errors| unreadable(&words, &file.display().to_string(), &errors))?;
                let mut blueprints = blueprints()?;
                if let Some(path) = blueprint {
                    blueprints.commune = Blueprint::open(&path)?;
                }
                let plan = Plan {
                    units,
                    province: province.map(|name| ProvinceNamed { name, code: province_code }),
                    base_domain: config.base_domain.clone(),
                    state: SiteState::parse(&state)?,
                    now: Clock::machine().now(),
                };
                let done = import(&db, &words, &blueprints, &plan).await?;
                print(&format!("{} trang mới, {} trang đã có", done.created.len(), done.kept));
            }
            Self::Create { code, name, district, province, state } => {
                let line = format!(
                    "code,name,kind,district\n{},{},{},{}\n",
                    quoted(&code),
                    quoted(&name),
                    quoted(&kind_of(&name)),
                    quoted(&district)
                );
                let units = UnitFile::read(line.as_bytes())
                    .map_err(|errors| unreadable(&words, "site create", &errors))?;
                let plan = Plan {
                    units,
                    province: Some(ProvinceNamed { name: province, code: None }),
                    base_domain: config.base_domain.clone(),
                    state: SiteState::parse(&state)?,
                    now: Clock::machine().now(),
                };
                let done = import(&db, &words, &blueprints()?, &plan).await?;
                anyhow::ensure!(!done.created.is_empty(), "đơn vị này đã có trang");
                print("đã tạo");
            }
            Self::List { json } => list(&db, json).await?,
            Self::AddAlias { site, host } => {
                let mut transaction = db.write(Reach::Installation).await.map_err(problem)?;
                let site = site::find_named(&mut transaction, &site)
                    .await
                    .map_err(problem)?
                    .ok_or_else(|| anyhow::anyhow!("không có trang này"))?;
                site::add_alias(&mut transaction, site.id, &host, Clock::machine().now())
                    .await
                    .map_err(problem)?
                    .map_err(|rejections| rejected(&words, &rejections))?;
                transaction.commit().await.map_err(problem)?;
            }
        }
        db.close().await;
        Ok(())
    }
}

/// The built-in blueprints.
pub(super) fn blueprints() -> anyhow::Result<Blueprints> {
    Ok(Blueprints { commune: Blueprint::commune()?, province: Blueprint::province()? })
}

/// Provisions in one transaction, with a progress bar where somebody looks.
pub(super) async fn import(
    db: &Db,
    words: &Words,
    blueprints: &Blueprints,
    plan: &Plan,
) -> anyhow::Result<Provisioned> {
    let bar = bar("Tạo trang");
    let mut transaction = db.write(Reach::Installation).await.map_err(problem)?;
    let done = provision(&mut transaction, blueprints, plan, |done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    })
    .await
    .map_err(problem)?
    .map_err(|rejections| rejected(words, &rejections))?;
    transaction.commit().await.map_err(problem)?;
    bar.finish_and_clear();
    Ok(done)
}

/// A progress bar; silent where nobody looks.
pub(super) fn bar(what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:14} {bar:40} {pos}/{len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style).with_message(what)
}

async fn list(db: &Db, as_json: bool) -> anyhow::Result<()> {
    let mut connection = db.read(Reach::Installation).await.map_err(problem)?;
    let sites = site::list(&mut connection).await.map_err(problem)?;
    if as_json {
        print(&serde_json::to_string_pretty(&sites)?);
        return Ok(());
    }
    for site in sites {
        print(&format!(
            "{:32} {:6} {:10} {:36} {}",
            site.slug,
            site.unit_code,
            site.state.as_str(),
            site.host,
            site.name
        ));
    }
    Ok(())
}

pub(super) fn unreadable(words: &Words, file: &str, errors: &[LineError]) -> anyhow::Error {
    let lines: Vec<String> = errors
        .iter()
        .map(|error| {
            let facts: Vec<(&str, Fact)> =
                error.facts.iter().map(|(name, fact)| (*name, fact.as_str().into())).collect();
            let sentence = words.say(Language::Vi, &format!("reject-{}", error.code), &facts);
            format!("{file}: dòng {}, cột {}: {sentence}", error.line, error.column)
        })
        .collect();
    anyhow::anyhow!("{}\nChưa có gì được thay đổi.", lines.join("\n"))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// "Xã An Xuyên" is a xã.
fn kind_of(name: &str) -> String {
    conglang_house::unit::UnitKind::of_name(name)
        .map(|kind| kind.as_str().to_owned())
        .unwrap_or_default()
}
