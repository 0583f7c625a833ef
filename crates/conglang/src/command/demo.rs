//! `conglang demo`: a province with its communes, people and a year of content to look at.
//!
//! What was filled is remembered, so that running it again does only what is missing.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use conglang_demo::{Amount, CommuneContent, CommuneFacts, commune_content, province_content};
use conglang_house::entry::{self, Base, Hand, Heading, Saved};
use conglang_house::file::{add_picture, describe_bare};
use conglang_house::scope::SiteScope;
use conglang_house::site::{self, Plan, ProfileTyped, ProvinceNamed, Site};
use conglang_house::unit::UnitFile;
use conglang_house::web::Web;
use conglang_kernel::{
    AccountId, ChangeKind, EntryId, Language, Moment, SafeHtml, SiteState, Slug,
};
use conglang_platform::clock::Clock;
use conglang_platform::config::Config;
use conglang_platform::db::{Reach, Transaction};
use conglang_platform::setting;

use super::demo_accounts::{DEMO_PASSWORD, PEOPLE, settle};
use super::demo_pictures::Gallery;
use super::site::{bar, blueprints, import};
use super::{print, problem};
use crate::app;

/// Fill a new installation with demo content.
#[derive(Args)]
pub struct Demo {
    /// The units: a CSV file with code, name, kind, district.
    #[arg(long, default_value = "data/units/units_2023_camau.csv")]
    units: PathBuf,
    /// The province they belong to.
    #[arg(long, default_value = "Tỉnh Cà Mau")]
    province: String,
    /// Only the first so many communes.
    #[arg(long)]
    limit: Option<usize>,
    /// So many times the usual number of articles and notices.
    #[arg(long, default_value_t = 1)]
    scale: usize,
}

/// A text of the demo on its way into the engine.
struct Piece<'p> {
    kind: &'static str,
    category: &'p str,
    title: &'p str,
    summary: &'p str,
    content: serde_json::Value,
    picture: Option<(conglang_demo::Scene, &'p str, &'p str)>,
    published_at: Moment,
    expires_at: Option<Moment>,
}

impl Demo {
    pub(super) async fn run(self, config: Config) -> anyhow::Result<()> {
        let clock = Clock::machine();
        let web = app::open(config, clock.clone()).await.map_err(problem)?.web;
        let sites = self.provision(&web).await?;
        let province = sites
            .iter()
            .find(|site| site.parent.is_none())
            .context("tệp đơn vị không cho biết tỉnh")?;
        let communes: Vec<&Site> =
            sites.iter().filter(|site| site.parent == Some(province.id)).collect();
        let shown = communes
            .iter()
            .find(|site| site.slug.ends_with("an-xuyen"))
            .or(communes.first())
            .context("tệp đơn vị không có xã nào")?;
        let author = settle(&web.db, province.id, shown.id, clock.now()).await?;
        let mut empty = Vec::new();
        for site in &sites {
            if !self.is_filled(&web, site).await? {
                empty.push(site);
            }
        }
        if !empty.is_empty() {
            let painting = bar("Vẽ tranh");
            let gallery = Gallery::paint_all(&web.blobs, &painting).await?;
            painting.finish_and_clear();
            let filling = bar("Viết nội dung");
            filling.set_length(empty.len() as u64);
            for site in empty {
                self.fill(&web, &gallery, site, author).await?;
                filling.inc(1);
            }
            filling.finish_and_clear();
        }
        web.hosts.reload(&web.db).await.map_err(problem)?;
        announce(&web, province, shown, communes.len());
        web.db.close().await;
        Ok(())
    }

    async fn provision(&self, web: &Web) -> anyhow::Result<Vec<Site>> {
        let bytes = std::fs::read(&self.units).with_context(|| self.units.display().to_string())?;
        let mut units = UnitFile::read(&bytes).map_err(|errors| {
            anyhow::anyhow!("{}: {} dòng sai", self.units.display(), errors.len())
        })?;
        if let Some(limit) = self.limit {
            units.lines.truncate(limit);
        }
        let plan = Plan {
            units,
            province: Some(ProvinceNamed { name: self.province.clone(), code: None }),
            base_domain: web.config.base_domain.clone(),
            state: SiteState::Live,
            now: web.clock.now().plus_days(-400),
        };
        import(&web.db, web.pages.words(), &blueprints()?, &plan).await?;
        let mut connection = web.db.read(Reach::Installation).await.map_err(problem)?;
        site::list(&mut connection).await.map_err(problem)
    }

    async fn is_filled(&self, web: &Web, site: &Site) -> anyhow::Result<bool> {
        let mut connection = web.db.read(Reach::Installation).await.map_err(problem)?;
        Ok(setting::find(&mut connection, &mark(site)).await.map_err(problem)?.is_some())
    }

