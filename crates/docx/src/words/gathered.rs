//! Words gathered up to a limit.

/// The words so far.
pub(super) struct Gathered {
    text: String,
    chars: usize,
    chars_max: usize,
}

impl Gathered {
    pub fn new(chars_max: usize) -> Self {
        Self { text: String::new(), chars: 0, chars_max }
    }

    pub fn is_full(&self) -> bool {
        self.chars >= self.chars_max
    }

    /// Adds characters; blanks of any kind become one space.
    pub fn say(&mut self, words: &str) {
        for c in words.chars() {
            if self.is_full() {
                return;
            }
            if c.is_whitespace() || c.is_control() {
                self.part(' ');
            } else {
                self.text.push(c);
                self.chars += 1;
            }
        }
    }

    /// Puts a space or the end of a line; none after another, and the end of a line in place of a space.
    pub fn part(&mut self, by: char) {
        if by == '\n' && self.text.ends_with(' ') {
            self.text.pop();
            self.chars -= 1;
        }
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) && !self.is_full() {
            self.text.push(by);
            self.chars += 1;
        }
    }

    pub fn finish(self) -> String {
        // A few letters have two or three characters in form C.
        vitext::nfc(self.text.trim_end()).chars().take(self.chars_max).collect()
    }
}
