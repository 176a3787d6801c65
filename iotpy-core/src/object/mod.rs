//! The builtin types, one file each: how their objects lie in the heap and what they can do.

pub(crate) mod attribute;
pub(crate) mod bytearray;
pub(crate) mod bytes;
pub(crate) mod codec;
pub(crate) mod compare;
pub(crate) mod dict;
pub(crate) mod exception;
pub(crate) mod format;
pub(crate) mod hash;
pub(crate) mod int;
pub(crate) mod item;
pub(crate) mod iter;
pub(crate) mod list;
pub(crate) mod memoryview;
pub(crate) mod number;
pub(crate) mod range;
pub(crate) mod repr;
pub(crate) mod set;
pub(crate) mod set_order;
pub(crate) mod slice;
pub(crate) mod str;
pub(crate) mod str_method;
