//! Chooses templates for days and fills them: the year of one portal.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::chance::Chance;
use crate::places::Commune;
use crate::profile;
use crate::text::bank::{ARTICLES, DOCUMENTS, NOTICES, PAGES, PROVINCE, Template};
use crate::text::calendar::{Season, holiday, plus, working};
use crate::text::fill::Filler;
use crate::text::markup::html;
use crate::{Amount, Article, CommuneContent, CommuneFacts, Notice, Page, Scene};

/// The content of one commune's portal, as of a day.
pub fn commune_content(facts: &CommuneFacts<'_>, amount: Amount) -> CommuneContent {
    let commune = Commune::new(facts);
    let mut titles = BTreeSet::new();
    let mut year = Year { commune: &commune, today: facts.today, titles: &mut titles };
    let documents = (amount.articles * 12 / 26).max(12);
    let mut articles = year.articles(&ARTICLES, amount.articles, "articles");
    articles.extend(year.articles(&DOCUMENTS, documents, "documents"));
    articles.sort_by(|a, b| b.published_at.cmp(&a.published_at).then(a.key.cmp(&b.key)));
    let notices = year.notices(&NOTICES, amount.notices);
    let introduction = year.pages(&PAGES);
    CommuneContent { profile: profile::of_commune(&commune), introduction, articles, notices }
}

/// The content of the province's own portal: an introduction, twelve news, four notices.
pub fn province_content(today: Date) -> CommuneContent {
    let facts = CommuneFacts {
        code: "96",
        name: "Tỉnh Cà Mau",
        kind: "tỉnh",
        district: "tỉnh Cà Mau",
        province: "Tỉnh Cà Mau",
        today,
    };
    let mut commune = Commune::new(&facts);
    commune.traits = vec!["tinh"];
    let of = |wanted: fn(&Template) -> bool| -> Vec<Template> {
        PROVINCE.iter().filter(|template| wanted(template)).cloned().collect()
    };
    let news = of(|template| !matches!(template.category.as_str(), "thong-bao" | "gioi-thieu"));
    let mut titles = BTreeSet::new();
    let mut year = Year { commune: &commune, today, titles: &mut titles };
    CommuneContent {
        articles: year.articles(&news, 12, "articles"),
        notices: year.notices(&of(|template| template.category == "thong-bao"), 4),
        introduction: year.pages(&of(|template| template.category == "gioi-thieu")),
        profile: profile::of_province(commune.say("pct.ten")),
    }
}

/// The year of one portal while it is being filled.
struct Year<'a> {
    commune: &'a Commune,
    today: Date,
    titles: &'a mut BTreeSet<String>,
}

/// What was made of a template, before it becomes an article or a notice.
struct Made<'a> {
    template: &'a Template,
    filler: Filler<'a>,
    chance: Chance,
    key: String,
    title: String,
    published_at: DateTime,
}

impl<'a> Year<'a> {
    /// Days for a number of texts: the first within the last three days, the rest over the year.
    fn days(&self, count: usize, chance: &Chance) -> Vec<Date> {
        let yesterday = plus(self.today, -1);
        let step = 352.0 / count.max(1) as f32;
        (0..count)
            .map(|index| {
                let jitter = chance.between(-0.42, 0.42) * step;
                let back = if index == 0 { 0 } else { (index as f32 * step + jitter) as i32 };
                back_to_work(plus(yesterday, -back.max(0)))
            })
            .collect()
    }

