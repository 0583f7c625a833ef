//! Two texts compared as they are read: block by block, then word by word, marked in the markup of
//! the new one.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use vitext::{Change, difference, likeness};

use crate::html::{SafeHtml, Tag, escape, tags, unescape};

/// Blocks less alike than this are two blocks, not one that was changed.
const ALIKE: f64 = 0.4;
/// How many blocks are looked through for the one that was changed.
const LOOK_AHEAD: usize = 12;
/// What stands in a block's words for a picture.
const PICTURE: char = '\u{fffc}';

impl SafeHtml {
    /// The markup of `self` with what was changed since `old` marked: `<ins>` around added words,
    /// `<del>` around removed ones, and around nothing else, so that the nesting stays sound. What
    /// only looks otherwise, such as words made bold, is not marked.
    pub fn changes_since(&self, old: &Self) -> String {
        let (old, new) = (parts(old.as_str()), parts(self.as_str()));
        let plan = Plan::of(&leaves(&old), &leaves(&new));
        Writer::default().written(&new, plan)
    }
}

/// A piece of markup: a tag that makes blocks, or what is read inside one.
enum Part<'h> {
    Open {
        raw: &'h str,
        name: &'h str,
    },
    Close {
        raw: &'h str,
    },
    /// A tag without an end, or spaces between blocks.
    Other(&'h str),
    Leaf(Leaf<'h>),
}

/// A line of words, and the block it stands in.
struct Leaf<'h> {
    raw: &'h str,
    block: &'h str,
    /// How many blocks stand around that one.
    depth: usize,
    words: String,
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "i"
            | "u"
            | "s"
            | "strong"
            | "em"
            | "sub"
            | "sup"
            | "abbr"
            | "code"
            | "br"
            | "img"
    )
}

fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut blocks: Vec<&str> = Vec::new();
    let mut begun = 0;
    for tag in tags(html).filter(|tag| !is_inline(tag.name)) {
        leaf_into(html.get(begun..tag.start).unwrap_or_default(), &blocks, &mut parts);
        begun = tag.end;
        if tag.text.starts_with("</") {
            blocks.pop();
            parts.push(Part::Close { raw: tag.text });
        } else if matches!(tag.name, "hr") {
            parts.push(Part::Other(tag.text));
        } else {
            blocks.push(tag.name);
            parts.push(Part::Open { raw: tag.text, name: tag.name });
        }
    }
    leaf_into(html.get(begun..).unwrap_or_default(), &blocks, &mut parts);
    parts
}

fn leaf_into<'h>(raw: &'h str, blocks: &[&'h str], parts: &mut Vec<Part<'h>>) {
    if raw.trim().is_empty() {
        if !raw.is_empty() {
            parts.push(Part::Other(raw));
        }
        return;
    }
    let block = blocks.last().copied().unwrap_or_default();
    let depth = blocks.len().saturating_sub(1);
    parts.push(Part::Leaf(Leaf { raw, block, depth, words: words_of(raw) }));
}

fn words_of(raw: &str) -> String {
    let mut words = String::with_capacity(raw.len());
    let mut begun = 0;
    for tag in tags(raw) {
        words.push_str(&unescape(raw.get(begun..tag.start).unwrap_or_default()));
        words.extend(stands_for(&tag));
        begun = tag.end;
    }
    words.push_str(&unescape(raw.get(begun..).unwrap_or_default()));
    words
}

fn stands_for(tag: &Tag<'_>) -> Option<char> {
    match tag.name {
        "br" => Some('\n'),
        "img" => Some(PICTURE),
        _ => None,
    }
}

fn leaves<'p, 'h>(parts: &'p [Part<'h>]) -> Vec<&'p Leaf<'h>> {
    parts
        .iter()
        .filter_map(|part| match part {
            Part::Leaf(leaf) => Some(leaf),
            _ => None,
        })
        .collect()
}

/// What becomes of each leaf of the new text, and which old ones are gone before it.
struct Plan<'p, 'h> {
    steps: Vec<Step<'p, 'h>>,
    /// Gone after the last one.
    gone_at_end: Vec<&'p Leaf<'h>>,
}

