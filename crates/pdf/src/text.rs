//! Letters with places become lines of words.

use kurbo::{Point, Vec2};
use vitext::{Legacy, nfc};

/// A gap wider than this share of the size parts two words.
const GAP: f64 = 0.16;

/// A letter higher or lower than this share of the size stands in another line; accents and small
/// raised numbers stay in theirs.
const LINE: f64 = 0.6;

/// One glyph's letters.
pub(crate) struct Letter<'s> {
    /// Usually one letter; several for ligatures.
    pub shown: &'s str,
    pub begin: Point,
    pub end: Point,
    /// The size along the line.
    pub em: Vec2,
    /// The size across the line.
    pub up: Vec2,
    pub encoding: Option<Legacy>,
}

/// The words of the pages read so far.
pub(crate) struct Text {
    done: String,
    /// Letters of one encoding that are not yet in `done`.
    pending: String,
    encoding: Option<Legacy>,
    last: Option<Point>,
    chars: usize,
    chars_max: usize,
}

impl Text {
    pub fn new(chars_max: usize) -> Self {
        Self {
            done: String::new(),
            pending: String::new(),
            encoding: None,
            last: None,
            chars: 0,
            chars_max,
        }
    }

    pub fn is_full(&self) -> bool {
        self.chars >= self.chars_max
    }

    pub fn push(&mut self, letter: &Letter<'_>) {
        if self.is_full() {
            return;
        }
        match self.last.map(|last| parting(last, letter)) {
            Some(Parting::Line) => self.part('\n'),
            Some(Parting::Word) => self.part(' '),
            Some(Parting::None) | None => {}
        }
        self.last = Some(letter.end);
        if letter.encoding != self.encoding {
            self.settle();
            self.encoding = letter.encoding;
        }
        for c in letter.shown.chars() {
            if c.is_whitespace() {
                self.part(' ');
            } else if !c.is_control() && !matches!(c, '\u{fffd}' | '\u{ad}' | '\u{feff}') {
                self.pending.push(c);
                self.chars += 1;
            }
        }
    }

    pub fn end_page(&mut self) {
        self.part('\n');
        self.last = None;
    }

    /// Puts a space or the end of a line; none after another.
    fn part(&mut self, by: char) {
        let end = if self.pending.is_empty() { &mut self.done } else { &mut self.pending };
        if by == '\n' && end.ends_with(' ') {
            end.pop();
        }
        if !end.is_empty() && !end.ends_with([' ', '\n']) {
            end.push(by);
            self.chars += 1;
        }
    }

    /// Takes over what is pending, in Unicode.
    fn settle(&mut self) {
        match self.encoding {
            // Line by line, because a single letter that only Unicode has speaks for its line.
            Some(encoding) => {
                for line in self.pending.split_inclusive('\n') {
                    self.done.push_str(&encoding.decode(line));
                }
            }
            None => self.done.push_str(&self.pending),
        }
        self.pending.clear();
    }

    pub fn finish(mut self) -> String {
        self.settle();
        // Ligatures and a few letters of form C are more characters than were counted.
        nfc(self.done.trim()).chars().take(self.chars_max).collect()
    }
}

enum Parting {
    None,
    Word,
    Line,
}

/// How a letter stands to the end of the one before it.
fn parting(last: Point, letter: &Letter<'_>) -> Parting {
    let (em, up) = (letter.em.hypot(), letter.up.hypot());
    if !(em.is_finite() && up.is_finite() && em > 0.0 && up > 0.0) {
        return Parting::Word;
    }
    let step = letter.begin - last;
    let along = step.dot(letter.em) / (em * em);
    let across = step.dot(letter.up) / (up * up);
    if across.abs() > LINE {
        Parting::Line
    } else if !(-1.0..=GAP).contains(&along) {
        Parting::Word
    } else {
        Parting::None
    }
}
