//! The rows of the table: which figure is beside which, and what is aimed at.

use serde::Serialize;

use crate::phase::Outcome;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Seconds,
    Milliseconds,
    Bytes,
    PerSecond,
    Times,
    Count,
}

impl Unit {
    pub fn show(self, value: f64) -> String {
        match self {
            Unit::Seconds => format!("{value:.1} s"),
            Unit::Milliseconds if value < 10.0 => format!("{value:.2} ms"),
            Unit::Milliseconds => format!("{value:.0} ms"),
            Unit::Bytes => format!("{:.0} MB", value / 1e6),
            Unit::PerSecond => format!("{value:.0}/s"),
            Unit::Times => format!("{value:.2}"),
            Unit::Count => format!("{value:.0}"),
        }
    }
}

/// One thing on both sides.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub area: String,
    pub what: String,
    pub unit: Unit,
    pub ours: Option<f64>,
    pub raw: Option<f64>,
    pub aim: String,
    /// None: nothing is aimed at, or it was not measured.
    pub reached: Option<bool>,
    /// Stands in the table of how costs grow with size.
    pub grows: bool,
}

impl Row {
    pub fn new(area: &str, what: &str, unit: Unit) -> Self {
        Row {
            area: area.to_owned(),
            what: what.to_owned(),
            unit,
            ours: None,
            raw: None,
            aim: String::new(),
            reached: None,
            grows: false,
        }
    }

    pub fn ours(mut self, value: Option<f64>) -> Self {
        self.ours = value;
        self
    }

    pub fn raw(mut self, value: Option<f64>) -> Self {
        self.raw = value;
        self
    }

    pub fn aim(mut self, aim: &str, reached: Option<bool>) -> Self {
        aim.clone_into(&mut self.aim);
        self.reached = reached;
        self
    }

    fn growing(mut self) -> Self {
        self.grows = true;
        self
    }

    /// Ours to bare; of rates the other way round, so that less is better everywhere.
    pub fn ratio(&self) -> Option<f64> {
        let (ours, raw) = (self.ours?, self.raw?);
        let ratio = if self.unit == Unit::PerSecond {
            raw / ours
        } else {
            ours / raw
        };
        (ratio.is_finite() && self.unit != Unit::Count).then_some(ratio)
    }

    /// At most this much of what the bare side needs.
    fn at_most_times(self, most: f64) -> Self {
        let reached = self.ratio().map(|ratio| ratio <= most);
        self.aim(&format!("≤ {most} ×"), reached)
    }

    fn at_most(self, most: f64) -> Self {
        let reached = self.ours.map(|ours| ours <= most);
        let aim = format!("≤ {}", self.unit.show(most));
        self.aim(&aim, reached)
    }
}

/// The value below which this share of the times lies.
fn quantile(times: &[f64], share: f64) -> Option<f64> {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    let place = (share * (sorted.len() as f64 - 1.0)).round() as usize;
    sorted.get(place).copied()
}

/// The classes of queries that are not prefixes.
const CLASSES: [&str; 8] = ["rare", "mid", "common", "phrase", "two", "three", "marks", "name"];

struct Figures<'o>(&'o Outcome);

impl Figures<'_> {
    fn figure(&self, name: &str) -> Option<f64> {
        self.0.figures.get(name).copied()
    }

    fn rate(&self, seconds: &str) -> Option<f64> {
        Some(self.figure("articles")? / self.figure(seconds)?)
    }

    fn at(&self, series: &str, share: f64) -> Option<f64> {
        quantile(self.0.series.get(series)?, share)
    }

    /// Over several series.
    fn over(&self, prefix: &str, classes: &[&str], share: f64) -> Option<f64> {
        let times: Vec<f64> = classes
            .iter()
            .filter_map(|class| self.0.series.get(&format!("{prefix}.{class}")))
            .flatten()
            .copied()
            .collect();
        quantile(&times, share)
    }
}

