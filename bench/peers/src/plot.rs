//! The plot: a row for each work, a mark for each contestant at its ratio to the first, on a logarithmic scale.

use std::fmt::Write;

use crate::contestant::Entry;
use crate::measure::Measured;

const LEFT: f64 = 300.0;
const WIDTH: f64 = 640.0;
const TOP: f64 = 64.0;
const ROW: f64 = 24.0;

/// The ratios that the plot reaches from and to; what is beyond stands at the edge.
const RANGE: (f64, f64) = (0.25, 512.0);

/// As many as there are contestants beside the first; told apart by their brightness, too.
const COLOURS: [&str; 6] = [
    "#d62728", "#1f77b4", "#8c6d31", "#2ca02c", "#9467bd", "#555555",
];

/// The plot, as SVG.
pub fn svg(entries: &[&'static Entry], all: &[Measured]) -> String {
    let bottom = TOP + ROW * all.len() as f64;
    let (width, height) = (LEFT + WIDTH + 24.0, bottom + 40.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" \
         font-size=\"12\" fill=\"#222\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    legend(&mut svg, entries);
    scale(&mut svg, bottom);
    for (number, measured) in all.iter().enumerate() {
        row(&mut svg, TOP + ROW * (number as f64 + 0.5), measured);
    }
    svg.push_str("</svg>\n");
    svg
}

fn legend(svg: &mut String, entries: &[&'static Entry]) {
    for ((entry, colour), number) in entries.iter().skip(1).zip(COLOURS).zip(0..) {
        let x = LEFT + 100.0 * f64::from(number);
        let _ = writeln!(
            svg,
            "{}<text x=\"{:.0}\" y=\"24\">{}</text>",
            mark(x, 20.0, colour),
            x + 10.0,
            entry.name
        );
    }
}

/// Lines at powers of two, that of the first contestant bold.
fn scale(svg: &mut String, bottom: f64) {
    let names = [
        "¼", "½", "1", "2", "4", "8", "16", "32", "64", "128", "256", "512",
    ];
    for (power, name) in (-2..).zip(names) {
        let (x, stroke) = (
            place(2_f64.powi(power)),
            if power == 0 { "#222" } else { "#ddd" },
        );
        let _ = writeln!(
            svg,
            "<path d=\"M{x:.1} {TOP}V{bottom}\" stroke=\"{stroke}\"/>"
        );
        for y in [TOP - 8.0, bottom + 16.0] {
            let _ = writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{name}</text>"
            );
        }
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.0}\" y=\"{}\" text-anchor=\"middle\">time, as a multiple of hand-written rusqlite</text>",
        LEFT + WIDTH / 2.0,
        bottom + 34.0
    );
}

fn row(svg: &mut String, y: f64, measured: &Measured) {
    let text = y + 4.0;
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{text}\" text-anchor=\"end\">{}</text>",
        LEFT - 12.0,
        measured.work
    );
    // The first is drawn last, so that nothing hides it.
    for (number, colour) in (1..measured.places.len()).zip(COLOURS).rev() {
        if let Some(ratio) = measured.ratio(number) {
            let _ = writeln!(svg, "{}", mark(place(ratio), y, colour));
        }
    }
}

fn mark(x: f64, y: f64, colour: &str) -> String {
    format!(
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\" fill=\"{colour}\" fill-opacity=\"0.85\"/>"
    )
}

/// Where a ratio stands.
fn place(ratio: f64) -> f64 {
    let (from, to) = RANGE;
    let share = (ratio.clamp(from, to) / from).ln() / (to / from).ln();
    LEFT + WIDTH * share
}
