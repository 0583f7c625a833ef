//! A part of markup walked through without keeping it: a sheet may have a million cells.

use std::ops::ControlFlow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::reader::Reader;

use crate::limits::Limits;
use crate::unreadable::{Limit, Unreadable};
use crate::xml::characters;

/// One thing met on the way. Names are without their prefix.
pub(super) enum Met<'m> {
    Begin(&'m str, Attributes<'m>),
    End(&'m str),
    Words(&'m str),
}

/// The attributes of an element.
pub(super) struct Attributes<'m>(&'m BytesStart<'m>);

impl Attributes<'_> {
    /// The value of an attribute of this name, whatever its prefix.
    pub fn value(&self, name: &str) -> Option<String> {
        self.find(|key| key.local_name().as_ref() == name)
    }

    /// The relation an element points to. Slides have an `id` of their own beside it, so that there is
    /// a prefix counts here.
    pub fn relation(&self) -> Option<String> {
        self.find(|key| key.local_name().as_ref() == "id" && key.prefix().is_some())
    }

    fn find(&self, is_it: impl Fn(QName<'_>) -> bool) -> Option<String> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            if is_it(attribute.key) {
                return Some(
                    attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned(),
                );
            }
        }
        None
    }
}

/// Walks through a part until its end, or until enough was met.
pub(super) fn walk(
    bytes: &[u8],
    limits: &Limits,
    visit: &mut dyn FnMut(Met<'_>) -> ControlFlow<()>,
) -> Result<(), Unreadable> {
    let text = characters(bytes)?;
    let mut reader = Reader::from_str(&text);
    let (mut elements, mut depth) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Damaged)?;
        let flow = match &event {
            Event::Start(start) | Event::Empty(start) => {
                elements += 1;
                let is_empty = matches!(event, Event::Empty(_));
                depth += usize::from(!is_empty);
                if elements > limits.elements || depth > limits.depth {
                    return Err(Unreadable::TooLarge(Limit::Elements));
                }
                let name = start.local_name();
                let flow = visit(Met::Begin(name.as_ref(), Attributes(start)));
                if is_empty && flow.is_continue() { visit(Met::End(name.as_ref())) } else { flow }
            }
            Event::End(end) => {
                depth = depth.checked_sub(1).ok_or(Unreadable::Damaged)?;
                visit(Met::End(end.local_name().as_ref()))
            }
            Event::Text(words) => visit(Met::Words(&words.xml10_content())),
            Event::CData(words) => visit(Met::Words(&words.xml10_content())),
            Event::GeneralRef(reference) => {
                match reference.resolve_char_ref().map_err(|_| Unreadable::Damaged)? {
                    Some(letter) => visit(Met::Words(letter.encode_utf8(&mut [0; 4]))),
                    // Only the five entities every reader knows: others need a declaration.
                    None => visit(Met::Words(
                        resolve_predefined_entity(reference).ok_or(Unreadable::Harmful)?,
                    )),
                }
            }
            Event::DocType(_) => return Err(Unreadable::Harmful),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => ControlFlow::Continue(()),
            Event::Eof if depth == 0 => ControlFlow::Break(()),
            Event::Eof => return Err(Unreadable::Damaged),
        };
        if flow.is_break() {
            return Ok(());
        }
    }
}