/// All rows of a size. `first` is what was measured at the smallest size, if that is another.
pub fn rows(articles: u64, outcome: &Outcome, first: Option<&Outcome>) -> Vec<Row> {
    let figures = Figures(outcome);
    let mut rows = Vec::new();
    import(articles, &figures, &mut rows);
    edits(&figures, &mut rows);
    search(articles, &figures, first, &mut rows);
    typing(articles, &figures, &mut rows);
    work(&figures, &mut rows);
    rows
}

fn import(articles: u64, figures: &Figures<'_>, rows: &mut Vec<Row>) {
    let visible = figures.rate("import.visible_seconds");
    rows.push(
        Row::new("import", "to visible; bare: without index", Unit::PerSecond)
            .ours(visible)
            .raw(figures.rate("raw-articles.seconds"))
            .aim("≥ 10000/s", visible.map(|rate| rate >= 10_000.0))
            .growing(),
    );
    let searchable = Row::new("import", "to searchable; bare: the fast recipe", Unit::Seconds)
        .ours(figures.figure("import.seconds"));
    rows.push(
        searchable
            .clone()
            .raw(figures.figure("raw-import.seconds"))
            .at_most_times(if articles >= 1_000_000 { 1.4 } else { 1.3 })
            .growing(),
    );
    let mut against_defaults = searchable
        .raw(figures.figure("raw-default.seconds"))
        .at_most_times(1.0);
    "to searchable; bare: FTS5 with its defaults".clone_into(&mut against_defaults.what);
    rows.push(against_defaults);
    rows.push(
        Row::new(
            "import",
            "the same in time of processors; bare: the fast recipe",
            Unit::Seconds,
        )
        .ours(figures.figure("import.processor_seconds"))
        .raw(figures.figure("raw-import.processor_seconds"))
        .growing(),
    );
    rows.push(
        Row::new(
            "import",
            "work left for the background; bare: optimize",
            Unit::Seconds,
        )
        .ours(figures.figure("settle.seconds"))
        .raw(figures.figure("raw-settle.optimize_seconds")),
    );
    rows.push(
        Row::new("import", "peak memory", Unit::Bytes)
            .ours(figures.figure("import.peak_bytes"))
            .raw(figures.figure("raw-import.peak_bytes"))
            .at_most(250e6)
            .growing(),
    );
    rows.push(
        Row::new("import", "one step of that, max", Unit::Milliseconds).ours(figures.at("settle.step", 1.0)),
    );
    rows.push(
        Row::new(
            "import",
            "articles compared for copies, in the background",
            Unit::PerSecond,
        )
        .ours(figures.figure("settle.copies_per_second"))
        .growing(),
    );
    let to_text = |file: &str| Some(figures.figure(file)? / figures.figure("text_bytes")?);
    rows.push(
        Row::new("import", "size of the file ÷ size of the text", Unit::Times)
            .ours(to_text("settle.file_bytes").or_else(|| to_text("import.file_bytes")))
            .raw(to_text("raw-import.file_bytes"))
            .at_most(2.0)
            .growing(),
    );
    for (what, share) in [("p50", 0.5), ("p99", 0.99), ("max", 1.0)] {
        let row = Row::new(
            "after a load",
            &format!("add one article, {what}"),
            Unit::Milliseconds,
        )
        .ours(figures.at("writes.article", share))
        .raw(figures.at("raw-writes.article", share));
        rows.push(if what == "max" {
            row.at_most(20.0).growing()
        } else {
            row
        });
    }
}

/// What an analyst waits for while an archive is imported.
fn edits(figures: &Figures<'_>, rows: &mut Vec<Row>) {
    let mut row = |what: &str, share: f64| {
        let row = Row::new("edits during import", what, Unit::Milliseconds);
        let at = |series: &str| figures.at(series, share);
        let slower = match (at("edits.while-storing"), at("edits.while-indexing")) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        };
        rows.push(row.ours(slower).raw(at("edits.alone")).at_most(50.0));
    };
    row("marking a statement, p50; beside: no import", 0.5);
    row("marking a statement, p95; beside: no import", 0.95);
    row("marking a statement, max; beside: no import", 1.0);
}

