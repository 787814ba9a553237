//! The clock of what is done many times: the wall's, or that of the processors' work for this process.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

static WORK_ONLY: AtomicBool = AtomicBool::new(false);

/// From here on [`now`] counts how long processors worked for this process.
pub fn count_work_only() {
    WORK_ONLY.store(true, Ordering::Relaxed);
}

/// Seconds since some moment.
pub fn now() -> f64 {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let began = *BEGAN;
    if WORK_ONLY.load(Ordering::Relaxed)
        && let Some(worked) = worked()
    {
        worked
    } else {
        began.elapsed().as_secs_f64()
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not tell")]
fn worked() -> Option<f64> {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    #[allow(clippy::cast_precision_loss)] // No phase works for 2^53 seconds.
    Some(time.tv_sec as f64 + time.tv_nsec as f64 / 1e9)
}

#[cfg(not(unix))]
fn worked() -> Option<f64> {
    None
}
