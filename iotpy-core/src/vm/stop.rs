//! How the loop of `vm::quick` over the instructions of one frame ends.

use super::plain_call::Call;
use super::plain_generator::{Resume, Yield};
use crate::value::Value;

/// Why the loop over the instructions of one frame ended.
#[derive(Clone, Copy)]
pub(super) enum Why {
    /// The instruction is for the other loop.
    General,
    /// The slice of fuel is used up.
    Paused,
    /// A loop has gone round often enough.
    Looped,
    /// The one instruction that was asked for is done.
    Stepped,
    Call,
    Return,
    Resume,
    Yield,
}

/// How the loop over the instructions of one frame ended. A struct, so that no part of it has to
/// go through memory, as those of an enum do.
pub(super) struct Stop {
    pub why: Why,
    /// What is called, returned, resumed or yielded.
    pub value: Value,
    /// The receiver, or what is sent.
    pub other: Value,
    /// The register of the first argument, or the one that takes what is sent.
    pub first: usize,
    pub count: usize,
    /// What to do with the result.
    pub word: u32,
    /// What `next` returns at the end of a generator.
    pub default: Value,
    pub fuel: i64,
}

impl Stop {
    pub(super) const GENERAL: Stop = Stop {
        why: Why::General,
        value: Value::UNBOUND,
        other: Value::UNBOUND,
        first: 0,
        count: 0,
        word: 0,
        default: Value::UNBOUND,
        fuel: 0,
    };

    pub(super) const PAUSED: Stop = Stop {
        why: Why::Paused,
        ..Stop::GENERAL
    };

    pub(super) const LOOPED: Stop = Stop {
        why: Why::Looped,
        ..Stop::GENERAL
    };

    pub(super) const STEPPED: Stop = Stop {
        why: Why::Stepped,
        ..Stop::GENERAL
    };

    #[inline(always)]
    pub(super) fn call(call: Call) -> Stop {
        Stop {
            why: Why::Call,
            value: call.callee,
            other: call.receiver,
            first: call.first,
            count: call.count,
            word: call.word,
            fuel: call.fuel,
            ..Stop::GENERAL
        }
    }

    #[inline(always)]
    pub(super) fn leave(value: Value) -> Stop {
        Stop {
            why: Why::Return,
            value,
            ..Stop::GENERAL
        }
    }

    #[inline(always)]
    pub(super) fn resume(resume: Resume) -> Stop {
        Stop {
            why: Why::Resume,
            value: resume.generator,
            other: resume.sent,
            word: resume.word,
            default: resume.default,
            fuel: resume.fuel,
            ..Stop::GENERAL
        }
    }

    #[inline(always)]
    pub(super) fn give(given: Yield) -> Stop {
        Stop {
            why: Why::Yield,
            value: given.value,
            first: given.sent,
            ..Stop::GENERAL
        }
    }
}
