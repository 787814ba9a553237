//! Dates as analysts know them: EDTF levels 0 and 1, as the Library of Congress specifies them
//! (<https://www.loc.gov/standards/datetime/>, part of ISO 8601-2:2019). What is written is kept;
//! beside it stand the earliest and the latest day, so that dates sort and can be filtered.
//!
//! | written | means | days |
//! |---|---|---|
//! | `2025-07-23` `2025-07` `2025` | day, month, year | that one; first to last |
//! | `2025-07-23T14:00:00Z` (or `+03:00`, `+03`, or no zone) | moment | the day as written |
//! | `2025-21` … `2025-24` | spring, summer, autumn, winter | three months, see [`Precision::Season`] |
//! | `201X` `20XX` `2025-XX` `2025-06-XX` `2025-XX-XX` | digits not known | all they can be |
//! | `…?` `…~` `…%` | uncertain, approximate, both | not widened |
//! | `2025-06-02/2025-06-05` `2025-06/..` `../2025` | interval, with open ends | none at an open end |
//! | `2025-06/` `/2025` | interval with an unknown end | none at the unknown end |
//! | `-0043` `Y17000` `Y-17000` | years before 0 and beyond four digits | see [`Edtf::earliest`] |

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Reason;

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A time of day.
    Moment,
    Day,
    Month,
    /// Three months, as in the northern hemisphere: spring is March to May, …, winter is December
    /// to the February of the year after.
    Season,
    /// Also a year of which the month or the month and day are written as unknown.
    Year,
    Decade,
    Century,
    /// Two dates, each with a precision of its own.
    Interval,
}

/// A date that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    /// As written, without white space around it.
    pub text: String,
    /// The first day it can be, `YYYY-MM-DD`; None when the start is open or unknown. Years outside
    /// 0000 to 9999 give the nearest day inside, so that days compare as texts.
    pub earliest: Option<String>,
    /// The last day it can be, as `earliest`.
    pub latest: Option<String>,
    pub precision: Precision,
    /// `?` or `%`, at either end of an interval.
    pub uncertain: bool,
    /// `~` or `%`, at either end of an interval.
    pub approximate: bool,
}

/// The days a date can be, as the store keeps them beside it. The order is of use: the earliest
/// day first.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateRange {
    /// `YYYY-MM-DD`, None when unknown or open.
    pub earliest: Option<String>,
    /// `YYYY-MM-DD`, None when unknown or open.
    pub latest: Option<String>,
}

impl DateRange {
    /// The days of a date as written. "" (or blank) is unknown: no days, no error.
    ///
    /// # Errors
    /// [`Reason::NotADate`].
    pub fn of(text: &str) -> Result<DateRange, Reason> {
        if text.trim().is_empty() {
            return Ok(DateRange::default());
        }
        let Edtf { earliest, latest, .. } = Edtf::parse(text)?;
        Ok(DateRange { earliest, latest })
    }
}

impl Edtf {
    /// Reads a date. White space around it does not matter; everything else must be EDTF.
    ///
    /// # Errors
    /// [`Reason::NotADate`], also for days that no calendar has and intervals that end before they begin.
    pub fn parse(text: &str) -> Result<Edtf, Reason> {
        let trimmed = text.trim();
        read(trimmed).ok_or_else(|| Reason::NotADate {
            value: text.to_owned(),
        })
    }
}

/// One date, not an interval.
struct Single {
    first: Date,
    last: Date,
    precision: Precision,
    uncertain: bool,
    approximate: bool,
}

fn read(text: &str) -> Option<Edtf> {
    let Some((start, end)) = text.split_once('/') else {
        let date = single(text)?;
        return Some(Edtf {
            text: text.to_owned(),
            earliest: Some(date.first.to_string()),
            latest: Some(date.last.to_string()),
            precision: date.precision,
            uncertain: date.uncertain,
            approximate: date.approximate,
        });
    };
    let (start, end) = (interval_end(start)?, interval_end(end)?);
    match (&start, &end) {
        (None, None) => return None,
        (Some(start), Some(end)) if start.first > end.last => return None,
        _ => {}
    }
    let either =
        |flag: fn(&Single) -> bool| start.as_ref().is_some_and(flag) || end.as_ref().is_some_and(flag);
    Some(Edtf {
        text: text.to_owned(),
        earliest: start.as_ref().map(|date| date.first.to_string()),
        latest: end.as_ref().map(|date| date.last.to_string()),
        precision: Precision::Interval,
        uncertain: either(|date| date.uncertain),
        approximate: either(|date| date.approximate),
    })
}

