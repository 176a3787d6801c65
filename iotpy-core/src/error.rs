//! Why an instruction could not finish, and the messages of Python's exceptions.

use crate::catalog::{Exception, Feature};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::Vm;

/// Why an instruction stopped. Natives leave no trace of a half-done change when they stop, so that
/// the instruction can run again from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An exception is in flight.
    Raise,
    /// This many cells are missing: collect and run the instruction again.
    Memory(usize),
    /// As `Memory`, for a frame: what is still missing after a collection is a RecursionError.
    Stack(usize),
    /// The call has used up its fuel.
    OutOfFuel,
    /// The package's Python version of this builtin must run with the same arguments.
    Fallback(u16),
    /// The iterator in this cell must be turned into a list first.
    Materialise(usize),
    /// The host will answer later.
    Wait,
    /// An instruction is done, or not begun, and the next one is for `vm::dropped`.
    Watch,
    /// A Python function must run, see `vm::callback`; then the instruction runs again.
    Call,
}

/// An instruction stopped, and the heap holds the [`Reason`]. It takes no room, so that results
/// with it are returned in registers, also on 32 bits; only [`Heap::trap`](crate::heap::Heap::trap)
/// makes one, so that none is without its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trap(());

/// The result of anything that may stop.
pub type Res<T> = Result<T, Trap>;

impl crate::heap::Heap<'_> {
    /// Notes why an instruction stops.
    #[inline]
    pub(crate) fn trap(&mut self, reason: Reason) -> Trap {
        self.reason = reason;
        Trap(())
    }
}

/// Leaves a function in a build without a feature. A macro, as only a plain return shows the
/// compiler that what follows is not to be linked.
macro_rules! need {
    ($vm:ident, $feature:ident) => {
        if !$crate::catalog::Feature::$feature.is_enabled() {
            return Err($vm.missing($crate::catalog::Feature::$feature));
        }
    };
}
pub(crate) use need;

/// A part of a message.
#[derive(Clone, Copy)]
pub enum Piece<'m> {
    /// Text as it is.
    Text(&'m str),
    /// The content of a str value.
    Str(Value),
    /// The repr of a value.
    Repr(Value),
    /// The name of the type of a value.
    TypeOf(Value),
    /// The name of a class.
    ClassName(Value),
    /// What is called, as errors of `*` and `**` arguments show it.
    Callee(Value),
    /// A number.
    Number(i64),
    /// A name of the package.
    Name(u16),
}

/// Payload positions of an exception.
pub mod exception_field {
    /// Its class.
    pub const CLASS: usize = 0;
    /// The tuple of its arguments.
    pub const ARGS: usize = 1;
    /// `__cause__`
    pub const CAUSE: usize = 2;
    /// `__context__`
    pub const CONTEXT: usize = 3;
    /// `__suppress_context__`
    pub const SUPPRESS: usize = 4;
    /// List of function index and word index in turn, innermost frame first, or None.
    pub const TRACEBACK: usize = 5;
    /// `__notes__`
    pub const NOTES: usize = 6;
    /// Attributes that were set on it, a dict or None.
    pub const ATTRIBUTES: usize = 7;
    /// The name that an AttributeError, NameError or ImportError, or the file that an OSError is
    /// about.
    pub const NAME: usize = 8;
    /// The object of an AttributeError, the path of an ImportError.
    pub const SUBJECT: usize = 9;
}

impl Vm<'_, '_> {
    /// Notes why an instruction stops.
    #[inline]
    pub(crate) fn trap(&mut self, reason: Reason) -> Trap {
        self.heap.trap(reason)
    }

    /// Why the last instruction stopped that did.
    #[inline]
    pub(crate) fn reason(&self) -> Reason {
        self.heap.reason
    }

    /// Whether what stopped is an exception of a class, or of one derived from it.
    pub(crate) fn stopped_by(&self, class: Exception) -> bool {
        self.reason() == Reason::Raise && self.exception_is(self.pending(), class)
    }

    /// Raises a builtin exception with one message.
    #[cold]
    pub(crate) fn raise(&mut self, class: Exception, message: &[Piece<'_>]) -> Trap {
        let made = match Feature::Messages.is_enabled() {
            true => self
                .message(message)
                .and_then(|text| self.raise_with(class, &[text])),
            false => self.raise_with(class, &[]),
        };
        match made {
            Ok(trap) | Err(trap) => trap,
        }
    }

    /// Raises a builtin exception with these arguments.
    pub(crate) fn raise_with(&mut self, class: Exception, args: &[Value]) -> Res<Trap> {
        let exception = self.new_exception(Value::builtin(class as u16), args)?;
        self.set_pending(exception);
        Ok(self.trap(Reason::Raise))
    }

    /// A new exception of this class.
    pub(crate) fn new_exception(&mut self, class: Value, args: &[Value]) -> Res<Value> {
        let args = self.heap.object(Kind::Tuple, args)?;
        let none = Value::NONE;
        let mut fields = [none; 10];
        fields[exception_field::CLASS] = class;
        fields[exception_field::ARGS] = args;
        fields[exception_field::SUPPRESS] = Value::FALSE;
        self.heap.object(Kind::Exception, &fields)
    }

    /// The str of a message.
    pub(crate) fn message(&mut self, pieces: &[Piece<'_>]) -> Res<Value> {
        let mut text = self.text_begin()?;
        for piece in pieces {
            match *piece {
                Piece::Text(part) => self.text_push(&mut text, part.as_bytes())?,
                Piece::Str(value) => self.text_push_str(&mut text, value)?,
                Piece::Repr(value) => self.text_push_repr(&mut text, value)?,
                Piece::TypeOf(value) => {
                    self.text_push_type_name(&mut text, value)?;
                }
                Piece::Callee(callee) => self.text_push_callee(&mut text, callee)?,
                Piece::ClassName(class) => self.text_push_class_name(&mut text, class)?,
                Piece::Number(number) => self.text_push_number(&mut text, number)?,
                Piece::Name(index) => {
                    let name = self.package.name_text(index);
                    self.text_push(&mut text, name)?;
                }
            }
        }
        self.text_finish(text)
    }

    /// NotImplementedError for what a program came to that the verifier could not see.
    #[cold]
    pub(crate) fn missing(&mut self, feature: Feature) -> Trap {
        let text = Piece::Text("this VM was built without the feature ");
        let message = [text, Piece::Text(feature.name())];
        self.raise(Exception::NotImplementedError, &message)
    }

    /// TypeError with a message.
    #[cold]
    pub(crate) fn type_error(&mut self, message: &[Piece<'_>]) -> Trap {
        self.raise(Exception::TypeError, message)
    }

    /// ValueError with a message.
    #[cold]
    pub(crate) fn value_error(&mut self, message: &str) -> Trap {
        self.raise(Exception::ValueError, &[Piece::Text(message)])
    }

    /// Whether the exception in a value is of the builtin class or of one derived from it.
    pub(crate) fn exception_is(&self, exception: Value, class: Exception) -> bool {
        self.exception_derives(exception, Value::builtin(class as u16))
    }

    /// The class of an exception.
    pub(crate) fn exception_class(&self, exception: Value) -> Value {
        match self.heap.kind_of(exception) {
            Some(Kind::Exception) => self.heap.get(exception.cell(), exception_field::CLASS),
            _ => Value::builtin(Exception::SystemError as u16),
        }
    }
}
