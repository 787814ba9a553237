//! Which backups stay. Decided by their order and by which of them fall into the same hour, day and month, never by what
//! time it is now: a clock that jumps can end no backup but by the place that a new one takes.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::types::BackupReason;

/// What the decision needs to know of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Their order: later ones are higher, whatever the clock said.
    pub ordinal: u64,
    pub at: Timestamp,
    pub reason: BackupReason,
    /// Bytes.
    pub size: u64,
}

/// How many stay of each kind.
#[derive(Debug, Clone, Copy)]
struct Counts {
    newest: usize,
    hours: usize,
    days: usize,
    months: usize,
}

const COUNTS: Counts = Counts {
    newest: 12,
    hours: 24,
    days: 30,
    months: 12,
};

/// The places of those that can go, in the order given.
///
/// The newest 12 stay, and the last of each of the newest 24 hours, 30 days and 12 months in which there are any. Where that
/// needs more than `limit` bytes, half as many stay of each, and so on, so that what is left is still spread over time.
/// The newest always stays, and so do those from before a migration, whatever they need.
pub fn superfluous(backups: &[Kept], limit: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..backups.len()).collect();
    order.sort_by_key(|index| {
        let ordinal = backups.get(*index).map_or(0, |backup| backup.ordinal);
        (std::cmp::Reverse(ordinal), *index)
    });
    let mut counts = COUNTS;
    loop {
        let stay = staying(backups, &order, counts);
        let bytes = backups
            .iter()
            .zip(&stay)
            .filter(|(_, stays)| **stays)
            .fold(0_u64, |sum, (backup, _)| sum.saturating_add(backup.size));
        let fewest = counts.newest <= 1 && counts.hours + counts.days + counts.months == 0;
        if bytes <= limit || fewest {
            return stay
                .iter()
                .enumerate()
                .filter(|(_, stays)| !**stays)
                .map(|(index, _)| index)
                .collect();
        }
        counts = Counts {
            newest: (counts.newest / 2).max(1),
            hours: counts.hours / 2,
            days: counts.days / 2,
            months: counts.months / 2,
        };
    }
}

