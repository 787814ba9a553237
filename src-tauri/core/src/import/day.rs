//! Dates as documents write them for machines, as EDTF.

/// The day (or the month or year, if no more is said) at the beginning of an ISO 8601 date or
/// date-time, with the calendar day kept as written whatever the zone; empty if it is none.
/// Also reads `2025/07/23`, `20250723` and RFC 2822 (`Wed, 23 Jul 2025 10:00:00 +0200`).
pub(super) fn edtf(value: &str) -> String {
    let value = value.trim();
    iso(value).or_else(|| rfc_2822(value)).unwrap_or_default()
}

fn iso(value: &str) -> Option<String> {
    let end = value
        .find(|c: char| !c.is_ascii_digit() && c != '-' && c != '/')
        .unwrap_or(value.len());
    let (date, rest) = value.split_at_checked(end)?;
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    let parts: Vec<&str> = date.split(['-', '/']).collect();
    match parts.as_slice() {
        [year] if year.len() == 8 => checked(year.get(..4)?, Some(year.get(4..6)?), Some(year.get(6..)?)),
        [year] if rest.is_empty() => checked(year, None, None),
        [year, month] if rest.is_empty() => checked(year, Some(month), None),
        [year, month, day] => checked(year, Some(month), Some(day)),
        _ => None,
    }
}

fn rfc_2822(value: &str) -> Option<String> {
    let date = jiff::fmt::rfc2822::parse(value).ok()?.date();
    checked(
        &format!("{:04}", date.year()),
        Some(&date.month().to_string()),
        Some(&date.day().to_string()),
    )
}

/// Only days that exist; four-digit years from 1000, because shorter ones are placeholders.
fn checked(year: &str, month: Option<&str>, day: Option<&str>) -> Option<String> {
    let number = |text: &str, digits: usize| -> Option<i8> {
        (!text.is_empty() && text.len() <= digits).then(|| text.parse().ok())?
    };
    if year.len() != 4 {
        return None;
    }
    let y: i16 = year.parse().ok().filter(|&y| y >= 1000)?;
    let Some(month) = month else {
        return Some(format!("{y:04}"));
    };
    let m = number(month, 2).filter(|m| (1..=12).contains(m))?;
    let Some(day) = day else {
        return Some(format!("{y:04}-{m:02}"));
    };
    let d = number(day, 2)?;
    jiff::civil::Date::new(y, m, d).ok()?;
    Some(format!("{y:04}-{m:02}-{d:02}"))
}

#[cfg(test)]
mod tests {
    use super::edtf;

    #[test]
    fn a_date_time_keeps_the_day_that_is_written() {
        assert_eq!(edtf("2025-07-23T23:59:00-07:00"), "2025-07-23");
        assert_eq!(edtf("2025-07-23 10:00"), "2025-07-23");
        assert_eq!(edtf("Wed, 23 Jul 2025 23:00:00 +0200"), "2025-07-23");
        assert_eq!(edtf("20250723"), "2025-07-23");
        assert_eq!(edtf("2025/7/3"), "2025-07-03");
    }

    #[test]
    fn months_and_years_stay_as_coarse_as_they_are() {
        assert_eq!(edtf("2025-06"), "2025-06");
        assert_eq!(edtf("2025"), "2025");
    }

    #[test]
    fn what_is_no_day_is_unknown() {
        for value in [
            "",
            "2025-02-30",
            "2025-13-01",
            "0000-00-00",
            "0001-01-01",
            "gestern",
            "23.07.2025",
            "2025-07-23x",
            "1753257600",
            "-1-1-1",
        ] {
            assert_eq!(edtf(value), "", "{value}");
        }
    }
}
