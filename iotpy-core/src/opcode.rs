//! The instruction set: 32-bit little-endian words, registers named by 8-bit operands.
//!
//! A word holds the opcode in bits 0..8 and the operands A, B, C in the next three bytes. `Bx` is
//! the unsigned and `sBx` the signed 16-bit field over B and C; `sAx` is the signed 24-bit field
//! over A, B and C. Some instructions are followed by one extension word ([`Ext`]). Jumps count
//! words from the first word after the whole instruction, extension included.
//!
//! The table in this file is the only list of instructions: the verifier, the disassembler and
//! the compiler read it.

/// What an operand field of an instruction names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// The field is not used and must be zero.
    None,
    /// A register of the frame.
    Reg,
    /// An unsigned number without further meaning to the verifier.
    Imm,
}

/// What the 16-bit or 24-bit field holds, for instructions that use one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wide {
    /// B and C are separate operands.
    None,
    /// `Bx` is an index into the constant table.
    Const,
    /// `Bx` is an index into the name table.
    Name,
    /// `Bx` is a global slot.
    Global,
    /// `Bx` is a module index.
    Module,
    /// `sBx` is an immediate integer.
    Int,
    /// `sBx` is a jump.
    Jump,
    /// `sAx` is a jump.
    LongJump,
}

/// What the extension word holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ext {
    /// There is no extension word.
    None,
    /// A signed jump.
    Jump,
    /// An index into the name table.
    Name,
    /// A builtin identifier ([`crate::catalog`]), or 0x8000 + index into the import table.
    Builtin,
    /// An index into the function table.
    Function,
    /// An index into the keyword-list table.
    Keywords,
    /// A number without further meaning to the verifier.
    Imm,
}

