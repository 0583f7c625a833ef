//! Markup as it grows, up to a limit: a short file may say a long thing over and over.

/// Markup that takes no more than so many bytes.
pub(super) struct Markup {
    text: String,
    bytes_max: usize,
    is_full: bool,
}

impl Markup {
    pub fn within(bytes_max: usize) -> Self {
        Self { text: String::new(), bytes_max, is_full: false }
    }

    /// Empty markup for a part of this one: it may take what is left.
    pub fn part(&self) -> Self {
        Self::within(self.bytes_max.saturating_sub(self.text.len()))
    }

    pub fn push_str(&mut self, text: &str) {
        self.is_full |= text.len() > self.bytes_max.saturating_sub(self.text.len());
        if !self.is_full {
            self.text.push_str(text);
        }
    }

    /// Whether there was more to say than it takes. Nothing more is said then.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Ends a part, whose markup the caller puts in its place.
    pub fn ended(&mut self, part: Self) -> String {
        self.is_full |= part.is_full;
        part.text
    }

    /// Takes back the end of a line.
    pub fn join_line(&mut self) {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
    }

    /// All of it; none when there was more to say.
    pub fn whole(self) -> Option<String> {
        (!self.is_full).then_some(self.text)
    }
}
