//! What the image `measure` counts.

use std::path::Path;

use nanolambda_device_tests::boot;

use crate::LARGE_BOARD;

/// Its lines: a handler, what was counted, and the number.
pub struct Counted(String);

impl Counted {
    /// Boots the image.
    pub fn by(image: &Path) -> Self {
        let (printed, succeeded) = boot(LARGE_BOARD, image, Path::new("."));
        assert!(succeeded, "the image ended with a failure:\n{printed}");
        Self(printed)
    }

    pub fn number(&self, handler: &str, what: &str) -> u64 {
        let begins = format!("{handler} {what} ");
        let mut lines = self.0.lines();
        let number = lines.find_map(|line| line.strip_prefix(&begins));
        let number = number.and_then(|number| number.trim().parse().ok());
        number.unwrap_or_else(|| panic!("the image has not counted {what} of {handler}"))
    }
}
