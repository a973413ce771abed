use super::*;

fn means(value: &str, expected: &str) {
    assert_eq!(normalise_date(value).as_deref(), Ok(expected), "{value}");
}

#[test]
fn machines_write_iso_dates() {
    means("2023-09-05", "2023-09-05");
    means("2023-09-05T10:11:12Z", "2023-09-05T10:11:12+00:00");
    means("2023-09-05T10:11:12.345+02:00", "2023-09-05T10:11:12+02:00");
    means("2023-09-05T10:11:12+0530", "2023-09-05T10:11:12+05:30");
    means("2023-09-05 10:11:12", "2023-09-05T10:11:12");
    means("2023-09-05 10:11:12 -0400", "2023-09-05T10:11:12-04:00");
    means("2023-09-05 10:11:12 UTC", "2023-09-05T10:11:12+00:00");
    means("2023/09/05", "2023-09-05");
    means("20230905", "2023-09-05");
    means("20230905T101112Z", "2023-09-05T10:11:12+00:00");
}

#[test]
fn mail_and_feeds_write_rfc_2822() {
    means(
        "Tue, 05 Sep 2023 10:11:12 +0200",
        "2023-09-05T10:11:12+02:00",
    );
    means("Tue, 5 Sep 2023 10:11:12 GMT", "2023-09-05T10:11:12+00:00");
}

#[test]
fn people_write_words() {
    means("September 5, 2023", "2023-09-05");
    means("Sept. 5, 2023", "2023-09-05");
    means("5 September 2023", "2023-09-05");
    means("Tuesday 5th September 2023", "2023-09-05");
    means("May 31, 2019, 9:52 PM UTC", "2019-05-31T21:52:00+00:00");
    means(
        "Updated 6:35 PM ET, Fri June 1, 2018",
        "2018-06-01T18:35:00",
    );
    means("Posted: 12:37 a.m., May 30, 2019", "2019-05-30T00:37:00");
    means("5 Sep 2023 10:11 CEST", "2023-09-05T10:11:00+02:00");
    means(
        "1:52 pm CDT, Friday, May 31, 2019",
        "2019-05-31T13:52:00-05:00",
    );
}

#[test]
fn numbers_are_read_where_only_one_day_fits() {
    means("13/09/2023", "2023-09-13");
    means("09/13/2023", "2023-09-13");
    means("05/05/2023", "2023-05-05");
    means("05.09.2023", "2023-09-05");
    assert_eq!(normalise_date("05/09/2023"), Err(DateError::DayOrMonth));
}

#[test]
fn what_is_no_whole_date_is_refused() {
    assert_eq!(normalise_date(""), Err(DateError::Empty));
    assert_eq!(normalise_date("September 2023"), Err(DateError::Incomplete));
    assert_eq!(normalise_date("yesterday"), Err(DateError::Unknown));
    assert_eq!(normalise_date("1693908672"), Err(DateError::BareNumber));
    assert_eq!(normalise_date("1693908672.5"), Err(DateError::BareNumber));
    assert_eq!(normalise_date("2023-02-31"), Err(DateError::NoSuchDay));
    assert_eq!(
        normalise_date("31 February 2023"),
        Err(DateError::NoSuchDay)
    );
    assert_eq!(
        normalise_date("0001-01-01T00:00:00Z"),
        Err(DateError::NoSuchDay)
    );
    assert_eq!(
        normalise_date("5 September 2023 6 October 2024"),
        Err(DateError::Unknown)
    );
    assert_eq!(
        normalise_date("In May 5 people left in 2023"),
        Err(DateError::Unknown)
    );
}

proptest::proptest! {
    #[test]
    fn no_string_panics_and_every_answer_is_a_fixed_point(value in ".{0,40}") {
        if let Ok(date) = normalise_date(&value) {
            proptest::prop_assert_eq!(normalise_date(&date), Ok(date.clone()));
        }
    }

    #[test]
    fn date_like_strings_do_not_panic(value in "[0-9TZ:/., +-]{0,30}") {
        if let Ok(date) = normalise_date(&value) {
            proptest::prop_assert_eq!(normalise_date(&date), Ok(date.clone()));
        }
    }
}
