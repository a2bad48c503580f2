//! The plot of a table: a row for each work, a mark for each contestant at its ratio to the first, on a logarithmic scale.

use std::fmt::Write;

const LEFT: f64 = 300.0;
const WIDTH: f64 = 640.0;
const TOP: f64 = 64.0;
const ROW: f64 = 24.0;

/// The ratio that the plot begins at; what is below stands at the edge.
const FROM: f64 = 0.25;

/// As many as there are contestants beside the first; told apart by their brightness, too.
const COLOURS: [&str; 6] = [
    "#d62728", "#1f77b4", "#8c6d31", "#2ca02c", "#9467bd", "#555555",
];

/// A work's name, and the contestants' ratios to the first.
struct Row<'a> {
    work: &'a str,
    ratios: Vec<Option<f64>>,
}

/// The plot of a Markdown table such as [`report`](crate::report) makes, as SVG.
pub fn svg(table: &str) -> String {
    let mut lines = table.lines().filter(|line| line.starts_with('|'));
    let names = lines.next().map(cells).unwrap_or_default();
    let rows: Vec<Row<'_>> = lines.skip(1).filter_map(row).collect();
    let bottom = TOP + ROW * rows.len() as f64;
    let (width, height) = (LEFT + WIDTH + 24.0, bottom + 40.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" \
         font-size=\"12\" fill=\"#222\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    legend(&mut svg, names.get(2..).unwrap_or_default());
    let scale = Scale::of(&rows);
    scale.draw(&mut svg, bottom);
    for (number, row) in rows.iter().enumerate() {
        scale.marks(&mut svg, TOP + ROW * (number as f64 + 0.5), row);
    }
    svg.push_str("</svg>\n");
    svg
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

fn row(line: &str) -> Option<Row<'_>> {
    let cells = cells(line);
    let (work, times) = cells.split_first()?;
    let ratios = times.iter().skip(1).map(|cell| cell.parse().ok()).collect();
    Some(Row { work, ratios })
}

fn legend(svg: &mut String, names: &[&str]) {
    for ((name, colour), number) in names.iter().zip(COLOURS).zip(0..) {
        let x = LEFT + 110.0 * f64::from(number);
        let (mark, text) = (mark(x, 20.0, colour), x + 10.0);
        let _ = writeln!(svg, "{mark}<text x=\"{text:.0}\" y=\"24\">{name}</text>");
    }
}

/// Where ratios stand: as far as the greatest one, and no less than four times.
struct Scale {
    to: f64,
}

impl Scale {
    fn of(rows: &[Row<'_>]) -> Self {
        let ratios = rows.iter().flat_map(|row| row.ratios.iter().flatten());
        let most = ratios.fold(4.0, |most: f64, ratio| most.max(*ratio));
        let to = most.log2().ceil().exp2();
        Self { to }
    }

    /// Lines at powers of two, that of the first contestant bold.
    fn draw(&self, svg: &mut String, bottom: f64) {
        let mut ratio = FROM;
        while ratio <= self.to {
            let (x, stroke) = (
                self.place(ratio),
                if ratio == 1.0 { "#222" } else { "#ddd" },
            );
            let _ = writeln!(
                svg,
                "<path d=\"M{x:.1} {TOP}V{bottom}\" stroke=\"{stroke}\"/>"
            );
            for y in [TOP - 8.0, bottom + 16.0] {
                let _ = writeln!(
                    svg,
                    "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{}</text>",
                    named(ratio)
                );
            }
            ratio *= 2.0;
        }
        let _ = writeln!(
            svg,
            "<text x=\"{:.0}\" y=\"{}\" text-anchor=\"middle\">time, as a multiple of code by hand</text>",
            LEFT + WIDTH / 2.0,
            bottom + 34.0
        );
    }

    fn marks(&self, svg: &mut String, y: f64, row: &Row<'_>) {
        let (left, text, work) = (LEFT - 12.0, y + 4.0, row.work);
        let _ = writeln!(
            svg,
            "<text x=\"{left}\" y=\"{text}\" text-anchor=\"end\">{work}</text>"
        );
        // The first is drawn last, so that nothing hides it.
        for (ratio, colour) in row.ratios.iter().zip(COLOURS).rev() {
            if let Some(ratio) = ratio {
                let _ = writeln!(svg, "{}", mark(self.place(*ratio), y, colour));
            }
        }
    }

    /// Where a ratio stands.
    fn place(&self, ratio: f64) -> f64 {
        let share = (ratio.clamp(FROM, self.to) / FROM).ln() / (self.to / FROM).ln();
        LEFT + WIDTH * share
    }
}

/// A power of two.
fn named(ratio: f64) -> String {
    match ratio {
        0.25 => "¼".to_owned(),
        0.5 => "½".to_owned(),
        _ => ratio.to_string(),
    }
}

fn mark(x: f64, y: f64, colour: &str) -> String {
    format!(
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\" fill=\"{colour}\" fill-opacity=\"0.85\"/>"
    )
}