    /// Chooses and fills templates, the newest day first.
    fn make(&mut self, bank: &'a [Template], count: usize, what: &str) -> Vec<Made<'a>> {
        let chance = Chance::named(&[&self.commune.code, what]);
        let fitting: Vec<(&Template, Season)> = bank
            .iter()
            .filter(|template| template.fits(self.commune))
            .filter_map(|template| Season::read(&template.when).map(|season| (template, season)))
            .collect();
        let mut used = vec![0u32; fitting.len()];
        let mut lately: Vec<&str> = Vec::new();
        let mut made = Vec::with_capacity(count);
        for day in self.days(count, &chance) {
            // A text that would bear a title already given is tried again with another template.
            for _ in 0..24 {
                let Some(index) = choose(&fitting, &used, &lately, day, &chance) else { break };
                let template = fitting[index].0;
                used[index] += 1;
                let round = used[index];
                let key = if round > 1 {
                    format!("{}-{round}", template.key)
                } else {
                    template.key.clone()
                };
                let own = Chance::named(&[&self.commune.code, &key, what]);
                let filler = Filler::new(self.commune, day, own.clone(), &template.vars);
                let title = filler.text(own.pick::<String>(&template.title));
                if !self.titles.insert(title.clone()) {
                    continue;
                }
                lately.push(&template.category);
                let published_at = day.to_datetime(office_hour(&own));
                made.push(Made { template, filler, chance: own, key, title, published_at });
                break;
            }
        }
        made.sort_by_key(|made| std::cmp::Reverse(made.published_at));
        made
    }

    fn articles(&mut self, bank: &'a [Template], count: usize, what: &str) -> Vec<Article> {
        let commune = self.commune;
        let mut last: Option<Scene> = None;
        self.make(bank, count, what)
            .into_iter()
            .map(|made| {
                let Made { template, filler, chance, key, title, published_at } = made;
                let fresh: Vec<Scene> =
                    template.scenes.iter().copied().filter(|scene| Some(*scene) != last).collect();
                let scenes = if fresh.is_empty() { &template.scenes } else { &fresh };
                let picture = (!scenes.is_empty()).then(|| *chance.pick(scenes));
                last = picture.or(last);
                Article {
                    key,
                    category_slug: template.category.clone(),
                    title,
                    summary: filler.text(&template.summary),
                    body_html: html(&filler.body(&template.body)),
                    author: author(template, commune, &chance),
                    published_at,
                    picture,
                    picture_alt: picture.map_or_else(String::new, |_| filler.text(&template.alt)),
                    picture_caption: picture
                        .map_or_else(String::new, |_| filler.text(&template.caption)),
                }
            })
            .collect()
    }

    fn notices(&mut self, bank: &'a [Template], count: usize) -> Vec<Notice> {
        self.make(bank, count, "notices")
            .into_iter()
            .map(|made| {
                let Made { template, filler, chance, key, title, published_at } = made;
                let lasts = template
                    .lasts
                    .map(|(from, to)| chance.whole(i64::from(from), i64::from(to)) as i32);
                Notice {
                    key,
                    category_slug: template.category.clone(),
                    title,
                    summary: filler.text(&template.summary),
                    body_html: html(&filler.body(&template.body)),
                    published_at,
                    // On a working day, as the days that the text itself names.
                    expires_on: lasts.map(|days| working(plus(published_at.date(), days))),
                    urgency: template.urgency,
                    number: number(&template.issuer, published_at.date()),
                    issuer: filler.text(&template.issuer),
                }
            })
            .collect()
    }

    fn pages(&mut self, bank: &[Template]) -> Vec<Page> {
        bank.iter()
            .filter(|template| template.fits(self.commune))
            .map(|template| {
                let chance = Chance::named(&[&self.commune.code, &template.key]);
                let filler = Filler::new(
                    self.commune,
                    plus(self.today, -30),
                    chance.clone(),
                    &template.vars,
                );
                Page {
                    slug: template.key.clone(),
                    title: filler.text(chance.pick::<String>(&template.title)),
                    summary: filler.text(&template.summary),
                    body_html: html(&filler.body(&template.body)),
                    picture: (!template.scenes.is_empty()).then(|| *chance.pick(&template.scenes)),
                }
            })
            .collect()
    }
}

/// Draws a template for a day: unused ones first, those of the season rather than those of every
/// day, and no category too often in a row.
fn choose(
    fitting: &[(&Template, Season)],
    used: &[u32],
    lately: &[&str],
    day: Date,
    chance: &Chance,
) -> Option<usize> {
    let weights: Vec<f32> = fitting
        .iter()
        .zip(used)
        .map(|((template, season), used)| {
            if !season.holds(day) {
                return 0.0;
            }
            let recent = &lately[lately.len().saturating_sub(5)..];
            let crowd = recent.iter().filter(|slug| **slug == template.category).count();
            let tired = 0.002f32.powi(i32::try_from(*used).unwrap_or(9).min(9));
            season.pull() * tired * 0.42f32.powi(i32::try_from(crowd).unwrap_or(5))
        })
        .collect();
    let total: f32 = weights.iter().sum();
    if total <= 0.0 {
        return None;
    }
    let mut at = chance.unit() * total;
    let mut last = None;
    for (index, weight) in weights.iter().enumerate() {
        if *weight > 0.0 {
            last = Some(index);
            at -= weight;
            if at < 0.0 {
                break;
            }
        }
    }
    last
}

/// The last working day at or before a day.
fn back_to_work(mut day: Date) -> Date {
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || holiday(day) {
        day = plus(day, -1);
    }
    day
}

/// A time within office hours.
fn office_hour(chance: &Chance) -> Time {
    let hour = *chance.pick(&[7i8, 8, 8, 9, 9, 10, 13, 14, 14, 15, 16]);
    let minute = chance.whole(0, 59) as i8;
    Time::new(hour, minute, 0, 0).unwrap_or(Time::midnight())
}

/// The number of a notice of a people's committee, which issues some two hundred a year.
fn number(issuer: &str, day: Date) -> String {
    let is_committee = issuer.starts_with("Ủy ban nhân dân");
    let number = i32::from(day.day_of_year()) * 3 / 5 + 1;
    if is_committee { format!("{number:02}/TB-UBND") } else { String::new() }
}

/// Who signs a text.
fn author(template: &Template, commune: &Commune, chance: &Chance) -> String {
    let office = |name: &str| format!("{name} {}", commune.say("xa"));
    match template.category.as_str() {
        "van-ban" => office("Văn phòng UBND"),
        "y-te-giao-duc" if template.key.starts_with("yt") && chance.unit() < 0.4 => {
            office("Trạm Y tế")
        }
        "an-ninh-trat-tu" if chance.unit() < 0.5 => office("Công an"),
        _ => chance.pick(&commune.writers).clone(),
    }
}