/// An end of an interval: None inside for open and unknown, None outside for no date.
#[allow(
    clippy::option_option,
    reason = "no date and no known end are different answers"
)]
fn interval_end(text: &str) -> Option<Option<Single>> {
    if text.is_empty() || text == ".." {
        return Some(None);
    }
    let date = single(text)?;
    // The specification has no times of day in intervals.
    (date.precision != Precision::Moment).then_some(Some(date))
}

fn single(text: &str) -> Option<Single> {
    if let Some((day, time)) = text.split_once('T') {
        let (first, last, precision) = calendar(day)?;
        (precision == Precision::Day && is_time(time)).then_some(())?;
        return Some(Single {
            first,
            last,
            precision: Precision::Moment,
            uncertain: false,
            approximate: false,
        });
    }
    let (body, uncertain, approximate) = match text.as_bytes().last()? {
        b'?' => (text.strip_suffix('?')?, true, false),
        b'~' => (text.strip_suffix('~')?, false, true),
        b'%' => (text.strip_suffix('%')?, true, true),
        _ => (text, false, false),
    };
    let (first, last, precision) = calendar(body)?;
    Some(Single {
        first,
        last,
        precision,
        uncertain,
        approximate,
    })
}

/// `hh:mm:ss`, then nothing, `Z`, `+hh` or `+hh:mm` (or minus).
fn is_time(text: &str) -> bool {
    let clock = |text: &str| -> Option<()> {
        let mut parts = text.split(':');
        number(parts.next()?, 2).filter(|hour| *hour < 24)?;
        number(parts.next()?, 2).filter(|minute| *minute < 60)?;
        number(parts.next()?, 2).filter(|second| *second < 60)?;
        parts.next().is_none().then_some(())
    };
    let offset = |text: &str| -> Option<()> {
        let (hours, minutes) = text.split_once(':').unwrap_or((text, "00"));
        number(hours, 2).filter(|hours| *hours <= 14)?;
        number(minutes, 2).filter(|minutes| *minutes < 60)?;
        Some(())
    };
    if let Some(local) = text.strip_suffix('Z') {
        return clock(local).is_some();
    }
    match text.split_once(['+', '-']) {
        Some((local, zone)) => clock(local).is_some() && offset(zone).is_some(),
        None => clock(text).is_some(),
    }
}

/// Exactly this many ASCII digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The first and last day of a date without time and qualifier.
fn calendar(text: &str) -> Option<(Date, Date, Precision)> {
    if let Some(year) = text.strip_prefix('Y') {
        return long_year(year);
    }
    let (before_zero, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let mut parts = body.split('-');
    let year = parts.next()?;
    let month = parts.next();
    let day = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let Some(month) = month else {
        return years(year, before_zero);
    };
    let year = number(year, 4)?;
    if before_zero && year == 0 {
        return None;
    }
    // Years before 0 become year 0 only after the calendar was asked, so that leap years are right.
    let year = if before_zero { -year } else { year };
    match (month, day) {
        ("XX", None | Some("XX")) => Some((start_of(year)?, end_of(year)?, Precision::Year)),
        ("XX", Some(_)) => None,
        (month, None) => match number(month, 2)? {
            month @ 1..=12 => months(year, month, 0, Precision::Month),
            season @ 21..=24 => months(year, (season - 20) * 3, 2, Precision::Season),
            _ => None,
        },
        (month, Some("XX")) => months(year, number(month, 2)?, 0, Precision::Month),
        (month, Some(day)) => {
            let day = Date::new(
                year,
                i8::try_from(number(month, 2)?).ok()?,
                i8::try_from(number(day, 2)?).ok()?,
            )
            .ok()?;
            Some((clamp(day), clamp(day), Precision::Day))
        }
    }
}

/// `2025`, `202X`, `20XX`.
fn years(text: &str, before_zero: bool) -> Option<(Date, Date, Precision)> {
    let known = text.trim_end_matches('X');
    if known.contains('X') {
        return None;
    }
    let precision = match (known.len(), text.len()) {
        (4, 4) => Precision::Year,
        (3, 4) => Precision::Decade,
        (2, 4) => Precision::Century,
        _ => return None,
    };
    let low = number(&text.replace('X', "0"), 4)?;
    let high = number(&text.replace('X', "9"), 4)?;
    if before_zero {
        // There is no year -0000.
        return (low > 0 || precision != Precision::Year)
            .then(|| Some((start_of(-high)?, end_of(-low)?, precision)))?;
    }
    Some((start_of(low)?, end_of(high)?, precision))
}

/// After `Y`: a year of more than four digits, all of them outside the years that days are kept for.
fn long_year(text: &str) -> Option<(Date, Date, Precision)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain =
        digits.len() > 4 && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    let nearest = if digits.len() < text.len() {
        clamp(Date::MIN)
    } else {
        clamp(Date::MAX)
    };
    plain.then_some((nearest, nearest, Precision::Year))
}

