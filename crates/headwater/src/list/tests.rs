use super::*;
use headwater_model::{Claim, Origins, Reading, Reuse, Root};

fn reading(id: &str, outlet: Option<&str>) -> Reading {
    Reading {
        schema: SCHEMA.to_owned(),
        report: Report {
            id: id.to_owned(),
            path: format!("{id}.txt"),
            outlet: outlet.map(str::to_owned),
            title: None,
            byline: None,
            published: None,
            language: None,
            text: String::new(),
            url: None,
            dateline: None,
            credits: Vec::new(),
            blocks: Vec::new(),
        },
        statements: Vec::new(),
        entities: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        quantities: Vec::new(),
        reuse: Vec::new(),
    }
}

fn story(reports: &[&str]) -> Story {
    Story {
        id: format!("y {}", reports.concat()),
        title: String::new(),
        from: None,
        to: None,
        places: Vec::new(),
        people: Vec::new(),
        reports: reports.iter().map(|id| (*id).to_owned()).collect(),
        claims: Vec::new(),
        reuse: Vec::new(),
    }
}

/// What these reports share, as `from>to` with its share; after `@` the agency.
fn reuse(links: &[(&str, f64)]) -> Vec<Reuse> {
    let link = |&(link, share): &(&str, f64)| {
        let (pair, latent) = match link.split_once('@') {
            Some((pair, latent)) => (pair, Some(latent.to_owned())),
            None => (link, None),
        };
        let (from, to) = pair.split_once('>').expect("from>to");
        Reuse {
            from: from.to_owned(),
            to: to.to_owned(),
            share,
            direction_confidence: 0.9,
            latent,
            why: String::new(),
            passages_from: Vec::new(),
            passages_to: Vec::new(),
        }
    };
    links.iter().map(link).collect()
}

fn claim(min: usize, max: Option<usize>, roots: &[&str]) -> Claim {
    let origins = |min, max, roots: &[&str]| Origins {
        min,
        max,
        measured: min > 0 || max == Some(0),
        reasons: Vec::new(),
        roots: (roots.iter())
            .map(|name| Root {
                name: (*name).to_owned(),
                unknown: name.starts_with("not told"),
                statements: Vec::new(),
            })
            .collect(),
    };
    Claim {
        id: String::new(),
        text: String::new(),
        text_from: String::new(),
        statements: Vec::new(),
        documents: 1,
        outlets: 1,
        origins: origins(min, max, roots),
        denials: origins(0, Some(0), &[]),
        denied_by: Vec::new(),
        cannot_confirm: Vec::new(),
        no_response: Vec::new(),
        declined: Vec::new(),
        differences: Vec::new(),
    }
}

fn copied(reports: &[&str], links: &[(&str, f64)]) -> usize {
    copies(&Story {
        reuse: reuse(links),
        ..story(reports)
    })
}

#[test]
fn a_copy_has_half_of_its_words_from_another_and_is_counted_once() {
    assert_eq!(copied(&["a", "b", "c"], &[("a>b", 0.5), ("a>c", 0.49)]), 1);
    assert_eq!(copied(&["a", "b", "c"], &[("a>c", 0.9), ("b>c", 0.6)]), 1);
    assert_eq!(copied(&["a", "b"], &[]), 0);
}

#[test]
fn of_reports_with_one_agencys_words_one_stands_for_the_agency() {
    let all = ["a", "b", "c", "d", "e"];
    let one_wire = [("a>b@AFP", 0.9), ("b>c@AFP", 0.8), ("a>c@AFP", 0.9)];
    assert_eq!(copied(&all, &one_wire), 2);
    assert_eq!(copied(&all, &[("a>c@AFP", 0.9), ("b>c@AFP", 0.9)]), 2);
    assert_eq!(
        copied(&all, &[("a>b@AFP", 0.9), ("c>d@AFP", 0.9)]),
        2,
        "two stories of AFP"
    );
    assert_eq!(copied(&all, &[("a>b@AFP", 0.2)]), 0);
}

