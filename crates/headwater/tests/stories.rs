//! Which stories are in a day's reports, and how much of each is repetition.

#[allow(dead_code)]
mod common;

use common::{Folder, headwater, with_input};
use headwater::model::{ListedStory, StoryList};

const AGROUND: &str = "\
A ferry with forty people on board ran aground on a sandbank outside the harbour of Vell on Monday
night, the coast guard said.

The ship had left Arda two hours late because of the storm, and its captain had
asked twice to be let into the outer basin, said Ana Ruiz, who speaks for the coast guard.

All passengers were brought ashore in boats by four in the morning, Ruiz said. Nobody was hurt. The
ferry is to be pulled free at the next spring tide, and until then the channel stays closed to
every ship of more than two metres of draught.";

/// The reports of three days: a ferry in an agency's words, printed by two papers, and in those of
/// a third; a strike; a bridge, of which no date is told.
fn press(folder: &Folder) {
    let report = |name: &str, outlet: &str, published: &str, byline: &str, text: &str| {
        let head = format!("outlet: {outlet}\npublished: {published}\nbyline: {byline}");
        folder.file(name, format!("---\n{head}\n---\n{text}\n"));
    };
    let wire = format!("Ferry aground outside Vell\n\n{AGROUND}");
    report(
        "wire.txt",
        "Meridian Wire",
        "2024-03-04T23:10:00+00:00",
        "Paula Renner",
        &wire,
    );
    let courier = format!("Forty brought ashore from ferry off Vell\n\n{AGROUND}");
    report(
        "courier.txt",
        "The Harbour Courier",
        "2024-03-05",
        "Meridian Wire",
        &courier,
    );
    let lantern = format!("Ferry stuck at Vell until spring tide\n\n{AGROUND}");
    report(
        "lantern.txt",
        "Evening Lantern",
        "2024-03-05",
        "Meridian Wire",
        &lantern,
    );
    report(
        "herald.txt",
        "Northgate Herald",
        "2024-03-06",
        "Tom Ashdown",
        "Ferry captain off Vell was refused shelter, union says\n\n\
         The captain of the ferry that ran aground outside the harbour of Vell had \
         asked for shelter from the storm and was refused it, said Ben Okafor, who leads the \
         seamen's union.\n\nThe coast guard said that the ferry will be pulled free at the next \
         spring tide. Its forty passengers are in hotels in Vell.",
    );
    report(
        "strike.txt",
        "Northgate Herald",
        "2024-03-07",
        "Ines Moreau",
        "Bakers in Lusk stop work\n\nBakers in Lusk stopped work on Thursday over night shifts, \
         their guild said. Bread will be short for a week, said the mayor, Cleo Hart.",
    );
    let bridge = "Bridge at Ostrow closed\n\nThe old bridge at Ostrow is closed to lorries, the \
                  county engineer said. Cracks were found in two of its arches.\n";
    folder.file("bridge.txt", bridge);
}

