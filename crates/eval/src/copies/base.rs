//! What is not copied: the base of a tree, the sentence that is new in an update, and the report
//! beside a tree that only quotes.

use super::draft::{Draft, Unit, headline};
use super::lead::ATTRIBUTIONS;
use super::sources::Line;
use super::world::{Builder, Node};

/// Who is quoted, and how.
const SPEAKERS: [&str; 6] = [
    "the minister said",
    "a police spokeswoman told reporters",
    "the mayor said in a statement",
    "the president wrote on his website",
    "a spokesman for the company said",
    "the head of the agency said",
];

impl Builder<'_> {
    /// A base report and its time.
    pub(super) fn base(&mut self, tree: usize) -> Option<(Draft, i64)> {
        if self.chance.percent(8)
            && let Some(article) = self.pool.article()
        {
            let paragraphs = article.paragraphs.iter().map(|sentences| {
                let units = sentences.iter().map(|text| Unit {
                    text: text.clone(),
                    line: self.line(),
                    quotation: text.starts_with(['"', '“']),
                });
                units.collect()
            });
            let paragraphs = paragraphs.collect();
            let title = article.title.clone();
            let time = article.date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
            let draft = Draft { title, paragraphs };
            return Some((draft, time.timestamp().as_second() + 36_000));
        }
        let (prose, quotes) = (self.chance.between(8..=14), self.chance.between(1..=3));
        let category = self.pool.category(prose + quotes + 12, &mut self.chance)?;
        self.categories.insert(tree, category);
        let lines = self.pool.take(category, prose);
        let day = lines.first()?.date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        let time = day.timestamp().as_second() + self.chance.between(18_000..=72_000) as i64;
        let mut units: Vec<Unit> = lines.iter().map(|line| self.prose(line)).collect();
        for line in self.pool.take(category, quotes) {
            let unit = self.quotation(line);
            units.insert(self.chance.between(1..=units.len()), unit);
        }
        Some((self.report(units), time))
    }

    /// Units in paragraphs of one to three, under a headline.
    fn report(&mut self, mut units: Vec<Unit>) -> Draft {
        let title = headline(&units[0].text, 10);
        let mut paragraphs = Vec::new();
        while !units.is_empty() {
            let count = self.chance.between(1..=3).min(units.len());
            paragraphs.push(units.drain(..count).collect());
        }
        Draft { title, paragraphs }
    }

    /// A line as a sentence of prose, often with an attribution.
    fn prose(&mut self, line: &Line) -> Unit {
        let plain = !line.text.contains(['"', '“']) && !line.text.contains("ccording to");
        let text = match line.text.strip_suffix('.').filter(|_| plain) {
            Some(words) if self.chance.percent(35) => {
                format!("{words}, {}.", self.chance.pick(&ATTRIBUTIONS))
            }
            _ => line.text.clone(),
        };
        self.unit(text, false)
    }

    pub(super) fn unit(&mut self, text: String, quotation: bool) -> Unit {
        let line = self.line();
        Unit {
            text,
            line,
            quotation,
        }
    }

    /// A line as somebody's words; as prose where it holds quotation marks itself.
    fn quotation(&mut self, line: &Line) -> Unit {
        if line.text.contains(['"', '“']) {
            return self.prose(line);
        }
        let words = line.text.trim_end_matches('.');
        let speaker = *self.chance.pick(&SPEAKERS);
        self.unit(format!("\"{words},\" {speaker}."), true)
    }

    /// A sentence that nobody has yet, on the subject of a tree.
    pub(super) fn fresh(&mut self, tree: usize) -> Option<Unit> {
        let category = match self.categories.get(&tree) {
            Some(category) => *category,
            None => self.pool.category(1, &mut self.chance)?,
        };
        let line = self.pool.take(category, 1).pop()?;
        Some(self.prose(line))
    }

    /// Prints a report with prose of its own that quotes whom the tree's base quotes and names
    /// whom it names.
    pub(super) fn independent(&mut self, root: usize, outlet: usize) -> Result<(), String> {
        let source = self.nodes[root].clone();
        let Some(&category) = self.categories.get(&source.tree) else {
            return Ok(());
        };
        let count = self.chance.between(5..=9);
        let lines = self.pool.take(category, count);
        if lines.len() < count {
            return Ok(());
        }
        let mut units: Vec<Unit> = lines.iter().map(|line| self.prose(line)).collect();
        let quotes = source.draft.units().filter(|unit| unit.quotation);
        for quote in quotes.cloned().collect::<Vec<_>>() {
            let end = quote.text.rfind('"').map_or(quote.text.len(), |at| at + 1);
            let speaker = *self.chance.pick(&SPEAKERS);
            let text = format!("{} {speaker}.", &quote.text[..end]);
            let place = self.chance.between(1..=units.len());
            units.insert(place, Unit { text, ..quote });
        }
        if let Some(name) = source
            .draft
            .units()
            .filter(|unit| !unit.quotation)
            .find_map(name)
        {
            let text = format!("{name} did not come to the telephone on that evening.");
            let unit = self.unit(text, false);
            units.push(unit);
        }
        let boilerplate = source.report.is_some() && self.chance.percent(30);
        let mut node = Node {
            draft: self.report(units),
            time: source.time + self.chance.between(0..=28_800) as i64,
            outlet,
            ..source.clone()
        };
        if boilerplate {
            node.outlet = source.outlet;
        }
        self.publish(&node, None, Vec::new(), None)?;
        Ok(())
    }
}

/// Two or more words with capitals inside a sentence.
fn name(unit: &Unit) -> Option<String> {
    let words: Vec<&str> = unit.text.split(' ').collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let plain = |word: &&str| word.chars().all(char::is_alphabetic);
    (1..words.len()).find_map(|at| {
        let run: Vec<&str> = words[at..].iter().take_while(capital).copied().collect();
        (run.len() >= 2 && run.iter().all(plain)).then(|| run.join(" "))
    })
}