    /// Fills one site in one transaction: it has its content or it has none.
    async fn fill(
        &self,
        web: &Web,
        gallery: &Gallery,
        site: &Site,
        author: AccountId,
    ) -> anyhow::Result<()> {
        let now = web.clock.now();
        let today = vitext::local_time(now.timestamp()).date();
        let content = if site.parent.is_none() {
            province_content(today)
        } else {
            let facts = CommuneFacts {
                code: &site.unit_code,
                name: &site.name,
                kind: site.kind.as_str(),
                district: site.district.as_deref().unwrap_or(&self.province),
                province: &self.province,
                today,
            };
            commune_content(&facts, Amount::scaled(self.scale.max(1)))
        };
        let scope = SiteScope::of_command_line(site.id);
        let mut transaction = web.db.write(Reach::Installation).await.map_err(problem)?;
        let writer = Writer { web, gallery, site, scope, author };
        writer.describe(&mut transaction, &content, now).await?;
        let mut pieces = pieces(&content);
        pieces.sort_by_key(|piece| piece.published_at);
        for piece in &pieces {
            writer.publish(&mut transaction, piece).await?;
        }
        setting::keep(&mut transaction, &mark(site), &now.0.to_string()).await.map_err(problem)?;
        transaction.commit().await.map_err(problem)?;
        Ok(())
    }
}

/// The setting that remembers that a site was filled.
fn mark(site: &Site) -> String {
    format!("demo {}", site.id)
}

fn pieces(content: &CommuneContent) -> Vec<Piece<'_>> {
    let at =
        |local: jiff::civil::DateTime| vitext::instant(local).map(Moment::from).unwrap_or_default();
    let articles = content.articles.iter().map(|article| Piece {
        kind: "article",
        category: &article.category_slug,
        title: &article.title,
        summary: &article.summary,
        content: serde_json::json!({ "body": article.body_html, "author_name": article.author }),
        picture: article
            .picture
            .map(|scene| (scene, article.picture_alt.as_str(), article.picture_caption.as_str())),
        published_at: at(article.published_at),
        expires_at: None,
    });
    let notices = content.notices.iter().map(|notice| Piece {
        kind: "notice",
        category: &notice.category_slug,
        title: &notice.title,
        summary: &notice.summary,
        content: serde_json::json!({
            "body": notice.body_html,
            "urgency": match notice.urgency {
                conglang_demo::Urgency::Normal => "normal",
                conglang_demo::Urgency::Important => "important",
                conglang_demo::Urgency::Urgent => "urgent",
            },
            "deadline": notice.expires_on.map(|day| day.to_string()),
            "issuer": notice.issuer,
            "number": notice.number,
        }),
        picture: None,
        published_at: at(notice.published_at),
        // A notice can be looked up for half a year after its last day.
        expires_at: notice.expires_on.map(|day| at(day.at(23, 59, 0, 0)).plus_days(180)),
    });
    articles.chain(notices).collect()
}

/// Writes into one site through the publishing engine, as its editor would have.
struct Writer<'w> {
    web: &'w Web,
    gallery: &'w Gallery,
    site: &'w Site,
    scope: SiteScope,
    author: AccountId,
}

