use super::*;
use crate::cli::flags::StoriesFormat;
use clap::{CommandFactory, Parser};
use headwater::{ListBy, ListOptions};

fn work(arguments: &[&str]) -> Result<Work, String> {
    let program = std::iter::once(&"headwater");
    Work::new(Flags::try_parse_from(program.chain(arguments)).unwrap())
}

#[test]
fn the_flags_do_not_contradict_each_other() {
    Flags::command().debug_assert();
}

#[test]
fn the_name_of_the_output_file_chooses_the_form_unless_a_flag_does() {
    let format = |arguments: &[&str]| match work(arguments).unwrap().task {
        Task::Brief(task) => task.format,
        _ => panic!("another task"),
    };
    assert_eq!(
        format(&["brief", "a.txt", "-o", "b.HTML"]),
        BriefFormat::Html
    );
    let both = ["brief", "a.txt", "-o", "b.html", "--format", "csv"];
    assert_eq!(format(&both), BriefFormat::Csv);
    assert_eq!(format(&["brief", "a.txt"]), BriefFormat::Terminal);
}

#[test]
fn stories_are_listed_by_size_unless_a_flag_says_otherwise() {
    let task = |arguments: &[&str]| match work(arguments).unwrap().task {
        Task::Stories(task) => (task.format, task.options),
        _ => panic!("another task"),
    };
    let (format, options) = task(&["stories", "a.txt"]);
    assert_eq!(format, StoriesFormat::Terminal);
    assert_eq!(options, ListOptions::default());
    let flags = ["--by", "echo", "--since", "5 September 2023", "-o", "b.csv"];
    let (format, options) = task(&[&["stories", "a.txt"], &flags[..]].concat());
    assert_eq!((format, options.by), (StoriesFormat::Csv, ListBy::Echo));
    assert_eq!(options.since.as_deref(), Some("2023-09-05"));
}

#[test]
fn a_date_that_is_none_is_refused_with_the_way_to_write_it() {
    for (command, flag) in [("brief", "--as-of"), ("stories", "--since")] {
        let message = work(&[command, "a.txt", flag, "soon"]).err().unwrap();
        assert!(
            message.contains(flag) && message.contains("2023-09-05"),
            "{message}"
        );
    }
}