struct Step<'p, 'h> {
    gone_before: Vec<&'p Leaf<'h>>,
    fate: Fate<'p, 'h>,
}

#[derive(Clone, Copy)]
enum Fate<'p, 'h> {
    Same,
    Added,
    Changed(&'p Leaf<'h>),
}

impl<'p, 'h> Plan<'p, 'h> {
    fn of(old: &[&'p Leaf<'h>], new: &[&'p Leaf<'_>]) -> Self {
        let old_words: Vec<&str> = old.iter().map(|leaf| leaf.words.as_str()).collect();
        let new_words: Vec<&str> = new.iter().map(|leaf| leaf.words.as_str()).collect();
        let mut plan = Self { steps: Vec::with_capacity(new.len()), gone_at_end: Vec::new() };
        for op in capture_diff_slices(Algorithm::Myers, &old_words, &new_words) {
            let old = old.get(op.old_range()).unwrap_or_default();
            let new = new.get(op.new_range()).unwrap_or_default();
            match op {
                DiffOp::Equal { .. } => new.iter().for_each(|_| plan.step(Fate::Same)),
                _ => plan.changed(old, new),
            }
        }
        plan
    }

    fn step(&mut self, fate: Fate<'p, 'h>) {
        self.steps.push(Step { gone_before: std::mem::take(&mut self.gone_at_end), fate });
    }

    fn changed(&mut self, old: &[&'p Leaf<'h>], new: &[&Leaf<'_>]) {
        let mut rest = old;
        for leaf in new {
            let counterpart = rest
                .iter()
                .take(LOOK_AHEAD)
                .position(|old| likeness(&old.words, &leaf.words) >= ALIKE);
            match counterpart.and_then(|at| Some((at, rest.get(at)?))) {
                Some((at, old)) => {
                    self.gone_at_end.extend(rest.iter().take(at));
                    self.step(Fate::Changed(old));
                    rest = rest.get(at + 1..).unwrap_or_default();
                }
                None => self.step(Fate::Added),
            }
        }
        self.gone_at_end.extend(rest);
    }
}

/// The block in which something that is gone is shown after `block`, within `around`; none where no block
/// may stand.
fn own_block(block: &str, around: &str) -> Option<&'static str> {
    match (block, around) {
        (_, "" | "blockquote" | "aside" | "li" | "td" | "th" | "dd") => Some("p"),
        ("li", "ul" | "ol") => Some("li"),
        _ => None,
    }
}

/// Whether words may stand in a block itself, not only in blocks within it.
fn holds_words(block: &str) -> bool {
    !matches!(block, "table" | "thead" | "tbody" | "tr" | "ul" | "ol" | "dl" | "figure")
}

#[derive(Default)]
struct Writer<'h> {
    out: String,
    blocks: Vec<&'h str>,
}