impl Writer<'_> {
    async fn describe(
        &self,
        transaction: &mut Transaction,
        content: &CommuneContent,
        now: Moment,
    ) -> anyhow::Result<()> {
        let profile = &content.profile;
        let version = site::profile(transaction, self.site.id)
            .await
            .map_err(problem)?
            .map_or(1, |profile| profile.version);
        let typed = ProfileTyped {
            managing_organisation: profile.managing_organisation.clone(),
            governing_agency: profile.governing_agency.clone(),
            address: profile.address.clone(),
            email: profile.email.clone(),
            phone: profile.phone.clone(),
            responsible_person: profile.responsible_person.clone()
                + ", "
                + &profile.responsible_office,
            working_hours: profile.working_hours.clone(),
            citizen_reception: profile.reception.clone(),
            introduction: content
                .introduction
                .first()
                .map(|page| format!("<p>{}</p>", page.summary))
                .unwrap_or_default(),
            version,
        };
        let saved =
            site::save_profile(transaction, self.site.id, &typed, now).await.map_err(problem)?;
        anyhow::ensure!(
            matches!(saved, site::ProfileSaved::Saved { .. }),
            "thông tin mẫu của {} không hợp lệ: {saved:?}",
            self.site.name
        );
        for page in &content.introduction {
            let piece = Piece {
                kind: "page",
                category: "gioi-thieu",
                title: &page.title,
                summary: &page.summary,
                content: serde_json::json!({ "body": page.body_html }),
                picture: page.picture.map(|scene| (scene, page.title.as_str(), "")),
                published_at: now.plus_days(-380),
                expires_at: None,
            };
            self.publish_page(transaction, &page.slug, &piece).await?;
        }
        Ok(())
    }

    /// A page the blueprint made already gets a new edition instead of a brother.
    async fn publish_page(
        &self,
        transaction: &mut Transaction,
        slug: &str,
        piece: &Piece<'_>,
    ) -> anyhow::Result<()> {
        let known = entry::live_at(transaction, self.scope, "page", slug).await.map_err(problem)?;
        let Some((id, edition)) = known else { return self.publish(transaction, piece).await };
        let mut heading = self.heading(transaction, piece).await?;
        heading.slug = Slug::parse(slug)?;
        let base = Base { edition, version: 1 };
        let content = self.snapshot(piece)?;
        let saved = entry::save(
            transaction,
            self.scope,
            self.author,
            id,
            base,
            &heading,
            &content,
            piece.published_at,
        )
        .await
        .map_err(problem)?;
        anyhow::ensure!(matches!(saved, Saved::Kept(_)), "trang {slug} đã bị sửa");
        self.send_out(transaction, id, piece).await
    }

    async fn publish(
        &self,
        transaction: &mut Transaction,
        piece: &Piece<'_>,
    ) -> anyhow::Result<()> {
        let heading = self.heading(transaction, piece).await?;
        let content = self.snapshot(piece)?;
        let (id, _) = entry::create(
            transaction,
            self.scope,
            self.author,
            piece.kind,
            Language::Vi,
            &heading,
            &content,
            piece.published_at,
        )
        .await
        .map_err(problem)?;
        self.send_out(transaction, id, piece).await
    }

    async fn send_out(
        &self,
        transaction: &mut Transaction,
        id: EntryId,
        piece: &Piece<'_>,
    ) -> anyhow::Result<()> {
        entry::publish(
            transaction,
            &self.web.kinds,
            self.scope,
            Hand::Member(self.author),
            id,
            piece.published_at,
        )
        .await
        .map_err(|refusal| anyhow::anyhow!("{}: {refusal:?}", piece.title))?;
        Ok(())
    }

    async fn heading(
        &self,
        transaction: &mut Transaction,
        piece: &Piece<'_>,
    ) -> anyhow::Result<Heading> {
        let category = site::category_at(transaction, self.site.id, Language::Vi, piece.category)
            .await
            .map_err(problem)?;
        let (mut cover_file, mut alt, mut caption) = (None, String::new(), String::new());
        if let Some((scene, shows, under)) = piece.picture
            && let Some(picture) = self.gallery.pick(scene, piece.title)
        {
            let file = add_picture(
                transaction,
                self.scope,
                Some(self.author),
                picture,
                piece.published_at,
            )
            .await
            .map_err(problem)?;
            let shown = [(file, shows.to_owned())];
            describe_bare(transaction, self.scope, &shown, piece.published_at)
                .await
                .map_err(problem)?;
            (cover_file, alt, caption) = (Some(file), shows.to_owned(), under.to_owned());
        }
        Ok(Heading {
            title: piece.title.to_owned(),
            summary: piece.summary.to_owned(),
            slug: Slug::of_title(piece.title),
            category,
            cover_file,
            cover_alt: alt,
            cover_caption: caption,
            attachments: Vec::new(),
            publish_at: None,
            expires_at: piece.expires_at,
            change: ChangeKind::Minor,
            change_note: String::new(),
        })
    }

    /// The body goes the way every text goes: through the sanitiser.
    fn snapshot(&self, piece: &Piece<'_>) -> anyhow::Result<String> {
        let mut content = piece.content.clone();
        if let Some(body) = content.get_mut("body") {
            *body = SafeHtml::sanitise(body.as_str().unwrap_or_default()).as_str().into();
        }
        Ok(serde_json::to_string(&content)?)
    }
}

fn announce(web: &Web, province: &Site, shown: &Site, communes: usize) {
    print(&format!("{communes} cổng xã, phường, thị trấn đã sẵn sàng. Xem thử:"));
    print(&format!("  {}/", web.config.origin(&province.host)));
    print(&format!("  {}/", web.config.origin(&shown.host)));
    print(&format!("  {}/", web.config.origin(&web.hosts.desk())));
    print("Tài khoản mẫu (chỉ để dùng thử):");
    for person in PEOPLE {
        print(&format!("  {:32} {DEMO_PASSWORD}   {}", person.email, person.title));
    }
}
