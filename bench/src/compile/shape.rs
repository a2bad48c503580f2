//! How many models there are, and which of them has one more column.

use crate::shapes;

/// What a contestant writes code for.
#[derive(Clone, Copy)]
pub struct Shape {
    pub count: usize,
    /// The number of the model with one more column.
    widened: Option<usize>,
}

impl Shape {
    pub fn of(count: usize) -> Self {
        let widened = None;
        Self { count, widened }
    }

    /// The same models, and a column more in the one in the middle.
    pub fn one_more_column(self) -> Self {
        let widened = Some(self.count / 2);
        Self { widened, ..self }
    }

    pub fn is_widened(self, number: usize) -> bool {
        self.widened == Some(number)
    }

    /// The number of the model that is the parent of this one.
    pub fn parent(self, number: usize) -> Option<usize> {
        number.checked_sub(1)
    }

    /// The number of the model whose parent is this one.
    pub fn child(self, number: usize) -> Option<usize> {
        Some(number + 1).filter(|next| *next < self.count)
    }

    /// The models in relgen's language.
    pub fn schema(self) -> String {
        let text = shapes::models(self.count);
        match self.widened {
            None => text,
            Some(number) => {
                let start = format!("model Model{number} <\n    id: Integer primary_key\n");
                text.replacen(&start, &format!("{start}    one_more: Integer\n"), 1)
            }
        }
    }
}