fn search(articles: u64, figures: &Figures<'_>, first: Option<&Outcome>, rows: &mut Vec<Row>) {
    let million = articles >= 1_000_000;
    let all: Vec<&str> = CLASSES.into_iter().chain(["prefix"]).collect();
    for (what, share) in [("p50", 0.5), ("p95", 0.95)] {
        let ours = figures.over("search.newest", &all, share);
        let row = Row::new(
            "search",
            &format!("page, newest first, {what}"),
            Unit::Milliseconds,
        )
        .ours(ours)
        .raw(figures.over("raw-search.newest", &all, share));
        rows.push(if what == "p95" {
            row.at_most_times(1.5).growing()
        } else {
            row.growing()
        });
        if what == "p95" {
            rows.push(
                Row::new(
                    "search",
                    "page, newest first, p95; bare: snippet()",
                    Unit::Milliseconds,
                )
                .ours(ours)
                .raw(figures.over("raw-search.snippet", &all, share))
                .at_most_times(1.0),
            );
        }
    }
    rows.push(
        Row::new(
            "search",
            "page with expansions, p95; bare: the same joined by OR",
            Unit::Milliseconds,
        )
        .ours(figures.over("search.expanded", &CLASSES, 0.95))
        .raw(figures.over("raw-search.expanded", &CLASSES, 0.95))
        .at_most_times(1.5)
        .growing(),
    );
    rows.push(
        Row::new(
            "search",
            "page with expansions that nobody asked for before, p95",
            Unit::Milliseconds,
        )
        .ours(figures.over("search.fresh", &CLASSES, 0.95))
        .growing(),
    );
    let without_prefixes = Row::new("search", "page without prefixes, p95", Unit::Milliseconds)
        .ours(figures.over("search.newest", &CLASSES, 0.95))
        .raw(figures.over("raw-search.newest", &CLASSES, 0.95));
    rows.push(
        if million {
            without_prefixes.at_most(4.0)
        } else {
            without_prefixes
        }
        .growing(),
    );
    if let Some(first) = first {
        rows.push(
            Row::new(
                "search",
                "slowest without prefixes; bare column: ours at the smallest size",
                Unit::Milliseconds,
            )
            .ours(figures.over("search.newest", &CLASSES, 1.0))
            .raw(Figures(first).over("search.newest", &CLASSES, 1.0))
            .at_most_times(1.5),
        );
    }
    for class in all.iter().copied() {
        rows.push(
            Row::new(
                "search",
                &format!("page, newest first: {class}, p50"),
                Unit::Milliseconds,
            )
            .ours(figures.over("search.newest", &[class], 0.5))
            .raw(figures.over("raw-search.newest", &[class], 0.5))
            .growing(),
        );
    }
    for (what, share) in [("p50", 0.5), ("p95", 0.95)] {
        rows.push(
            Row::new(
                "search",
                &format!("page, best of the newest 1,000, {what}"),
                Unit::Milliseconds,
            )
            .ours(figures.over("search.relevance", &all, share))
            .raw(figures.over("raw-search.relevance", &all, share))
            .at_most_times(1.5)
            .growing(),
        );
    }
    let unbounded = Row::new(
        "search",
        "common words by relevance, p50; bare: all ranked",
        Unit::Milliseconds,
    )
    .ours(figures.over("search.relevance", &["common"], 0.5))
    .raw(figures.over("raw-search.all-ranked", &["common"], 0.5));
    rows.push(if million {
        unbounded.at_most_times(0.1)
    } else {
        unbounded
    });
    rows.push(
        Row::new("search", "peak memory", Unit::Bytes)
            .ours(figures.figure("search.peak_bytes"))
            .raw(figures.figure("raw-search.peak_bytes"))
            .at_most(300e6)
            .growing(),
    );
}