impl<'h> Writer<'h> {
    fn written(mut self, parts: &[Part<'h>], plan: Plan<'_, '_>) -> String {
        let Plan { steps, gone_at_end } = plan;
        let mut fates = Vec::with_capacity(steps.len());
        // What is gone is shown after the leaf that precedes it: there it is known where one is.
        let mut gone: Vec<Vec<&Leaf<'_>>> = Vec::with_capacity(steps.len() + 1);
        for Step { gone_before, fate } in steps {
            gone.push(gone_before);
            fates.push(fate);
        }
        gone.push(gone_at_end);
        let mut gone = gone.into_iter();
        let mut fates = fates.into_iter();
        for leaf in gone.next().unwrap_or_default() {
            self.gone_block(leaf, "p");
        }
        let mut pending: Vec<&Leaf<'_>> = Vec::new();
        for part in parts {
            match part {
                Part::Leaf(leaf) => {
                    self.gone_inline(std::mem::take(&mut pending));
                    match fates.next() {
                        Some(Fate::Changed(old)) => self.compared(&old.words, leaf),
                        Some(Fate::Added) => self.compared("", leaf),
                        Some(Fate::Same) | None => self.out.push_str(leaf.raw),
                    }
                    pending = gone.next().unwrap_or_default();
                }
                Part::Open { raw, name } => {
                    if self.blocks.last().is_some_and(|block| holds_words(block)) {
                        self.gone_inline(std::mem::take(&mut pending));
                    }
                    self.blocks.push(name);
                    self.out.push_str(raw);
                }
                Part::Close { raw } => {
                    let block = self.blocks.pop().unwrap_or_default();
                    let around = self.blocks.last().copied().unwrap_or_default();
                    // What stood further out waits until the blocks that it was not in are closed.
                    let own = own_block(block, around);
                    let depth = self.blocks.len();
                    let may_stand = own.is_some() || holds_words(block);
                    let here =
                        pending.iter().take_while(|leaf| may_stand && leaf.depth >= depth).count();
                    let waiting = pending.split_off(here);
                    let here = std::mem::replace(&mut pending, waiting);
                    match own {
                        Some(own) => {
                            self.out.push_str(raw);
                            for leaf in here {
                                self.gone_block(leaf, own);
                            }
                        }
                        None => {
                            self.gone_inline(here);
                            self.out.push_str(raw);
                        }
                    }
                }
                Part::Other(raw) => self.out.push_str(raw),
            }
        }
        self.gone_inline(pending);
        self.out
    }

    /// A removed block as a block of its own.
    fn gone_block(&mut self, leaf: &Leaf<'_>, around: &str) {
        let is_heading = matches!(leaf.block, "h2" | "h3" | "h4");
        let tag = if around == "p" && is_heading { leaf.block } else { around };
        self.out.push_str(&format!("<{tag}>"));
        self.removed(&leaf.words);
        self.out.push_str(&format!("</{tag}>"));
    }

    /// A removed block where no block may stand.
    fn gone_inline(&mut self, leaves: Vec<&Leaf<'_>>) {
        for leaf in leaves {
            self.out.push_str("<br>");
            self.removed(&leaf.words);
        }
    }

    fn removed(&mut self, words: &str) {
        let words: String = words
            .chars()
            .filter(|c| *c != PICTURE)
            .map(|c| if c == '\n' { ' ' } else { c })
            .collect();
        if !words.is_empty() {
            self.out.push_str(&format!("<del>{}</del>", escape(&words)));
        }
    }

    /// The markup of a leaf with the changes of its words marked.
    fn compared(&mut self, old: &str, leaf: &Leaf<'_>) {
        let mut pieces: std::collections::VecDeque<_> = difference(old, &leaf.words).into();
        let mut begun = 0;
        for tag in tags(leaf.raw) {
            self.words(leaf.raw.get(begun..tag.start).unwrap_or_default(), &mut pieces);
            begun = tag.end;
            if let Some(sign) = stands_for(&tag) {
                self.passed(&mut pieces, sign.len_utf8(), |_, _, _| {});
            }
            self.out.push_str(tag.text);
        }
        self.words(leaf.raw.get(begun..).unwrap_or_default(), &mut pieces);
        self.removed_now(&mut pieces);
    }

    fn words(&mut self, raw: &str, pieces: &mut Pieces) {
        let length = unescape(raw).len();
        self.passed(pieces, length, |writer, change, words| match change {
            Change::Added => writer.out.push_str(&format!("<ins>{}</ins>", escape(words))),
            _ => writer.out.push_str(&escape(words)),
        });
    }

    /// Goes on by so many bytes of the new text, saying what is removed on the way.
    fn passed(
        &mut self,
        pieces: &mut Pieces,
        length: usize,
        say: impl Fn(&mut Self, Change, &str),
    ) {
        let mut left = length;
        while left > 0 {
            self.removed_now(pieces);
            let Some(mut piece) = pieces.pop_front() else { return };
            if piece.text.len() > left {
                let rest = piece.text.split_off(left);
                pieces.push_front(vitext::Piece { change: piece.change, text: rest });
            }
            left -= piece.text.len();
            say(self, piece.change, &piece.text);
        }
    }

    fn removed_now(&mut self, pieces: &mut Pieces) {
        while pieces.front().is_some_and(|piece| piece.change == Change::Removed) {
            if let Some(piece) = pieces.pop_front() {
                self.removed(&piece.text);
            }
        }
    }
}

type Pieces = std::collections::VecDeque<vitext::Piece>;

#[cfg(test)]
mod tests;
