//! Calls of the debugger, or of the emulator that stands for one: the same on Arm and RISC-V, but
//! for the instruction that makes them (Arm's "Semihosting for AArch32 and AArch64", and the RISC-V
//! semihosting specification).

pub const OPEN: usize = 0x01;
pub const CLOSE: usize = 0x02;
pub const WRITE: usize = 0x05;
pub const READ: usize = 0x06;
pub const SEEK: usize = 0x0A;
pub const FLEN: usize = 0x0C;
pub const GET_CMDLINE: usize = 0x15;
const EXIT: usize = 0x18;
/// The application has come to its end.
const ENDED: usize = 0x2_0026;
/// It has failed.
const FAILED: usize = 0x2_0024;

/// Makes a call with a block of arguments.
macro_rules! syscall {
    ($operation:ident $(, $argument:expr)+) => {{
        let mut block = [$($argument as usize),+];
        $crate::semihosting::call(
            $crate::semihosting::$operation,
            block.as_mut_ptr() as usize,
        )
    }};
}
pub(crate) use syscall;

/// Ends the emulator with status 0, or 1 for a failure.
pub fn exit(succeeded: bool) {
    // SAFETY: this call takes no memory.
    unsafe { call(EXIT, if succeeded { ENDED } else { FAILED }) };
}

/// Makes a call.
///
/// # Safety
/// What the operation reads and writes, as its argument says, must be there and not in use.
#[cfg(target_arch = "arm")]
pub unsafe fn call(operation: usize, argument: usize) -> usize {
    // SAFETY: as for this function.
    unsafe { cortex_m_semihosting::syscall1(operation, argument) }
}

/// Makes a call.
///
/// # Safety
/// What the operation reads and writes, as its argument says, must be there and not in use.
#[cfg(target_arch = "riscv32")]
pub unsafe fn call(operation: usize, argument: usize) -> usize {
    let result;
    // SAFETY: as for this function. The three instructions are what a debugger looks for; they must
    // not be compressed, and lie in one page.
    unsafe {
        core::arch::asm!(
            ".balign 16",
            ".option push",
            ".option norvc",
            "slli x0, x0, 0x1f",
            "ebreak",
            "srai x0, x0, 7",
            ".option pop",
            inout("a0") operation => result,
            in("a1") argument,
        );
    }
    result
}
