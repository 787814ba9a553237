//! Dates as analysts write them ([`edtf`]), the clock the core asks for the time ([`clock`]), and
//! the one way moments are stored.

pub mod clock;
pub mod edtf;

pub use clock::{Clock, FixedClock, SystemClock, rfc3339};
pub use edtf::{DateRange, Edtf, Precision};
