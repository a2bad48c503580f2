//! The lines of two texts that differ, with some that do not around them, as `diff -u` shows them.

/// How many equal lines are shown around a change.
const AROUND: usize = 3;
/// With more pairs of lines than this the search for equal ones takes too long.
const MOST_PAIRS: usize = 4_000_000;

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Removed,
    Added,
}

type Step<'t> = (Fate, &'t str);

/// The differences between two texts of a file; nothing where there is none.
pub fn diff(name: &str, before: &str, after: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let steps = steps(&old, &new);
    let mut text = String::new();
    let (mut at, mut old_line, mut new_line) = (0, 1, 1);
    while let Some(hunk) = next_hunk(&steps, at) {
        let (kept_old, kept_new) = lines(steps.get(at..hunk.start).unwrap_or_default());
        let shown = steps.get(hunk.clone()).unwrap_or_default();
        let (old_count, new_count) = lines(shown);
        old_line += kept_old;
        new_line += kept_new;
        let old_place = place(old_line, old_count);
        let new_place = place(new_line, new_count);
        text.push_str(&format!("@@ -{old_place} +{new_place} @@\n"));
        shown.iter().for_each(|step| show(step, &mut text));
        old_line += old_count;
        new_line += new_count;
        at = hunk.end;
    }
    if text.is_empty() {
        return text;
    }
    format!("--- {name}\n+++ {name}\n{text}")
}

/// Where a hunk begins and how many lines it has; one without lines stands behind a line.
fn place(line: usize, count: usize) -> String {
    match count {
        0 => format!("{},0", line.saturating_sub(1)),
        1 => line.to_string(),
        _ => format!("{line},{count}"),
    }
}

/// How many lines of the old and of the new text these are.
fn lines(steps: &[Step<'_>]) -> (usize, usize) {
    let count = |other: Fate| steps.iter().filter(|(fate, _)| *fate != other).count();
    (count(Fate::Added), count(Fate::Removed))
}

fn show((fate, line): &Step<'_>, text: &mut String) {
    text.push(match fate {
        Fate::Kept => ' ',
        Fate::Removed => '-',
        Fate::Added => '+',
    });
    text.push_str(line);
    if !line.ends_with('\n') {
        text.push_str("\n\\ No newline at end of file\n");
    }
}

/// The next changes that are close to each other, with the lines around them.
fn next_hunk(steps: &[Step<'_>], from: usize) -> Option<std::ops::Range<usize>> {
    let changed = |(_, (fate, _)): &(usize, &Step<'_>)| *fate != Fate::Kept;
    let mut changes = steps.iter().enumerate().skip(from).filter(changed);
    let (first, _) = changes.next()?;
    let mut last = first;
    for (at, _) in changes {
        if at - last > 2 * AROUND + 1 {
            break;
        }
        last = at;
    }
    let start = first.saturating_sub(AROUND).max(from);
    Some(start..(last + 1 + AROUND).min(steps.len()))
}

/// What becomes of each line: those at both ends that are equal are kept, those between are compared.
fn steps<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Step<'t>> {
    let equal = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(equal).count();
    let (head_lines, old) = old.split_at(head);
    let new = new.get(head..).unwrap_or_default();
    let tail = old.iter().rev().zip(new.iter().rev());
    let tail = tail.take_while(equal).count();
    let (old, tail_lines) = old.split_at(old.len() - tail);
    let new = new.get(..new.len() - tail).unwrap_or_default();
    let kept = |lines: &[&'t str]| lines.iter().map(|line| (Fate::Kept, *line)).collect();
    let mut steps: Vec<Step<'t>> = kept(head_lines);
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        steps.extend(old.iter().map(|line| (Fate::Removed, *line)));
        steps.extend(new.iter().map(|line| (Fate::Added, *line)));
    } else {
        steps.extend(compared(old, new));
    }
    let tail: Vec<Step<'t>> = kept(tail_lines);
    steps.extend(tail);
    steps
}

/// Keeps as many lines as can be kept.
fn compared<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Step<'t>> {
    let table = common(old, new);
    let kept_from = |row: usize, column: usize| {
        let row = table.get(row);
        row.and_then(|row| row.get(column)).copied().unwrap_or(0)
    };
    let (mut steps, mut row, mut column) = (Vec::new(), 0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(a), Some(b)) if a == b => {
                steps.push((Fate::Kept, *a));
                (row, column) = (row + 1, column + 1);
            }
            (Some(a), b)
                if b.is_none() || kept_from(row + 1, column) >= kept_from(row, column + 1) =>
            {
                steps.push((Fate::Removed, *a));
                row += 1;
            }
            (_, Some(b)) => {
                steps.push((Fate::Added, *b));
                column += 1;
            }
            _ => return steps,
        }
    }
}

/// For each pair of lines, how many can be kept from there on.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut table = vec![vec![0; new.len() + 1]];
    for a in old.iter().rev() {
        let below = table.last().map_or(&[][..], |row| row);
        let mut row = vec![0; new.len() + 1];
        let mut right = 0;
        for (column, b) in new.iter().enumerate().rev() {
            let next = below.get(column + 1).copied().unwrap_or(0);
            let down = below.get(column).copied().unwrap_or(0);
            right = if a == b { next + 1 } else { down.max(right) };
            if let Some(cell) = row.get_mut(column) {
                *cell = right;
            }
        }
        table.push(row);
    }
    table.reverse();
    table
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn equal_texts_have_no_difference() {
        assert_eq!(diff("a", "x\n", "x\n"), "");
        assert_eq!(diff("a", "", ""), "");
    }

    #[test]
    fn changes_are_shown_with_the_lines_around_them() {
        let before: String = (0..30).map(|line| format!("{line}\n")).collect();
        let after = before.replace("4\n5\n", "4\nnew\n5\n").replace("25\n", "");
        insta::assert_snapshot!(diff("a.rel", &before, &after), @r#"
        --- a.rel
        +++ a.rel
        @@ -3,6 +3,7 @@
         2
         3
         4
        +new
         5
         6
         7
        @@ -23,7 +24,6 @@
         22
         23
         24
        -25
         26
         27
         28
        "#);
    }

    #[test]
    fn a_missing_line_end_is_said() {
        insta::assert_snapshot!(diff("a.rel", "x\r\ny", "x\ny\n"), @r#"
        --- a.rel
        +++ a.rel
        @@ -1,2 +1,2 @@
        -x
        -y
        \ No newline at end of file
        +x
        +y
        "#);
        insta::assert_snapshot!(diff("a.rel", " \n", ""), @r#"
        --- a.rel
        +++ a.rel
        @@ -1 +0,0 @@
        -
        "#);
    }

    #[test]
    fn large_differences_are_shown_as_a_whole() {
        let before: String = (0..3000).map(|line| format!("{line}\n")).collect();
        let after = before.replace('\n', " \n");
        assert_eq!(diff("a", &before, &after).lines().count(), 6003);
    }
}
