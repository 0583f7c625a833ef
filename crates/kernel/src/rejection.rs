//! What was wrong with something that was typed: values, not errors, shown at their fields.

use serde::Serialize;

/// One thing wrong with one field. The sentence is made from `code` by the words files.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Rejection {
    /// The field's name on the wire; empty when it concerns the whole form.
    pub field: &'static str,
    /// Key of the sentence in the words files, without the `reject-` before it.
    pub code: &'static str,
    /// What the sentence mentions, such as a limit.
    pub facts: Vec<(&'static str, String)>,
}

/// Everything wrong with a form, all at once.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Rejections(Vec<Rejection>);

impl Rejections {
    /// Nothing wrong yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// A single rejection.
    pub fn one(field: &'static str, code: &'static str) -> Self {
        let mut rejections = Self::none();
        rejections.add(field, code);
        rejections
    }

    /// Notes one more.
    pub fn add(&mut self, field: &'static str, code: &'static str) {
        self.add_with(field, code, Vec::new());
    }

    /// Notes one more, with something to mention.
    pub fn add_with(
        &mut self,
        field: &'static str,
        code: &'static str,
        facts: Vec<(&'static str, String)>,
    ) {
        self.note(Rejection { field, code, facts });
    }

    /// Takes over what another check found.
    pub fn append(&mut self, other: Self) {
        for rejection in other.0 {
            self.note(rejection);
        }
    }

    /// What two checks find is said once.
    fn note(&mut self, rejection: Rejection) {
        if !self.0.contains(&rejection) {
            self.0.push(rejection);
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Rejection> {
        self.0.iter()
    }

    /// `value` when nothing is wrong.
    ///
    /// # Errors
    /// These rejections, when there are any.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }

    /// Checks one line of text: trims it, normalises it to NFC, notes when it is missing or longer
    /// than `chars_max`, and gives back what is left.
    pub fn line(
        &mut self,
        field: &'static str,
        typed: &str,
        presence: Presence,
        chars_max: usize,
    ) -> String {
        let text: String = vitext::nfc(typed).split_whitespace().collect::<Vec<_>>().join(" ");
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        self.measure(field, &text, presence, chars_max);
        text
    }

    /// Checks a text of several lines, as [`Rejections::line`] does; line breaks stay.
    pub fn text(
        &mut self,
        field: &'static str,
        typed: &str,
        presence: Presence,
        chars_max: usize,
    ) -> String {
        let text: String = vitext::nfc(typed)
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
            .collect();
        let text = text.trim().to_owned();
        self.measure(field, &text, presence, chars_max);
        text
    }

    fn measure(&mut self, field: &'static str, text: &str, presence: Presence, chars_max: usize) {
        let chars = text.chars().count();
        if chars == 0 && presence == Presence::Required {
            self.add(field, "missing");
        }
        if chars > chars_max {
            self.add_with(
                field,
                "too-long",
                vec![("max", chars_max.to_string()), ("typed", chars.to_string())],
            );
        }
    }
}

/// Whether a field may be left empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presence {
    /// Empty is a mistake.
    Required,
    /// Empty is fine.
    Optional,
}