#[test]
fn never_are_all_of_them_copies() {
    let links = [("a>b@AFP", 0.9), ("b>c@AFP", 0.9), ("c>a", 0.9)];
    assert_eq!(copied(&["a", "b", "c"], &links), 2);
    let links = [("a>b", 0.9), ("b>c@AFP", 0.9)];
    assert_eq!(copied(&["a", "b", "c"], &links), 1);
}

#[test]
fn origins_are_at_least_those_of_one_claim_and_at_most_the_roots_of_all() {
    let claims = vec![
        claim(
            2,
            Some(3),
            &["Ana Ruiz", "the coast guard", "not told (The Courier)"],
        ),
        claim(1, Some(1), &["Coast Guard"]),
        claim(0, Some(1), &["not told (The Herald)"]),
    ];
    let mut story = Story {
        claims,
        ..story(&["a"])
    };
    let origins_of = |story: &Story| {
        let StoryOrigins { min, max, measured } = origins(story);
        (min, max, measured)
    };
    assert_eq!(origins_of(&story), (2, Some(4), true));
    story.claims[1].origins.max = None;
    assert_eq!(origins_of(&story), (2, None, true));
    story.claims = vec![claim(0, Some(1), &["not told (a)"]), claim(0, Some(0), &[])];
    assert_eq!(origins_of(&story), (0, Some(1), false));
    story.claims = Vec::new();
    assert_eq!(origins_of(&story), (0, Some(0), true));
}

/// Three reports with one origin, four with two, one of an unknown day.
fn brief() -> Brief {
    let echoed = Story {
        claims: vec![claim(1, Some(1), &["police"])],
        from: Some("2024-03-04".into()),
        to: Some("2024-03-05T23:00:00+00:00".into()),
        ..story(&["a", "b", "c"])
    };
    let told_by_two = Story {
        claims: vec![claim(2, Some(2), &["Ana Ruiz", "Ben Okafor"])],
        from: Some("2024-03-06".into()),
        to: Some("2024-03-06".into()),
        ..story(&["d", "e", "f", "g"])
    };
    let outlet = |id: &str| match id {
        "a" => Some("The Harbour Courier"),
        "b" => Some("harbour courier"),
        _ => None,
    };
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    Brief {
        schema: SCHEMA.to_owned(),
        stories: vec![told_by_two, echoed, story(&["h"])],
        readings: ids.map(|id| reading(id, outlet(id))).into(),
    }
}

fn ids(by: ListBy, since: Option<&str>) -> (Vec<String>, usize) {
    let since = since.map(str::to_owned);
    let Listed { list, undated } = list(&brief(), &ListOptions { by, since });
    let ids = list.stories.into_iter().map(|story| story.id);
    (ids.collect(), undated)
}

#[test]
fn a_row_counts_documents_families_of_outlets_and_documents_per_origin() {
    let listed = list(&brief(), &ListOptions::default()).list;
    let row = |story: &ListedStory| (story.documents, story.outlets, story.echo);
    let rows: Vec<_> = listed.stories.iter().map(row).collect();
    assert_eq!(rows, [(4, 4, 2.0), (3, 2, 3.0), (1, 1, 1.0)]);
    assert_eq!(listed.stories[1].paths, ["a.txt", "b.txt", "c.txt"]);
}

#[test]
fn the_list_comes_by_size_by_echo_or_by_date() {
    assert_eq!(ids(ListBy::Size, None).0, ["y defg", "y abc", "y h"]);
    assert_eq!(ids(ListBy::Echo, None).0, ["y abc", "y defg", "y h"]);
    assert_eq!(ids(ListBy::Date, None).0, ["y defg", "y abc", "y h"]);
}

#[test]
fn since_keeps_what_was_reported_on_that_day_or_after_and_counts_the_undated() {
    let since = |day: &str| ids(ListBy::Size, Some(day));
    assert_eq!(since("2024-03-05").0, ["y defg", "y abc"]);
    assert_eq!(since("2024-03-06"), (vec!["y defg".into()], 1));
    assert_eq!(since("2024-03-07T10:00:00+00:00"), (vec![], 1));
}
