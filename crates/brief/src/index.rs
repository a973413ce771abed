//! Where things stand in a brief: numbers for reports and statements, and the way from an id to
//! what it names.

use std::collections::HashMap;

use headwater_model::{Brief, Claim, Reading, Statement, Story};

/// A brief with its reports numbered in the order in which its stories list them.
pub(crate) struct Index<'a> {
    /// The brief.
    pub brief: &'a Brief,
    /// Positions in [`Brief::readings`], in the order of the numbers.
    order: Vec<usize>,
    /// Report id → place in `order`.
    reports: HashMap<&'a str, usize>,
    /// Statement id → place in `order`, place in the reading.
    statements: HashMap<&'a str, (usize, usize)>,
    /// Statement id → claims, as (story, claim).
    claims: HashMap<&'a str, Vec<(usize, usize)>>,
}

/// A report under its number.
#[derive(Clone, Copy)]
pub(crate) struct Numbered<'a> {
    /// From 1.
    pub number: usize,
    /// What was read in it.
    pub reading: &'a Reading,
}

/// A statement with the report that makes it.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    /// Number of its report, from 1.
    pub report: usize,
    /// Number inside its report, from 1, in text order.
    pub number: usize,
    /// The reading it is from.
    pub reading: &'a Reading,
    /// The statement.
    pub statement: &'a Statement,
}

impl Said<'_> {
    /// How the statement is cited: `2.5` is the fifth statement of report 2.
    pub fn reference(&self) -> String {
        format!("{}.{}", self.report, self.number)
    }
}

impl<'a> Index<'a> {
    /// Numbers the reports and finds everything once.
    pub fn new(brief: &'a Brief) -> Self {
        let mut by_id = HashMap::new();
        for (position, reading) in brief.readings.iter().enumerate() {
            by_id.entry(reading.report.id.as_str()).or_insert(position);
        }
        let mut order = Vec::with_capacity(brief.readings.len());
        let mut taken = vec![false; brief.readings.len()];
        let listed = (brief.stories.iter()).flat_map(|story| &story.reports);
        let listed = listed.filter_map(|id| by_id.get(id.as_str()).copied());
        for position in listed.chain(0..brief.readings.len()) {
            if !std::mem::replace(&mut taken[position], true) {
                order.push(position);
            }
        }
        let mut reports = HashMap::new();
        let mut statements = HashMap::new();
        for (place, &position) in order.iter().enumerate() {
            let reading = &brief.readings[position];
            reports.entry(reading.report.id.as_str()).or_insert(place);
            for (number, statement) in reading.statements.iter().enumerate() {
                statements
                    .entry(statement.id.as_str())
                    .or_insert((place, number));
            }
        }
        let mut claims: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
        for (s, story) in brief.stories.iter().enumerate() {
            for (c, claim) in story.claims.iter().enumerate() {
                for id in &claim.statements {
                    claims.entry(id).or_default().push((s, c));
                }
            }
        }
        Self {
            brief,
            order,
            reports,
            statements,
            claims,
        }
    }

    /// The report with this id.
    pub fn report(&self, id: &str) -> Option<Numbered<'a>> {
        let place = *self.reports.get(id)?;
        Some(Numbered {
            number: place + 1,
            reading: &self.brief.readings[self.order[place]],
        })
    }

    /// The report with this number, from 1.
    pub fn numbered(&self, number: usize) -> Option<Numbered<'a>> {
        let position = *self.order.get(number.checked_sub(1)?)?;
        let reading = &self.brief.readings[position];
        Some(Numbered { number, reading })
    }

    /// The reports of a story, in its order.
    pub fn reports_of(&self, story: &Story) -> Vec<Numbered<'a>> {
        (story.reports.iter())
            .filter_map(|id| self.report(id))
            .collect()
    }

    /// The reports that no story has.
    pub fn reports_of_no_story(&self) -> Vec<Numbered<'a>> {
        let stories = &self.brief.stories;
        let in_story: std::collections::HashSet<&str> = (stories.iter())
            .flat_map(|story| story.reports.iter().map(String::as_str))
            .collect();
        (self.order.iter().enumerate())
            .map(|(place, &position)| Numbered {
                number: place + 1,
                reading: &self.brief.readings[position],
            })
            .filter(|report| !in_story.contains(report.reading.report.id.as_str()))
            .collect()
    }

    /// The statement with this id.
    pub fn said(&self, id: &str) -> Option<Said<'a>> {
        let (place, number) = *self.statements.get(id)?;
        let reading = &self.brief.readings[self.order[place]];
        Some(Said {
            report: place + 1,
            number: number + 1,
            reading,
            statement: &reading.statements[number],
        })
    }

    /// The statements of a claim.
    pub fn statements_of(&self, claim: &Claim) -> Vec<Said<'a>> {
        self.said_all(&claim.statements)
    }

    /// The statements with these ids.
    pub fn said_all(&self, ids: &[String]) -> Vec<Said<'a>> {
        ids.iter().filter_map(|id| self.said(id)).collect()
    }

    /// The claims that have this statement, each with its number in its story, from 1.
    pub fn claims_with(&self, statement: &str) -> Vec<(usize, &'a Claim)> {
        let places = self.claims.get(statement).map_or(&[][..], Vec::as_slice);
        (places.iter())
            .map(|&(s, c)| (c + 1, &self.brief.stories[s].claims[c]))
            .collect()
    }

    /// The statements of one report as they are cited.
    pub fn said_in(&self, report: Numbered<'a>) -> impl Iterator<Item = Said<'a>> + use<'a> {
        let reading = report.reading;
        (reading.statements.iter().enumerate()).map(move |(number, statement)| Said {
            report: report.number,
            number: number + 1,
            reading,
            statement,
        })
    }

    /// The statement of this report whose sentence holds these bytes, or else whose content does.
    pub fn said_at(&self, report: Numbered<'a>, start: usize, end: usize) -> Option<Said<'a>> {
        let holds = |span: &headwater_model::Span| span.start <= start && end <= span.end;
        let in_content = self
            .said_in(report)
            .find(|said| said.statement.content.iter().any(holds));
        in_content.or_else(|| {
            self.said_in(report)
                .find(|said| holds(&said.statement.sentence))
        })
    }
}
