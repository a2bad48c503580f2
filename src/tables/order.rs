//! The order in which tables are created.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// Orders `count` tables behind those that they point to; among those that could come next, the one
/// declared first does. Where they point in a circle, the first of the circle goes first.
pub fn dependency_order(points_to: &[Vec<usize>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = vec![0; points_to.len()];
    let mut pointed_from: HashMap<usize, Vec<usize>> = HashMap::new();
    for (table, targets) in points_to.iter().enumerate() {
        for &target in targets.iter().filter(|&&target| target != table) {
            waiting[table] += 1;
            pointed_from.entry(target).or_default().push(table);
        }
    }
    let mut ready: BinaryHeap<Reverse<usize>> = (0..points_to.len())
        .filter(|&table| waiting[table] == 0)
        .map(Reverse)
        .collect();
    let mut done = vec![false; points_to.len()];
    let mut order = Vec::with_capacity(points_to.len());
    let mut first_open = 0;
    while order.len() < points_to.len() {
        let next = ready.pop().map(|Reverse(table)| table).unwrap_or_else(|| {
            while done[first_open] {
                first_open += 1;
            }
            first_open
        });
        if std::mem::replace(&mut done[next], true) {
            continue;
        }
        order.push(next);
        for &table in pointed_from.get(&next).into_iter().flatten() {
            waiting[table] -= 1;
            if waiting[table] == 0 {
                ready.push(Reverse(table));
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::dependency_order;

    #[test]
    fn targets_come_first_and_declaration_order_breaks_ties() {
        assert_eq!(dependency_order(&[vec![2], vec![], vec![1]]), [1, 2, 0]);
        assert_eq!(dependency_order(&[vec![], vec![], vec![]]), [0, 1, 2]);
        assert_eq!(dependency_order(&[vec![0], vec![0, 0]]), [0, 1]);
    }

    #[test]
    fn a_circle_begins_with_its_first_table() {
        assert_eq!(dependency_order(&[vec![1], vec![0], vec![0]]), [0, 1, 2]);
        assert_eq!(
            dependency_order(&[vec![2], vec![0], vec![1], vec![]]),
            [3, 0, 1, 2]
        );
    }
}