/// From the first day of a month to the last day of the month that comes `more` months later.
fn months(year: i16, month: i16, more: i32, precision: Precision) -> Option<(Date, Date, Precision)> {
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    let last_month = first
        .checked_add(jiff::Span::new().try_months(more).ok()?)
        .unwrap_or(first);
    Some((clamp(first), clamp(last_month.last_of_month()), precision))
}

fn start_of(year: i16) -> Option<Date> {
    Date::new(year, 1, 1).ok().map(clamp)
}

fn end_of(year: i16) -> Option<Date> {
    Date::new(year, 12, 31).ok().map(clamp)
}

/// The day itself, or the first day of year 0 for days before it. (Days after 9999 do not exist here.)
fn clamp(day: Date) -> Date {
    if day.year() < 0 {
        jiff::civil::date(0, 1, 1)
    } else {
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Earliest, latest (".." when none), precision.
    fn days(text: &str) -> (String, String, Precision) {
        let date = Edtf::parse(text).unwrap_or_else(|reason| panic!("{reason}"));
        let open = || "..".to_owned();
        (
            date.earliest.unwrap_or_else(open),
            date.latest.unwrap_or_else(open),
            date.precision,
        )
    }

    #[test]
    fn every_form_has_its_days() {
        use Precision::{Century, Day, Decade, Interval, Moment, Month, Season, Year};
        for (text, earliest, latest, precision) in [
            ("2025-07-23", "2025-07-23", "2025-07-23", Day),
            ("2024-02-29", "2024-02-29", "2024-02-29", Day),
            ("2025-02", "2025-02-01", "2025-02-28", Month),
            ("2024-02", "2024-02-01", "2024-02-29", Month),
            ("2025", "2025-01-01", "2025-12-31", Year),
            ("2025-07-23T14:00:00Z", "2025-07-23", "2025-07-23", Moment),
            ("2025-07-23T14:00:00", "2025-07-23", "2025-07-23", Moment),
            ("2025-07-23T23:59:59+05:30", "2025-07-23", "2025-07-23", Moment),
            ("2025-07-23T23:59:59-04", "2025-07-23", "2025-07-23", Moment),
            ("2025-21", "2025-03-01", "2025-05-31", Season),
            ("2025-22~", "2025-06-01", "2025-08-31", Season),
            ("2025-23", "2025-09-01", "2025-11-30", Season),
            ("2023-24", "2023-12-01", "2024-02-29", Season),
            ("201X", "2010-01-01", "2019-12-31", Decade),
            ("20XX?", "2000-01-01", "2099-12-31", Century),
            ("2025-XX", "2025-01-01", "2025-12-31", Year),
            ("2025-06-XX", "2025-06-01", "2025-06-30", Month),
            ("2025-XX-XX", "2025-01-01", "2025-12-31", Year),
            ("2025-06-02/2025-06-05", "2025-06-02", "2025-06-05", Interval),
            ("2025-06~/2025", "2025-06-01", "2025-12-31", Interval),
            ("2025-06/..", "2025-06-01", "..", Interval),
            ("../2025-06", "..", "2025-06-30", Interval),
            ("2025-06/", "2025-06-01", "..", Interval),
            ("/2025-06", "..", "2025-06-30", Interval),
            ("0000", "0000-01-01", "0000-12-31", Year),
            ("9999-24", "9999-12-01", "9999-12-31", Season),
            ("-0043-03-15", "0000-01-01", "0000-01-01", Day),
            ("-0043/2025", "0000-01-01", "2025-12-31", Interval),
            ("Y17000", "9999-12-31", "9999-12-31", Year),
            ("Y-17000", "0000-01-01", "0000-01-01", Year),
            ("  2025-07-23\n", "2025-07-23", "2025-07-23", Day),
        ] {
            assert_eq!(
                days(text),
                (earliest.to_owned(), latest.to_owned(), precision),
                "{text}"
            );
        }
    }

    #[test]
    fn qualifiers_are_told_apart_and_found_at_either_end_of_an_interval() {
        for (text, uncertain, approximate) in [
            ("2025-06", false, false),
            ("2025-06?", true, false),
            ("2025-06~", false, true),
            ("2025-06-02%", true, true),
            ("2025-06?/2025-07~", true, true),
            ("../2025-07~", false, true),
        ] {
            let date = Edtf::parse(text).unwrap();
            assert_eq!(
                (date.uncertain, date.approximate),
                (uncertain, approximate),
                "{text}"
            );
        }
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for text in [
            "2025-02-29",
            "1900-02-29",
            "2025-04-31",
            "2025-13",
            "2025-00",
            "2025-01-00",
            "2025-25",
            "-0000",
        ] {
            assert!(Edtf::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_not_edtf_of_level_one_is_refused_with_what_was_written() {
        for text in [
            "",
            "yesterday",
            "23.07.2025",
            "2025-7-23",
            "2025/07/23",
            "20250723",
            "2025-07-23T25:00:00Z",
            "2025-07-23T14:00",
            "2025-07T14:00:00Z",
            "2025-07-23T14:00:00Z?",
            "2025-07-23T14:00:00+15",
            "2025?-06",
            "?2025",
            "2X25",
            "2XXX",
            "XXXX",
            "2025-1X",
            "2025-XX-01",
            "2025-21-01",
            "2025-22-XX",
            "/",
            "../..",
            "../",
            "..",
            "2026/2025",
            "2025/2026/2027",
            "2025-07-23T14:00:00Z/2026",
            "Y2025",
            "Y012345",
            "Y",
            "Y-",
            "+2025",
            "२०२५",
            "2025-06-02..2025-06-05",
            "--2025",
            "2025-",
            "2025~?",
            "-",
        ] {
            assert_eq!(
                Edtf::parse(text),
                Err(Reason::NotADate {
                    value: text.to_owned()
                }),
                "{text}"
            );
        }
    }

    #[test]
    fn an_empty_date_is_unknown_and_no_error() {
        assert_eq!(DateRange::of(""), Ok(DateRange::default()));
        assert_eq!(DateRange::of("  "), Ok(DateRange::default()));
        assert_eq!(
            DateRange::of("2025-06~"),
            Ok(DateRange {
                earliest: Some("2025-06-01".into()),
                latest: Some("2025-06-30".into())
            })
        );
        assert!(DateRange::of("soon").is_err());
    }

    /// Strings that look like dates, and any others.
    fn date_like() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,24}",
            "[-0-9XYT:Z/?~%+. ]{0,24}",
            "-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?(/-?[0-9]{4}(-[0-9]{2}){0,2})?"
        ]
    }

    proptest! {
        #[test]
        fn nothing_written_makes_it_fail_and_the_days_are_days_in_order(text in date_like()) {
            if let Ok(date) = Edtf::parse(&text) {
                for day in [&date.earliest, &date.latest].into_iter().flatten() {
                    prop_assert_eq!(day.len(), 10);
                    prop_assert!(day.parse::<Date>().is_ok());
                }
                if let (Some(earliest), Some(latest)) = (&date.earliest, &date.latest) {
                    prop_assert!(earliest <= latest);
                }
                prop_assert_eq!(Edtf::parse(&date.text), Ok(date));
            }
        }

        #[test]
        fn every_real_day_is_a_date(year in 0_i16..=9999, month in 1_i8..=12, day in 1_i8..=31) {
            let written = format!("{year:04}-{month:02}-{day:02}");
            prop_assert_eq!(Edtf::parse(&written).is_ok(), Date::new(year, month, day).is_ok());
        }
    }
}