/// For each backup whether it stays; `order` is newest first.
fn staying(backups: &[Kept], order: &[usize], counts: Counts) -> Vec<bool> {
    let mut stay = vec![false; backups.len()];
    let mut keep = |index: usize| {
        if let Some(stays) = stay.get_mut(index) {
            *stays = true;
        }
    };
    for index in order.iter().take(counts.newest) {
        keep(*index);
    }
    for (most, format) in [
        (counts.hours, "%Y%m%d%H"),
        (counts.days, "%Y%m%d"),
        (counts.months, "%Y%m"),
    ] {
        // Runs and not sets: a clock that went back for a while does not make the days before it the same as those
        // that it repeats.
        let (mut last, mut runs) = (None, 0);
        for index in order {
            let Some(backup) = backups.get(*index) else {
                continue;
            };
            let period = backup.at.to_zoned(TimeZone::UTC).strftime(format).to_string();
            if last.as_ref() == Some(&period) {
                continue;
            }
            runs += 1;
            if runs > most {
                break;
            }
            keep(*index);
            last = Some(period);
        }
    }
    for (index, backup) in backups.iter().enumerate() {
        if backup.reason == BackupReason::Migration {
            keep(index);
        }
    }
    stay
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NO_LIMIT: u64 = u64::MAX;

    fn kept(ordinal: u64, second: i64) -> Kept {
        Kept {
            ordinal,
            at: Timestamp::from_second(second).unwrap(),
            reason: BackupReason::Timer,
            size: 1,
        }
    }

    /// Makes backups one after the other, thinning after each, as it is done.
    fn lived(moments: impl IntoIterator<Item = i64>) -> Vec<Kept> {
        let mut backups = Vec::new();
        for (index, second) in moments.into_iter().enumerate() {
            backups.push(kept(index as u64, second));
            thin(&mut backups, NO_LIMIT);
        }
        backups
    }

    fn thin(backups: &mut Vec<Kept>, limit: u64) -> usize {
        let gone = superfluous(backups, limit);
        for index in gone.iter().rev() {
            backups.remove(*index);
        }
        gone.len()
    }

    #[test]
    fn after_two_years_of_work_there_are_the_last_hours_days_and_months() {
        // Every ten minutes, eight hours a day.
        let start = 1_735_700_400; // 2025-01-01T03:00:00Z
        let moments = (0..730).flat_map(|day| (0..48).map(move |tick| start + day * 86_400 + tick * 600));
        let backups = lived(moments);
        assert!(backups.len() <= 12 + 24 + 30 + 12, "{}", backups.len());
        let last = backups.last().unwrap().at.as_second();
        let age = |days: i64| {
            backups
                .iter()
                .filter(|backup| last - backup.at.as_second() >= days * 86_400)
                .count()
        };
        assert!(age(0) - age(1) >= 12 + 8 - 2, "the last day is dense");
        let days: std::collections::BTreeSet<i64> = backups
            .iter()
            .map(|backup| (last - backup.at.as_second()) / 86_400)
            .filter(|day| (0..29).contains(day))
            .collect();
        assert_eq!(days.len(), 29, "each of the last days");
        assert!(age(30) >= 10 && age(330) >= 1, "months: {}", age(30));
    }

    #[test]
    fn the_least_that_stays_is_the_newest_and_those_before_migrations() {
        let mut backups: Vec<Kept> = (0..100).map(|n| kept(n, n.cast_signed() * 100_000)).collect();
        backups[3].reason = BackupReason::Migration;
        for backup in &mut backups {
            backup.size = 1_000;
        }
        thin(&mut backups, 10);
        assert_eq!(
            backups.iter().map(|backup| backup.ordinal).collect::<Vec<_>>(),
            [3, 99]
        );
    }

    #[test]
    fn a_limit_leaves_backups_spread_over_time() {
        let mut backups: Vec<Kept> = (0..400).map(|n| kept(n, n.cast_signed() * 40_000)).collect();
        for backup in &mut backups {
            backup.size = 10;
        }
        thin(&mut backups, 250);
        let total: u64 = backups.iter().map(|backup| backup.size).sum();
        assert!(total <= 250 && backups.len() > 8, "{}", backups.len());
        let span = backups.last().unwrap().at.as_second() - backups[0].at.as_second();
        assert!(span > 30 * 86_400, "{span}");
    }

    fn any_backups() -> impl Strategy<Value = Vec<Kept>> {
        // Clocks from the year 1 to 9999, mostly near each other, in any order.
        let second = prop_oneof![
            3 => 1_700_000_000_i64..1_800_000_000,
            1 => 1_700_000_000_i64..1_700_100_000,
            1 => -62_000_000_000_i64..253_000_000_000,
        ];
        prop::collection::vec((second, 0_usize..12, 0_u64..2_000), 0..150).prop_map(|many| {
            many.into_iter()
                .enumerate()
                .map(|(index, (second, reason, size))| Kept {
                    ordinal: index as u64,
                    at: Timestamp::from_second(second).unwrap(),
                    reason: BackupReason::ALL
                        .get(reason)
                        .copied()
                        .unwrap_or(BackupReason::Timer),
                    size,
                })
                .collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn whatever_the_clocks_say_the_newest_and_those_before_migrations_stay(
            mut backups in any_backups(), limit in 0_u64..100_000,
        ) {
            let before = backups.clone();
            thin(&mut backups, limit);
            if let Some(newest) = before.last() {
                prop_assert!(backups.contains(newest));
            }
            for backup in before.iter().filter(|backup| backup.reason == BackupReason::Migration) {
                prop_assert!(backups.contains(backup));
            }
        }

        #[test]
        fn thinning_again_takes_nothing_more(mut backups in any_backups(), limit in 0_u64..100_000) {
            thin(&mut backups, limit);
            prop_assert_eq!(thin(&mut backups, limit), 0);
        }

        #[test]
        fn one_more_backup_at_whatever_time_ends_at_most_four(mut backups in any_backups(), second in -62_000_000_000_i64..253_000_000_000) {
            thin(&mut backups, NO_LIMIT);
            backups.push(kept(1_000, second));
            prop_assert!(thin(&mut backups, NO_LIMIT) <= 4);
        }

        #[test]
        fn twelve_always_stay_where_there_is_room(mut backups in any_backups()) {
            let before = backups.len();
            thin(&mut backups, NO_LIMIT);
            prop_assert!(backups.len() >= before.min(12));
        }

        #[test]
        fn the_order_in_which_they_are_named_does_not_matter(backups in any_backups(), limit in 0_u64..100_000) {
            let stay = |backups: &[Kept]| -> std::collections::BTreeSet<u64> {
                let gone = superfluous(backups, limit);
                backups.iter().enumerate().filter(|(index, _)| !gone.contains(index)).map(|(_, backup)| backup.ordinal).collect()
            };
            let reversed: Vec<Kept> = backups.iter().rev().cloned().collect();
            prop_assert_eq!(stay(&backups), stay(&reversed));
        }
    }
}