fn typing(articles: u64, figures: &Figures<'_>, rows: &mut Vec<Row>) {
    let letters: Vec<String> = (1..=crate::queries::LETTERS)
        .map(|letters| letters.to_string())
        .collect();
    let all: Vec<&str> = letters.iter().map(String::as_str).collect();
    for letters in &all {
        let ours = figures.over("typing.page", &[letters], 0.95);
        rows.push(
            Row::new(
                "typing",
                &format!("page after {letters} letters, p95; bare: ids of completions"),
                Unit::Milliseconds,
            )
            .ours(ours)
            .raw(figures.over("raw-typing.ids", &[letters], 0.95))
            .growing(),
        );
    }
    for (what, series) in [
        (
            "first hit after 1 to 6 letters, p95; bare: ids of completions",
            "typing.first",
        ),
        ("page that nobody asked for before, p95", "typing.fresh"),
    ] {
        let row = Row::new("typing", what, Unit::Milliseconds).ours(figures.over(series, &all, 0.95));
        rows.push(if series == "typing.first" {
            let row = row.raw(figures.over("raw-typing.ids", &all, 0.95));
            if articles >= 1_000_000 {
                row.at_most(5.0)
            } else {
                row
            }
        } else {
            row
        });
    }
    let every = Row::new(
        "typing",
        "page after 1 to 6 letters, p95; bare: prefix query, ids",
        Unit::Milliseconds,
    )
    .ours(figures.over("typing.page", &all, 0.95))
    .raw(figures.over("raw-typing.prefix", &all, 0.95));
    rows.push(if articles >= 1_000_000 {
        every.at_most(5.0)
    } else {
        every
    });
}

fn work(figures: &Figures<'_>, rows: &mut Vec<Row>) {
    for (what, share) in [("p50", 0.5), ("p95", 0.95)] {
        rows.push(
            Row::new(
                "article",
                &format!("open one, {what}; bare: row and text"),
                Unit::Milliseconds,
            )
            .ours(figures.at("article.open", share))
            .raw(figures.at("raw-article.open", share))
            .growing(),
        );
    }
    rows.push(
        Row::new("article", "page of 100 of the library, p95", Unit::Milliseconds)
            .ours(figures.at("article.list", 0.95))
            .growing(),
    );
    rows.push(
        Row::new(
            "statement",
            "add one, p50; bare: append 4 KiB and fdatasync",
            Unit::Milliseconds,
        )
        .ours(figures.at("statements.add", 0.5))
        .raw(figures.at("statements.append", 0.5))
        .at_most_times(2.0)
        .growing(),
    );
    for (what, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
        let row = Row::new(
            "statement",
            &format!("add one, {what}; bare: rows and FTS5"),
            Unit::Milliseconds,
        )
        .ours(figures.at("statements.add", share))
        .raw(figures.at("raw-statements.add", share));
        rows.push(match what {
            "p95" => row.at_most_times(2.0),
            "p99" => row.at_most(10.0),
            _ => row,
        });
    }
    rows.push(
        Row::new("facets", "counts over 11,000 statements, p50", Unit::Milliseconds)
            .ours(figures.at("facets.statements", 0.5))
            .raw(figures.at("raw-facets.statements", 0.5))
            .growing(),
    );
    rows.push(
        Row::new(
            "facets",
            "counts over what a common word finds, p50",
            Unit::Milliseconds,
        )
        .ours(figures.at("facets.common", 0.5))
        .growing(),
    );
    for (what, series) in [
        (
            "words in context: 100 lines of a common word, p50",
            "lines.newest",
        ),
        (
            "words in context: the same of 2,000 sorted lines, p50",
            "lines.sorted",
        ),
    ] {
        rows.push(
            Row::new("facets", what, Unit::Milliseconds)
                .ours(figures.at(series, 0.5))
                .growing(),
        );
    }
    for (what, series) in [("CSV", "csv"), ("Markdown", "markdown")] {
        rows.push(
            Row::new(
                "export",
                &format!("10,000 statements, {what}, p50"),
                Unit::Milliseconds,
            )
            .ours(figures.at(&format!("export.{series}"), 0.5))
            .raw(figures.at(&format!("raw-export.{series}"), 0.5))
            .at_most_times(1.3)
            .growing(),
        );
    }
    let (full, empty) = (figures.at("open.full", 0.5), figures.at("open.empty", 0.5));
    let reached = full.zip(empty).map(|(full, empty)| full - empty <= 50.0);
    rows.push(
        Row::new(
            "window",
            "open and list the first 100, p50; bare column: an empty workspace",
            Unit::Milliseconds,
        )
        .ours(full)
        .raw(empty)
        .aim("≤ 50 ms more", reached)
        .growing(),
    );
}
