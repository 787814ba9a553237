//! The window's program reads foreign formats in processes of itself, as the command line does.

use dragoman_core::foreign::{Format, Reader};
use dragoman_parser::{Limits, Pool};

use super::stage::app;

/// Libraries of the window begin threads as soon as the program is loaded: being locked in at any moment must not end it.
#[test]
fn each_of_many_processes_of_the_windows_program_reads_a_page() {
    let mut read = 0;
    for _ in 0..30 {
        let fresh = Pool::new(app(), Limits::default());
        let found = fresh.read(Format::PageText, "<p>Der Minister sprach lange über den Frieden.");
        assert_eq!(
            found,
            Ok(r#"{"Ok":"Der Minister sprach lange über den Frieden."}"#.into())
        );
        read += 1;
    }
    assert_eq!(read, 30);
}
