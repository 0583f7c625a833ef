//! The statement as an Excel workbook, ready to be signed.

use conglang_platform::fault::Outcome;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook};

use super::{Month, Statement};
use crate::article::Genre;

/// The words of the sheet, in the reader's language.
pub struct Labels<'l> {
    /// The site.
    pub site: &'l str,
    /// The heading.
    pub title: &'l str,
    /// The columns, from the number to the remark.
    pub columns: [&'l str; 9],
    /// What stands before the sum.
    pub total: &'l str,
    /// What else is to be known, below the sum.
    pub remark: Option<&'l str>,
    /// Who signs, below the table.
    pub signers: [&'l str; 3],
    /// What a genre is called.
    pub genre: &'l dyn Fn(Genre) -> String,
}

const WIDTHS: [f64; 9] = [5.0, 46.0, 12.0, 24.0, 18.0, 24.0, 9.0, 14.0, 24.0];

/// Writes the workbook.
///
/// # Errors
/// When it cannot be written, which no input reaches.
pub fn workbook(statement: &Statement, month: Month, labels: &Labels<'_>) -> Outcome<Vec<u8>> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let heading = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Center);
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin);
    let cell = Format::new().set_text_wrap().set_border(FormatBorder::Thin);
    let day = Format::new().set_num_format("dd/mm/yyyy").set_border(FormatBorder::Thin);
    let money = Format::new().set_num_format("#,##0").set_border(FormatBorder::Thin);
    let sum = Format::new().set_num_format("#,##0").set_bold().set_border(FormatBorder::Thin);
    let number = Format::new().set_num_format("0.##").set_border(FormatBorder::Thin);

    let sheet = book.add_worksheet();
    sheet.set_name(month.to_string()).map_err(anyhow::Error::from)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width).map_err(anyhow::Error::from)?;
    }
    sheet.write_with_format(0, 0, labels.site, &bold).map_err(anyhow::Error::from)?;
    sheet.merge_range(1, 0, 1, 8, labels.title, &heading).map_err(anyhow::Error::from)?;
    for (column, label) in (0_u16..).zip(labels.columns) {
        sheet.write_with_format(3, column, label, &head).map_err(anyhow::Error::from)?;
    }
    let mut row: u32 = 4;
    for (index, line) in statement.lines.iter().enumerate() {
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(
            u16::try_from(line.published_on.year()).unwrap_or(2000),
            u8::try_from(line.published_on.month()).unwrap_or(1),
            u8::try_from(line.published_on.day()).unwrap_or(1),
        )
        .map_err(anyhow::Error::from)?;
        let mut write = || -> Result<(), rust_xlsxwriter::XlsxError> {
            sheet.write_with_format(row, 0, (index + 1) as u32, &cell)?;
            sheet.write_with_format(row, 1, line.title.as_str(), &cell)?;
            sheet.write_datetime_with_format(row, 2, &date, &day)?;
            sheet.write_with_format(row, 3, line.author.as_str(), &cell)?;
            sheet.write_with_format(row, 4, line.pen_name.as_str(), &cell)?;
            sheet.write_with_format(row, 5, (labels.genre)(line.genre), &cell)?;
            sheet.write_with_format(row, 6, line.coefficient as f64 / 100.0, &number)?;
            sheet.write_with_format(row, 7, line.amount as f64, &money)?;
            sheet.write_with_format(row, 8, line.note.as_str(), &cell)?;
            Ok(())
        };
        write().map_err(anyhow::Error::from)?;
        row += 1;
    }
    sheet.write_with_format(row, 1, labels.total, &bold).map_err(anyhow::Error::from)?;
    sheet.write_with_format(row, 7, statement.total as f64, &sum).map_err(anyhow::Error::from)?;
    if let Some(remark) = labels.remark {
        row += 1;
        sheet.write_with_format(row, 1, remark, &bold).map_err(anyhow::Error::from)?;
    }
    for (column, signer) in [1_u16, 3, 7].into_iter().zip(labels.signers) {
        sheet.write_with_format(row + 2, column, signer, &bold).map_err(anyhow::Error::from)?;
    }
    Ok(book.save_to_buffer().map_err(anyhow::Error::from)?)
}
