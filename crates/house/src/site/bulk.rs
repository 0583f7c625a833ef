//! Many rows in few statements, in the common dialect of both engines.

use conglang_platform::db::{Argument, Arguments, Connection, FromRow, Sql};
use conglang_platform::fault::Outcome;

/// Parameters of one statement. Far below both engines' limits: beyond this, longer statements cost
/// more to prepare than they save.
const PARAMETERS_MAX: usize = 3_000;

/// An insert of rows that look alike.
pub(super) struct Bulk {
    /// `INSERT INTO … (…) VALUES `.
    pub(super) head: &'static str,
    /// One row, with `?` for what is bound and literals for what every row has: `(?, 'page', ?)`.
    pub(super) row: &'static str,
    /// What stands behind the rows, such as ` RETURNING id, slug`.
    pub(super) tail: &'static str,
}

impl Bulk {
    /// Inserts the rows, nothing asked back.
    pub(super) async fn insert(
        &self,
        connection: &mut Connection,
        rows: Vec<Arguments>,
    ) -> Outcome<()> {
        for (sql, arguments) in self.statements(rows) {
            connection.execute(sql, arguments).await?;
        }
        Ok(())
    }

    /// Inserts the rows and gives back what the tail returns, in no particular order.
    pub(super) async fn insert_returning<T: FromRow>(
        &self,
        connection: &mut Connection,
        rows: Vec<Arguments>,
    ) -> Outcome<Vec<T>> {
        let mut returned = Vec::with_capacity(rows.len());
        for (sql, arguments) in self.statements(rows) {
            returned.extend(connection.all::<T>(sql, arguments).await?);
        }
        Ok(returned)
    }

    fn statements(&self, rows: Vec<Arguments>) -> Vec<(Sql, Arguments)> {
        let width = self.row.matches('?').count().max(1);
        let per_statement = (PARAMETERS_MAX / width).max(1);
        let mut statements = Vec::new();
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut text = String::from(self.head);
            let mut arguments: Vec<Argument> = Vec::with_capacity(per_statement * width);
            for (index, row) in rows.by_ref().take(per_statement).enumerate() {
                if index > 0 {
                    text.push(',');
                }
                let mut number = index * width;
                for c in self.row.chars() {
                    if c == '?' {
                        number += 1;
                        text.push_str(&format!("${number}"));
                    } else {
                        text.push(c);
                    }
                }
                arguments.extend(row);
            }
            text.push_str(self.tail);
            statements.push((Sql::composed(text), arguments));
        }
        statements
    }
}
