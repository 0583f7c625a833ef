//! What is said of a Word file that became a draft: what could not be kept of it, and why.

use conglang_docx::{Dropped, Loss};
use conglang_kernel::Language;
use conglang_platform::form::Form;
use conglang_platform::words::{Fact, Words};

use crate::desk::{incoming, pictures};

/// What there is to say, as it travels in an address.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// What the reader of the file left out.
    pub losses: Vec<Dropped>,
    /// Pictures that did not come in, by the code of why, with their number.
    pub pictures: Vec<(&'static str, usize)>,
    /// The code of why the file itself is not attached.
    pub original: Option<&'static str>,
    /// Whether text in fonts of before Unicode was converted.
    pub converted: bool,
}

impl Told {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Counts a picture that did not come in.
    pub fn picture_refused(&mut self, code: &'static str) {
        match self.pictures.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => self.pictures.push((code, 1)),
        }
    }

    /// As the query of an address: `mat=chart.2,comment.1&anh=quota.3`.
    pub fn query(&self) -> String {
        let counted = |(code, count): (&str, usize)| format!("{code}.{count}");
        let losses = self.losses.iter().map(|lost| counted((lost.loss.code(), lost.count)));
        let pictures = self.pictures.iter().copied().map(counted);
        [
            ("mat", losses.collect::<Vec<_>>().join(",")),
            ("anh", pictures.collect::<Vec<_>>().join(",")),
            ("goc", self.original.unwrap_or_default().to_owned()),
            ("doi_phong", if self.converted { "co" } else { "" }.to_owned()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("&")
    }

    /// Reads such a query; what no file could have brought about is left out.
    pub fn read(query: &Form) -> Self {
        let counted = |name: &str| -> Vec<(&str, usize)> {
            let read = |part| {
                let (code, count): (&str, &str) = str::split_once(part, '.')?;
                Some((code, count.parse().ok()?))
            };
            query.text(name).split(',').filter_map(read).take(Loss::ALL.len()).collect()
        };
        Self {
            losses: counted("mat")
                .into_iter()
                .filter_map(|(code, count)| Some(Dropped { loss: Loss::of_code(code)?, count }))
                .collect(),
            pictures: counted("anh")
                .into_iter()
                .filter_map(|(code, count)| Some((refusal(code)?, count)))
                .collect(),
            original: refusal(query.text("goc")),
            converted: query.has("doi_phong"),
        }
    }

    /// What was lost, a sentence for each.
    pub fn sentences(&self, words: &Words) -> Vec<String> {
        let say = |key: &str, facts: &[(&str, Fact)]| words.say(Language::Vi, key, facts);
        let why = |code: &str| ("why", Fact::Text(say(&format!("reject-{code}"), &[])));
        let count =
            |count: usize| ("count", Fact::Number(i64::try_from(count).unwrap_or(i64::MAX)));
        let losses = self
            .losses
            .iter()
            .map(|lost| say(&format!("desk-word-lost-{}", lost.loss.code()), &[count(lost.count)]));
        let pictures = self
            .pictures
            .iter()
            .map(|(code, lost)| say("desk-word-lost-picture", &[count(*lost), why(code)]));
        let original = self.original.map(|code| say("desk-word-lost-original", &[why(code)]));
        losses.chain(pictures).chain(original).collect()
    }
}

/// The code of a refusal that a file may meet on its way in.
fn refusal(code: &str) -> Option<&'static str> {
    pictures::CODES.into_iter().chain([incoming::NO_ROOM]).find(|known| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Told {
        Told::read(&Form::of_urlencoded(query.as_bytes()).unwrap())
    }

    #[test]
    fn what_is_said_survives_its_way_through_an_address() {
        let losses = Loss::ALL.into_iter().zip(1..).map(|(loss, count)| Dropped { loss, count });
        let told = Told {
            losses: losses.collect(),
            pictures: pictures::CODES.into_iter().zip(1..).collect(),
            original: Some(incoming::NO_ROOM),
            converted: true,
        };
        assert_eq!(read(&told.query()), told);
        assert!(read(&Told::default().query()).is_empty());
        let made_up = "mat=chart,chart.-1,<b>.2,chart.9999999999999999999999&anh=x.1&goc=<b>";
        assert!(read(made_up).is_empty());
    }

    #[test]
    fn pictures_that_did_not_come_in_are_counted_by_their_reason() {
        let mut told = Told::default();
        for code in ["quota", "picture-broken", "quota"] {
            told.picture_refused(code);
        }
        assert_eq!(told.query(), "anh=quota.2,picture-broken.1");
    }
}