macro_rules! opcodes {
    ($(
        $(#[$doc:meta])* $name:ident = $code:literal, $text:literal,
        $a:ident $b:ident $c:ident, $wide:ident, $ext:ident;
    )*) => {
        /// An instruction. `r[X]` is the register that operand X names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Op { $( $(#[$doc])* $name = $code, )* }

        /// Everything the verifier and the disassembler know of an instruction.
        #[derive(Clone, Copy, Debug)]
        pub struct OpInfo {
            /// The instruction.
            pub op: Op,
            /// Its name in listings.
            pub name: &'static str,
            /// The kinds of A, B and C.
            pub operands: [Operand; 3],
            /// The kind of the wide field.
            pub wide: Wide,
            /// The kind of the extension word.
            pub ext: Ext,
        }

        /// Every instruction, in the order of its code.
        pub const TABLE: &[OpInfo] = &[ $( OpInfo {
            op: Op::$name, name: $text,
            operands: [Operand::$a, Operand::$b, Operand::$c],
            wide: Wide::$wide, ext: Ext::$ext,
        }, )* ];

        impl Op {
            /// The instruction with this code.
            #[inline(always)]
            pub const fn from_code(code: u8) -> Option<Op> {
                match code { $( $code => Some(Op::$name), )* _ => None }
            }
        }
    };
}

opcodes! {
    /// `r[A] = r[B]`
    Move = 0, "move", Reg Reg None, None, None;
    /// `r[A] = constant[Bx]`
    LoadConst = 1, "loadk", Reg None None, Const, None;
    /// `r[A] = sBx`
    LoadInt = 2, "loadi", Reg None None, Int, None;
    /// `r[A]` = 0 None, 1 False, 2 True, 3 unbound, 4 Ellipsis, 5 NotImplemented, by B
    LoadSpecial = 3, "loads", Reg Imm None, None, None;
    /// `r[A]` = the builtin or import of the extension word
    LoadBuiltin = 4, "loadb", Reg None None, None, Builtin;
    /// `r[A]` = a function of the prototype in the extension word. From `r[B]` on lie, in this
    /// order, its positional defaults, its keyword-only defaults (one register for each
    /// keyword-only parameter, unbound where it has none, if the prototype says that it has any)
    /// and its free cells.
    MakeFunction = 5, "mkfunc", Reg Reg None, None, Function;
    /// `r[A]` = module Bx, which runs first if it has not run
    Import = 6, "import", Reg None None, Module, None;
    /// `r[A] = global[Bx]`, NameError when unbound
    GetGlobal = 7, "getg", Reg None None, Global, None;
    /// `global[Bx] = r[A]`
    SetGlobal = 8, "setg", Reg None None, Global, None;
    /// unbinds `global[Bx]`, NameError when unbound (A is 0)
    DelGlobal = 9, "delg", None None None, Global, None;
    /// UnboundLocalError naming Bx if `r[A]` is unbound
    CheckLocal = 10, "chklocal", Reg None None, Name, None;
    /// NameError for the free variable named Bx if `r[A]` is unbound
    CheckFree = 11, "chkfree", Reg None None, Name, None;
    /// `r[A]` = a new cell that holds what `r[A]` held (unbound is allowed)
    MakeCell = 12, "mkcell", Reg None None, None, None;
    /// `r[A]` = content of the cell `r[B]`, perhaps unbound
    GetCell = 13, "getcell", Reg Reg None, None, None;
    /// content of the cell `r[A]` = `r[B]`
    SetCell = 14, "setcell", Reg Reg None, None, None;
    /// `r[A]` = content of the running closure's free cell number B, perhaps unbound
    GetFree = 15, "getfree", Reg Imm None, None, None;
    /// content of the running closure's free cell number B = `r[A]`
    SetFree = 16, "setfree", Reg Imm None, None, None;
    /// `r[A]` = the running closure's free cell number B itself
    LoadFree = 17, "loadfree", Reg Imm None, None, None;

    /// `r[A] = r[B] + r[C]`
    Add = 20, "add", Reg Reg Reg, None, None;
    /// `r[A] = r[B] - r[C]`
    Sub = 21, "sub", Reg Reg Reg, None, None;
    /// `r[A] = r[B] * r[C]`
    Mul = 22, "mul", Reg Reg Reg, None, None;
    /// `r[A] = r[B] / r[C]`
    Div = 23, "div", Reg Reg Reg, None, None;
    /// `r[A] = r[B] // r[C]`
    FloorDiv = 24, "fdiv", Reg Reg Reg, None, None;
    /// `r[A] = r[B] % r[C]`
    Mod = 25, "mod", Reg Reg Reg, None, None;
    /// `r[A] = r[B] ** r[C]`
    Pow = 26, "pow", Reg Reg Reg, None, None;
    /// `r[A] = r[B] << r[C]`
    Shl = 27, "shl", Reg Reg Reg, None, None;
    /// `r[A] = r[B] >> r[C]`
    Shr = 28, "shr", Reg Reg Reg, None, None;
    /// `r[A] = r[B] & r[C]`
    And = 29, "and", Reg Reg Reg, None, None;
    /// `r[A] = r[B] | r[C]`
    Or = 30, "or", Reg Reg Reg, None, None;
    /// `r[A] = r[B] ^ r[C]`
    Xor = 31, "xor", Reg Reg Reg, None, None;
    /// `r[A] = r[B] @ r[C]`
    MatMul = 32, "matmul", Reg Reg Reg, None, None;
    /// As the twelve above with Python's in-place meaning: `r[A] = r[B] += r[C]`
    IAdd = 33, "iadd", Reg Reg Reg, None, None;
    /// in-place `-=`
    ISub = 34, "isub", Reg Reg Reg, None, None;
    /// in-place `*=`
    IMul = 35, "imul", Reg Reg Reg, None, None;
    /// in-place `/=`
    IDiv = 36, "idiv", Reg Reg Reg, None, None;
    /// in-place `//=`
    IFloorDiv = 37, "ifdiv", Reg Reg Reg, None, None;
    /// in-place `%=`
    IMod = 38, "imod", Reg Reg Reg, None, None;
    /// in-place `**=`
    IPow = 39, "ipow", Reg Reg Reg, None, None;
    /// in-place `<<=`
    IShl = 40, "ishl", Reg Reg Reg, None, None;
    /// in-place `>>=`
    IShr = 41, "ishr", Reg Reg Reg, None, None;
    /// in-place `&=`
    IAnd = 42, "iand", Reg Reg Reg, None, None;
    /// in-place `|=`
    IOr = 43, "ior", Reg Reg Reg, None, None;
    /// in-place `^=`
    IXor = 44, "ixor", Reg Reg Reg, None, None;
    /// in-place `@=`
    IMatMul = 45, "imatmul", Reg Reg Reg, None, None;
    /// `r[A] = r[B] + C`, C a signed byte. Here and in the four below, A equal to B is the in-place
    /// operator (`+=`), which only the texts of errors tell apart; the compiler uses two registers
    /// for the plain operator.
    AddImm = 46, "addi", Reg Reg Imm, None, None;
    /// `r[A] = r[B] - C`, C a signed byte
    SubImm = 47, "subi", Reg Reg Imm, None, None;
    /// `r[A] = r[B] * C`, C a signed byte
    MulImm = 48, "muli", Reg Reg Imm, None, None;
    /// `r[A] = r[B] // C`, C a signed byte
    FloorDivImm = 49, "fdivi", Reg Reg Imm, None, None;
    /// `r[A] = r[B] % C`, C a signed byte
    ModImm = 50, "modi", Reg Reg Imm, None, None;
    /// `r[A] = -r[B]`
    Neg = 51, "neg", Reg Reg None, None, None;
    /// `r[A] = +r[B]`
    Pos = 52, "pos", Reg Reg None, None, None;
    /// `r[A] = ~r[B]`
    Invert = 53, "inv", Reg Reg None, None, None;
    /// `r[A] = not r[B]`
    Not = 54, "not", Reg Reg None, None, None;

    /// `r[A] = r[B] == r[C]`
    Eq = 60, "eq", Reg Reg Reg, None, None;
    /// `r[A] = r[B] != r[C]`
    Ne = 61, "ne", Reg Reg Reg, None, None;
    /// `r[A] = r[B] < r[C]`
    Lt = 62, "lt", Reg Reg Reg, None, None;
    /// `r[A] = r[B] <= r[C]`
    Le = 63, "le", Reg Reg Reg, None, None;
    /// `r[A] = r[B] > r[C]`
    Gt = 64, "gt", Reg Reg Reg, None, None;
    /// `r[A] = r[B] >= r[C]`
    Ge = 65, "ge", Reg Reg Reg, None, None;
    /// `r[A] = r[B] is r[C]`
    Is = 66, "is", Reg Reg Reg, None, None;
    /// `r[A] = r[B] is not r[C]`
    IsNot = 67, "isnot", Reg Reg Reg, None, None;
    /// `r[A] = r[B] in r[C]`
    In = 68, "in", Reg Reg Reg, None, None;
    /// `r[A] = r[B] not in r[C]`
    NotIn = 69, "notin", Reg Reg Reg, None, None;

    /// jump if `(r[A] == r[B]) == (C != 0)`
    JumpEq = 70, "jeq", Reg Reg Imm, None, Jump;
    /// jump if `(r[A] != r[B]) == (C != 0)`
    JumpNe = 71, "jne", Reg Reg Imm, None, Jump;
    /// jump if `(r[A] < r[B]) == (C != 0)`
    JumpLt = 72, "jlt", Reg Reg Imm, None, Jump;
    /// jump if `(r[A] <= r[B]) == (C != 0)`
    JumpLe = 73, "jle", Reg Reg Imm, None, Jump;
    /// jump if `(r[A] > r[B]) == (C != 0)`
    JumpGt = 74, "jgt", Reg Reg Imm, None, Jump;
    /// jump if `(r[A] >= r[B]) == (C != 0)`
    JumpGe = 75, "jge", Reg Reg Imm, None, Jump;
    /// jump if `(r[A] is r[B]) == (C != 0)`
    JumpIs = 76, "jis", Reg Reg Imm, None, Jump;
    /// jump if `(r[A] in r[B]) == (C != 0)`
    JumpIn = 77, "jin", Reg Reg Imm, None, Jump;
    /// jump if `(r[A] == B) == (C != 0)`, B a signed byte
    JumpEqImm = 78, "jeqi", Reg Imm Imm, None, Jump;
    /// jump if `(r[A] != B) == (C != 0)`, B a signed byte
    JumpNeImm = 79, "jnei", Reg Imm Imm, None, Jump;
    /// jump if `(r[A] < B) == (C != 0)`, B a signed byte
    JumpLtImm = 80, "jlti", Reg Imm Imm, None, Jump;
    /// jump if `(r[A] <= B) == (C != 0)`, B a signed byte
    JumpLeImm = 81, "jlei", Reg Imm Imm, None, Jump;
    /// jump if `(r[A] > B) == (C != 0)`, B a signed byte
    JumpGtImm = 82, "jgti", Reg Imm Imm, None, Jump;
    /// jump if `(r[A] >= B) == (C != 0)`, B a signed byte
    JumpGeImm = 83, "jgei", Reg Imm Imm, None, Jump;
    /// jump by `sAx`
    Jump = 84, "jmp", None None None, LongJump, None;
    /// jump by `sBx` if `r[A]` is true
    JumpTrue = 85, "jt", Reg None None, Jump, None;
    /// jump by `sBx` if `r[A]` is false
    JumpFalse = 86, "jf", Reg None None, Jump, None;
    /// jump by `sBx` if `r[A]` is None
    JumpNone = 87, "jnone", Reg None None, Jump, None;
    /// jump by `sBx` if `r[A]` is not None
    JumpNotNone = 88, "jnnone", Reg None None, Jump, None;

    /// `r[A] = iter(r[B])`
    GetIter = 90, "getiter", Reg Reg None, None, None;
    /// If the iterator `r[A]` has a next value: `r[A+1]` = that value, and jump by `sBx` (to the
    /// body, backwards); else go on. A loop jumps forward to this instruction first.
    ForIter = 91, "foriter", Reg None None, Jump, None;
    /// Makes ready a loop over `range(r[A], r[A+1], r[A+2])`, with the errors of `range`
    RangePrepare = 92, "rangeprep", Reg None None, None, None;
    /// As `ForIter` for the range at `r[A]..=r[A+2]`; the value goes to `r[A+3]`
    ForRange = 93, "forrange", Reg None None, Jump, None;

    /// `r[A] = r[B].name`
    GetAttr = 100, "getattr", Reg Reg None, None, Name;
    /// `r[A].name = r[B]`
    SetAttr = 101, "setattr", Reg Reg None, None, Name;
    /// `del r[A].name`
    DelAttr = 102, "delattr", Reg None None, None, Name;
    /// `r[A] = r[B][r[C]]`
    GetItem = 103, "getitem", Reg Reg Reg, None, None;
    /// `r[A][r[B]] = r[C]`
    SetItem = 104, "setitem", Reg Reg Reg, None, None;
    /// `del r[A][r[B]]`
    DelItem = 105, "delitem", Reg Reg None, None, None;
    /// `r[A] = r[B][C]`, C an unsigned byte
    GetItemImm = 106, "getitemi", Reg Reg Imm, None, None;
    /// `r[A] = r[B][r[B+1]:r[B+2]:r[B+3]]`
    GetSlice = 107, "getslice", Reg Reg None, None, None;
    /// `r[A] = slice(r[B], r[B+1], r[B+2])`
    MakeSlice = 108, "mkslice", Reg Reg None, None, None;

    /// `r[A]` = list of `r[B]..r[B+C]`
    MakeList = 110, "mklist", Reg Reg Imm, None, None;
    /// `r[A]` = tuple of `r[B]..r[B+C]`
    MakeTuple = 111, "mktuple", Reg Reg Imm, None, None;
    /// `r[A]` = set of `r[B]..r[B+C]`
    MakeSet = 112, "mkset", Reg Reg Imm, None, None;
    /// `r[A]` = dict of the C pairs in `r[B]..r[B+2C]`
    MakeDict = 113, "mkdict", Reg Reg Imm, None, None;
    /// append `r[B]` to the list `r[A]`
    ListPush = 114, "lpush", Reg Reg None, None, None;
    /// extend the list `r[A]` by the iterable `r[B]`; C = 1: as `*` of a call of `r[A-1]`
    ListExtend = 115, "lext", Reg Reg Imm, None, None;
    /// add `r[B]` to the set `r[A]`
    SetPush = 116, "spush", Reg Reg None, None, None;
    /// add all of the iterable `r[B]` to the set `r[A]`
    SetExtend = 117, "sext", Reg Reg None, None, None;
    /// `r[A][r[B]] = r[C]`, `r[A]` a dict
    DictPut = 118, "dput", Reg Reg Reg, None, None;
    /// merge the mapping `r[B]` into the dict `r[A]`; C = 1: as `**` of a call of `r[A-2]`, where a
    /// key that is there already or is no str is a TypeError
    DictMerge = 119, "dmerge", Reg Reg Imm, None, None;
    /// `r[A] = tuple(r[B])`, `r[B]` a list
    ListToTuple = 120, "ltotuple", Reg Reg None, None, None;
    /// unpack the iterable `r[A]` into exactly C values at `r[B]..`
    Unpack = 121, "unpack", Reg Reg Imm, None, None;
    /// unpack `r[A]`: C values, then a list, then as many values as the extension word says
    UnpackStar = 122, "unpackx", Reg Reg Imm, None, Imm;
    /// `r[A] = format(r[B], spec)`: C bits 0-1: 0 none, 1 str, 2 repr, 3 ascii applied first; C bit
    /// 2 set: the spec is the str `r[B+1]`, else it is empty
    Format = 123, "format", Reg Reg Imm, None, None;
    /// `r[A]` = the strs `r[B]..r[B+C]` joined
    Concat = 124, "concat", Reg Reg Imm, None, None;

    /// `r[C] = r[A](r[A+1] … r[A+B])`
    Call = 130, "call", Reg Imm Reg, None, None;
    /// As `Call`; the last arguments are keywords, named by the keyword list
    CallKw = 131, "callkw", Reg Imm Reg, None, Keywords;
    /// `r[C] = r[A].name(r[A+1] … r[A+B])`; the content of `r[A]` is called if that is a cell
    CallMethod = 132, "callm", Reg Imm Reg, None, Name;
    /// `r[C] = r[A](*r[A+1])`, or with B = 1 `r[A](*r[A+1], **r[A+2])`; a list or tuple and a dict
    CallSpread = 133, "callx", Reg Imm Reg, None, None;
    /// `r[C] = builtin(r[A] … r[A+B-1])`
    CallBuiltin = 134, "callb", Reg Imm Reg, None, Builtin;
    /// return `r[A]`
    Return = 135, "ret", Reg None None, None, None;
    /// return None
    ReturnNone = 136, "retn", None None None, None, None;
    /// yield `r[A]`; when resumed, `r[B]` is the value sent
    Yield = 137, "yield", Reg Reg None, None, None;
    /// raise `r[A]`, an exception or an exception class
    Raise = 138, "raise", Reg None None, None, None;
    /// raise `r[A]` from `r[B]`
    RaiseFrom = 139, "raisefrom", Reg Reg None, None, None;
    /// raise the exception `r[A]` again, its traceback kept (end of a finally or an unmatched
    /// except)
    Reraise = 140, "reraise", Reg None None, None, None;
    /// `raise` without an expression: RuntimeError when nothing is being handled
    RaiseCurrent = 141, "raisecur", None None None, None, None;
    /// First instruction of a handler: `r[A]` = the exception in flight, `r[A+1]` = the one that
    /// was being handled before; from here the new one is being handled
    ExcEnter = 142, "excenter", Reg None None, None, None;
    /// the exception saved in `r[A+1]` is being handled again
    ExcLeave = 143, "excleave", Reg None None, None, None;
    /// `r[A]` = whether the exception `r[B]` matches the class or tuple `r[C]`
    ExcMatch = 144, "excmatch", Reg Reg Reg, None, None;
    /// `r[A]` = the value of the name in the namespace `r[B]` of a class body, perhaps unbound
    ClassGet = 145, "classget", Reg Reg None, None, Name;
    /// jump by `sBx` if `r[A]` is bound
    JumpBound = 146, "jbound", Reg None None, Jump, None;
    /// `r[A]` = the method `__enter__` (C 0) or `__exit__` (C 1) of the type of `r[B]`, bound to it
    GetSpecial = 147, "getspecial", Reg Reg Imm, None, None;
    /// `r[A]` = the iterator that `yield from r[B]` asks
    GetDelegate = 148, "getdelegate", Reg Reg None, None, None;
    /// Sends `r[A+1]` to the iterator `r[A]`: `r[A+1]` = the value that it yields; at its end
    /// `r[A+1]` = its result, and jump by `sBx`
    Send = 149, "send", Reg None None, Jump, None;
    /// yield `r[A+1]` on behalf of the iterator `r[A]`; when resumed, `r[A+1]` is the value sent
    YieldFrom = 150, "yieldfrom", Reg None None, None, None;
    /// Makes `r[A]` what a `CallMethod` of the name calls: itself if its type has the method, else
    /// the attribute, in a cell
    LoadMethod = 151, "loadm", Reg None None, None, Name;
}

/// The fields of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(pub u32);

impl Word {
    /// A word of three byte operands.
    pub const fn abc(op: Op, a: u8, b: u8, c: u8) -> Word {
        Word(op as u32 | (a as u32) << 8 | (b as u32) << 16 | (c as u32) << 24)
    }
    /// A word of a byte and an unsigned 16-bit operand.
    pub const fn abx(op: Op, a: u8, bx: u16) -> Word {
        Word(op as u32 | (a as u32) << 8 | (bx as u32) << 16)
    }
    /// A word of a byte and a signed 16-bit operand.
    pub const fn asbx(op: Op, a: u8, sbx: i16) -> Word {
        Word::abx(op, a, sbx as u16)
    }
    /// A word of one signed 24-bit operand; the upper eight bits of `sax` are dropped.
    pub const fn sax(op: Op, sax: i32) -> Word {
        Word(op as u32 | (sax as u32) << 8)
    }
    /// The opcode byte.
    pub const fn code(self) -> u8 {
        self.0 as u8
    }
    /// Operand A.
    pub const fn a(self) -> usize {
        (self.0 >> 8) as u8 as usize
    }
    /// Operand B.
    pub const fn b(self) -> usize {
        (self.0 >> 16) as u8 as usize
    }
    /// Operand C.
    pub const fn c(self) -> usize {
        (self.0 >> 24) as usize
    }
    /// The unsigned 16-bit operand.
    pub const fn bx(self) -> usize {
        (self.0 >> 16) as usize
    }
    /// The signed 16-bit operand.
    pub const fn sbx(self) -> i32 {
        (self.0 as i32) >> 16
    }
    /// The signed 24-bit operand.
    pub const fn long(self) -> i32 {
        (self.0 as i32) >> 8
    }
}

/// Where the entry of each code is in [`TABLE`]; past its end for what is no instruction. The
/// verifier asks thrice for each word.
static PLACES: [u8; 256] = {
    let mut places = [TABLE.len() as u8; 256];
    let mut place = 0;
    while place < TABLE.len() {
        places[TABLE[place].op as usize] = place as u8;
        place += 1;
    }
    places
};

/// The table entry of an instruction code.
pub fn info(code: u8) -> Option<&'static OpInfo> {
    TABLE.get(usize::from(PLACES[usize::from(code)]))
}
