//! What is wrong with a pattern.

/// What kind of error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// `re.error`
    Pattern,
    /// `OverflowError`
    Overflow,
    /// `ValueError`
    Flags,
    /// CPython can do it, we cannot.
    Refused,
}

/// A part of an error's message; ranges are of bytes of the pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text as it is.
    Text(&'static str),
    /// A piece of the pattern.
    Slice(usize, usize),
    /// The repr of a piece of the pattern.
    Repr(usize, usize),
    /// A number.
    Number(u32),
}

/// An error in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of error it is.
    pub kind: FaultKind,
    /// The parts of its message.
    pub parts: [Part; 6],
    /// The byte of the pattern that it is about.
    pub at: Option<usize>,
}

/// Why compiling stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Halt {
    /// The pattern is wrong.
    Fault(Fault),
    /// The words are used up.
    Full,
}

pub(super) type Res<T> = Result<T, Halt>;

impl Fault {
    pub(super) fn new(kind: FaultKind, parts: &[Part], at: Option<usize>) -> Fault {
        let mut all = [Part::Text(""); 6];
        for (slot, part) in all.iter_mut().zip(parts) {
            *slot = *part;
        }
        Fault {
            kind,
            parts: all,
            at,
        }
    }
}

/// `re.error` at a byte.
pub(super) fn fault<T>(parts: &[Part], at: usize) -> Res<T> {
    let made = Fault::new(FaultKind::Pattern, parts, Some(at));
    Err(Halt::Fault(made))
}

/// `re.error` with a plain message at a byte.
pub(super) fn plain<T>(message: &'static str, at: usize) -> Res<T> {
    fault(&[Part::Text(message)], at)
}
