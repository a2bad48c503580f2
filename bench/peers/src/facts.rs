//! What contestants must agree on: how many rows there were, and a checksum of what stood in them.

/// The number of rows, and a checksum that does not depend on the order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    pub rows: u64,
    pub hash: u64,
}

impl Sum {
    /// What stands in one place.
    fn of(bytes: &[u8]) -> Self {
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix);
        Self { rows: 0, hash }
    }

    /// This, and then that.
    pub fn then(self, next: Self) -> Self {
        let hash = self.hash.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ next.hash;
        let rows = self.rows + next.rows;
        Self { rows, hash }
    }

    /// One row, with these values.
    pub fn row(self) -> Self {
        let rows = self.rows + 1;
        Self { rows, ..self }
    }

    /// This and that, in whichever order.
    pub fn and(self, other: Self) -> Self {
        let hash = self.hash.wrapping_add(other.hash | 1);
        let rows = self.rows + other.rows;
        Self { rows, hash }
    }
}

/// A result, or a part of one.
pub trait Facts {
    fn sum(&self) -> Sum;
}

/// A list whose order counts.
pub struct InOrder<'a, T>(pub &'a [T]);

impl<T: Facts> Facts for InOrder<'_, T> {
    fn sum(&self) -> Sum {
        let sums = self.0.iter().map(Facts::sum);
        sums.fold(Sum::default(), Sum::then)
    }
}

impl<T: Facts> Facts for [T] {
    fn sum(&self) -> Sum {
        let sums = self.iter().map(Facts::sum);
        sums.fold(Sum::default(), Sum::and)
    }
}

impl<T: Facts> Facts for Vec<T> {
    fn sum(&self) -> Sum {
        self.as_slice().sum()
    }
}

impl<T: Facts> Facts for Option<T> {
    fn sum(&self) -> Sum {
        self.as_slice().sum()
    }
}

impl<T: Facts + ?Sized> Facts for &T {
    fn sum(&self) -> Sum {
        (*self).sum()
    }
}

impl<A: Facts, B: Facts> Facts for (A, B) {
    fn sum(&self) -> Sum {
        self.0.sum().then(self.1.sum())
    }
}

impl Facts for String {
    fn sum(&self) -> Sum {
        Sum::of(self.as_bytes())
    }
}

impl Facts for i32 {
    fn sum(&self) -> Sum {
        Sum::of(&self.to_le_bytes())
    }
}

impl Facts for f64 {
    fn sum(&self) -> Sum {
        Sum::of(&self.to_le_bytes())
    }
}

/// Says which columns a contestant's struct has.
macro_rules! facts {
    ($($row:ty: $first:ident $($column:ident)*;)*) => {
        $(impl $crate::facts::Facts for $row {
            fn sum(&self) -> $crate::facts::Sum {
                let sum = $crate::facts::Facts::sum(&self.$first);
                $(let sum = sum.then($crate::facts::Facts::sum(&self.$column));)*
                sum.row()
            }
        })*
    };
}

pub(crate) use facts;
