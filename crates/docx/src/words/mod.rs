//! The words of workbooks, slides and OpenDocument files, as they are searched: without their looks,
//! under the same guards as Word files.

mod gathered;
mod open_document;
mod slides;
mod walk;
mod workbook;

use crate::container::Container;
use crate::limits::Limits;
use crate::unreadable::Unreadable;

use gathered::Gathered;

/// The words of a workbook (`.xlsx`), slides (`.pptx`) or an OpenDocument file (`.odt`, `.ods`,
/// `.odp`), as many characters as are asked for: a line for each row or paragraph.
///
/// # Errors
/// When the bytes are none of these, damaged or dangerous, or larger than the limits.
pub fn words(bytes: &[u8], limits: &Limits, chars: usize) -> Result<String, Unreadable> {
    let mut container = Container::of_any_office(bytes, limits)?;
    let mut gathered = Gathered::new(chars);
    if container.has(workbook::MAIN) {
        workbook::gather(&mut container, &mut gathered)?;
    } else if container.has(slides::MAIN) {
        slides::gather(&mut container, &mut gathered)?;
    } else if container.has(open_document::MAIN) {
        open_document::gather(&mut container, &mut gathered)?;
    } else {
        return Err(Unreadable::OtherOffice);
    }
    Ok(gathered.finish())
}