/// The brief of these reports, saved in a folder of its own.
fn saved(name: &str) -> (Folder, String) {
    let reports = Folder::new(&format!("{name}-reports"));
    press(&reports);
    let folder = Folder::new(name);
    let path = folder.path("brief.json");
    let ran = headwater(&["brief", &reports.path(""), "-o", &path]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    (folder, path)
}

fn list(input: &str, flags: &[&str]) -> (StoryList, String) {
    let ran = headwater(&[&["stories", input, "--format", "json"], flags].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    (serde_json::from_str(&ran.out).unwrap(), ran.err)
}

fn titles(list: &StoryList) -> Vec<&str> {
    list.stories
        .iter()
        .map(|story| story.title.as_str())
        .collect()
}

#[test]
fn the_ferry_was_in_four_papers_of_which_two_copied_and_two_voices_speak() {
    let folder = Folder::new("stories");
    press(&folder);
    let (list, _) = list(&folder.path(""), &[]);
    let [ferry, bakers, bridge] = list.stories.as_slice() else {
        panic!("{:?}", titles(&list));
    };
    assert!(
        ferry.title.contains("Ferry") || ferry.title.contains("ferry"),
        "{}",
        ferry.title
    );
    let ListedStory {
        documents,
        outlets,
        copies,
        ..
    } = ferry;
    assert_eq!((documents, outlets, copies), (&4, &4, &2));
    assert_eq!(ferry.from.as_deref(), Some("2024-03-04T23:10:00+00:00"));
    assert_eq!(ferry.to.as_deref(), Some("2024-03-06"));
    assert!(
        ferry.origins.max.is_some_and(|max| max >= 2),
        "{:?}",
        ferry.origins
    );
    assert_eq!(ferry.echo, 4.0 / ferry.origins.min as f64);
    assert_eq!(ferry.people[0], "Ana Ruiz");
    assert!(ferry.people.contains(&"Ben Okafor".to_owned()));
    assert_eq!(ferry.places[0], "Vell");
    assert_eq!(ferry.paths.len(), 4);
    assert_eq!((bakers.documents, bakers.copies, bakers.echo), (1, 0, 1.0));
    assert_eq!((&bridge.from, &bridge.to), (&None, &None));
}

#[test]
fn the_list_can_begin_with_the_latest_and_with_the_most_repeated() {
    let (_folder, brief) = saved("stories-by");
    let (by_date, _) = list(&brief, &["--by", "date"]);
    assert_eq!(by_date.stories[0].title, "Bakers in Lusk stop work");
    assert_eq!(by_date.stories[2].title, "Bridge at Ostrow closed");
    let (by_echo, _) = list(&brief, &["--by", "echo"]);
    assert_eq!(by_echo.stories[0].documents, 4);
}

#[test]
fn since_a_day_leaves_older_and_undated_stories_out_and_says_so() {
    let (_folder, brief) = saved("stories-since");
    let (since, said) = list(&brief, &["--since", "2024-03-06"]);
    assert_eq!(since.stories.len(), 2);
    assert!(
        said.contains("1 story left out: no report of it is dated"),
        "{said}"
    );
    let (since, _) = list(&brief, &["--since", "7 March 2024"]);
    assert_eq!(titles(&since), ["Bakers in Lusk stop work"]);
    let ran = headwater(&["stories", &brief, "--since", "2024-03-08"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (1, "Stories: none found.\n")
    );
}

#[test]
fn a_brief_that_was_saved_has_the_same_list() {
    let (_folder, brief) = saved("stories-brief");
    let reports = Folder::new("stories-again");
    press(&reports);
    let (from_brief, _) = list(&brief, &[]);
    let (mut from_reports, _) = list(&reports.path(""), &[]);
    for (story, again) in from_brief.stories.iter().zip(&mut from_reports.stories) {
        // The two folders have two names.
        again.paths.clone_from(&story.paths);
    }
    assert_eq!(from_brief, from_reports);
}

#[test]
fn each_form_goes_into_a_file_by_its_name_and_json_keeps_its_schema() {
    let folder = Folder::new("stories-forms");
    for (name, begins) in [
        ("list.txt", "1 story, 5 reports."),
        ("list.json", "{\n  \"schema\": \"headwater/1\""),
        ("list.jsonl", "{\"schema\":\"headwater/1\",\"id\":\"y"),
        ("list.csv", "story,title,from,to,documents"),
    ] {
        let path = folder.path(name);
        let ran = headwater(&["stories", "examples/summit", "-o", &path]);
        assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(begins), "{name}: {text}");
    }
    let schema = serde_json::from_str(&headwater(&["schema", "stories"]).out).unwrap();
    let list = std::fs::read_to_string(folder.path("list.json")).unwrap();
    assert!(jsonschema::is_valid(
        &schema,
        &serde_json::from_str(&list).unwrap()
    ));
}

#[test]
fn what_cannot_be_listed_is_refused_with_a_way_out() {
    let folder = Folder::new("stories-bad");
    let ran = headwater(&["stories", &folder.path("")]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("no report in this folder"), "{}", ran.err);
    let ran = headwater(&["stories", "examples/summit", "--since", "lately"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("--since") && ran.err.contains("2023-09-05"),
        "{}",
        ran.err
    );
    assert_eq!(
        headwater(&["stories", "examples/summit", "--by", "fame"]).status,
        2
    );
    assert_eq!(with_input(&["stories", "-"], "").status, 2);
}

#[test]
fn names_that_act_reach_no_terminal() {
    let folder = Folder::new("stories-hostile");
    let hostile = "\u{1b}]0;owned\u{7}\u{202e}";
    let report = serde_json::json!({
        "outlet": "=1+1",
        "title": format!("=cmd|' /C calc'!A0 {hostile} closed"),
        "published": "2024-03-05",
        "text": format!("The harbour is closed, Ana {hostile} Ruiz of the Port Authority said."),
    });
    folder.file("a.json", report.to_string());
    for format in ["terminal", "json", "jsonl", "csv"] {
        let ran = headwater(&["stories", &folder.path(""), "--format", format]);
        assert_eq!(ran.status, 0, "{format}: {}", ran.err);
        assert!(
            !ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']),
            "{format}: {:?}",
            ran.out
        );
        assert!(!ran.out.contains(",="), "{format}: {}", ran.out);
    }
}
