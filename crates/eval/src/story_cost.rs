//! What a report of a long stream costs the stories, as the stream grows.
//!
//! In: files of articles that the stream of [`crate::wire`] is made of. Out: a table, and a plot as
//! SVG where one is asked for. Making the stream is not measured.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use headwater_stories::{Change, Cut, Stories, StoryModel};

use crate::start::memory;
use crate::table::table;
use crate::wire::Wire;

const SEED: u64 = 7;
/// Hundredths of the stream at which a row is told.
const ROWS: [usize; 7] = [1, 2, 5, 10, 20, 50, 100];

/// What was measured since the row before.
#[derive(Default)]
struct Cost {
    reports: usize,
    cutting: f64,
    adding: f64,
    opened: usize,
    ended: usize,
}

impl Cost {
    fn micros(&self, seconds: f64) -> f64 {
        seconds / self.reports.max(1) as f64 * 1e6
    }
}

/// Grows a stream and measures what its stories cost.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(files: &[PathBuf], reports: usize, plot: Option<&Path>) -> Result<String, String> {
    let mut stream = Wire::new(files, SEED)?;
    let model = StoryModel::embedded();
    let mut stories = Stories::live();
    let mut rows: Vec<(usize, Cost)> = Vec::new();
    let mut cells = Vec::new();
    for to in ROWS.map(|hundredths| reports * hundredths / 100) {
        let mut cost = Cost::default();
        for made in stream.by_ref().take(to - stories.reports()) {
            let start = Instant::now();
            let cut = Cut::of(&made.report);
            cost.cutting += start.elapsed().as_secs_f64();
            let start = Instant::now();
            let changes = stories.add(cut, model);
            cost.adding += start.elapsed().as_secs_f64();
            cost.reports += 1;
            let count = |kind: fn(&Change) -> bool| changes.iter().filter(|c| kind(c)).count();
            cost.opened += count(|change| matches!(change, Change::Opened { .. }));
            cost.ended += count(|change| matches!(change, Change::Ended { .. }));
        }
        let line = vec![
            format!("{:.0}", cost.micros(cost.cutting)),
            format!("{:.0}", cost.micros(cost.adding)),
            format!("{:.0}", 1e6 / cost.micros(cost.cutting + cost.adding)),
            cost.opened.to_string(),
            cost.ended.to_string(),
            memory(std::process::id(), "VmRSS:")
                .map_or("-".to_owned(), |kibibytes| (kibibytes >> 10).to_string()),
        ];
        eprintln!("{to}: {}", line.join(" "));
        cells.push((to.to_string(), line));
        rows.push((to, cost));
    }
    if let Some(path) = plot {
        let told = |error: std::io::Error| format!("{}: {error}", path.display());
        std::fs::write(path, svg(&rows)).map_err(told)?;
    }
    let heads = [
        "reports",
        "µs to cut",
        "µs to add",
        "reports/s",
        "opened",
        "ended",
        "MiB in all",
    ];
    let title = "Stories in a stream, one thread; since the row before";
    Ok(table(title, &heads, &cells))
}

/// Left, top, right and bottom of the plot within the picture, in its units.
const FRAME: (f64, f64, f64, f64) = (70.0, 40.0, 660.0, 300.0);

/// Microseconds a report over the number of reports, which is told by its logarithm.
fn svg(rows: &[(usize, Cost)]) -> String {
    let (left, top, right, bottom) = FRAME;
    let points = |part: fn(&Cost) -> f64| -> Vec<(f64, f64)> {
        let told = rows.iter().filter(|(to, cost)| *to > 0 && cost.reports > 0);
        told.map(|(to, cost)| ((*to as f64).log10(), cost.micros(part(cost))))
            .collect()
    };
    let all = points(|cost| cost.cutting + cost.adding);
    let adding = points(|cost| cost.adding);
    let from = all.first().map_or(0.0, |point| point.0);
    let to = all.last().map_or(1.0, |point| point.0).max(from + 1e-9);
    let most = all.iter().map(|point| point.1).fold(1.0, f64::max);
    let most = (most / 100.0).ceil() * 100.0;
    let x = |at: f64| left + (at - from) / (to - from) * (right - left);
    let y = |at: f64| bottom - at / most * (bottom - top);
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 700 350\" \
         font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"700\" height=\"350\" fill=\"white\"/>\n\
         <text x=\"70\" y=\"22\">Microseconds a report, one thread</text>\n",
    );
    let mut add = |text: std::fmt::Arguments<'_>| _ = out.write_fmt(text);
    for step in 0..=4 {
        let value = most / 4.0 * f64::from(step);
        let at = y(value);
        add(format_args!(
            "<path d=\"M{left} {at:.1}H{right}\" stroke=\"#ddd\"/>\
             <text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{value:.0}</text>\n",
            left - 8.0,
            at + 4.0
        ));
    }
    for (reports, _) in rows.iter().filter(|(reports, _)| *reports > 0) {
        let at = x((*reports as f64).log10());
        add(format_args!(
            "<text x=\"{at:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{reports}</text>\n",
            bottom + 20.0
        ));
    }
    for (points, colour, name) in [
        (all, "#1b6ca8", "in all"),
        (adding, "#c0572b", "without cutting"),
    ] {
        let path: Vec<String> = (points.iter())
            .map(|&(at, value)| format!("{:.1},{:.1}", x(at), y(value)))
            .collect();
        let end = points.last().map_or(bottom, |point| y(point.1));
        add(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\
             <text x=\"{right}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"{colour}\">{name}</text>\n",
            path.join(" "),
            end - 8.0
        ));
    }
    add(format_args!(
        "<text x=\"365\" y=\"345\" text-anchor=\"middle\">reports so far</text>\n"
    ));
    out + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plot_has_a_point_for_each_row_within_its_frame() {
        let cost = |seconds| Cost {
            reports: 1_000,
            cutting: seconds,
            adding: seconds,
            ..Cost::default()
        };
        let plot = svg(&[
            (1_000, cost(0.1)),
            (10_000, cost(0.2)),
            (100_000, cost(0.15)),
        ]);
        assert_eq!(plot.matches("<polyline").count(), 2);
        assert!(
            plot.contains("points=\"70.0,170.0 365.0,40.0 660.0,105.0\""),
            "{plot}"
        );
    }
}
