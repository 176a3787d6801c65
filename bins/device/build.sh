#!/bin/sh
# Builds the device images for a board:
#   bins/device/build.sh [lm3s6965evb|mps2-an385|riscv-virt]
#
# With a stable toolchain that has the board's target (rustup target add thumbv7m-none-eabi, or
# riscv32imc-unknown-none-elf), by that. Else by Debian's compiler, which builds core from source
# (packages rustc-web, cargo-web, rust-web-src and gcc-arm-none-eabi; for RISC-V any rust-lld of
# rustup, or the package lld). What core is built from source for also makes the image smaller: a
# panic has no message and no place there, it is a fault; and functions for Cortex-M keep no frame
# pointer, which a target says and no flag. Prints the directory of the images.
set -eu

board=${1:-lm3s6965evb}
case $board in
    riscv-virt) target=riscv32imc-unknown-none-elf variable=RISCV32IMC_UNKNOWN_NONE_ELF ;;
    *) target=thumbv7m-none-eabi variable=THUMBV7M_NONE_EABI ;;
esac
cd "$(dirname "$0")"
output=${CARGO_TARGET_DIR:-$PWD/target}

# Functions are only inlined where the call is no shorter: flash is scarcer than time.
# The same holds for the rounds of SHA-256, which are not unrolled.
RUSTFLAGS="${RUSTFLAGS:-} -C llvm-args=-inline-threshold=0 --cfg sha2_backend_soft=\"compact\""
export RUSTFLAGS

# The linker that Debian's compiler does not bring for the target.
linker() {
    case $target in
        thumbv7m-*) command -v arm-none-eabi-ld ;;
        *)
            for lld in "$(rustc --print sysroot 2>/dev/null)"/lib/rustlib/*/bin/rust-lld; do
                [ -x "$lld" ] && echo "$lld" && return
            done
            command -v ld.lld
            ;;
    esac
}

# The target for a compiler that takes its description, without frame pointers on Cortex-M.
target_without_frames() {
    case $target in
        thumbv7m-*)
            mkdir -p "$output"
            RUSTC_BOOTSTRAP=1 /usr/bin/rustc -Z unstable-options --print target-spec-json \
                --target "$target" \
                | sed 's/"frame-pointer": "always"/"frame-pointer": "may-omit"/' \
                >"$output/$target.json"
            echo "$output/$target.json"
            ;;
        *) echo "$target" ;;
    esac
}

set -- build --release --locked --no-default-features --features "$board"
if ls "$(rustc --print target-libdir --target "$target" 2>/dev/null)"/libcore-*.rlib >/dev/null 2>&1
then
    echo "building with $(rustc --version) and its $target" >&2
    cargo "$@" --target "$target"
elif [ -x /usr/bin/rustc ] && [ -d /usr/lib/rustlib/src/rust/library/core ] && linker >/dev/null
then
    echo "building with $(/usr/bin/rustc --version) and core from source" >&2
    export "CARGO_TARGET_${variable}_LINKER=$(linker)"
    RUSTFLAGS="$RUSTFLAGS -Z location-detail=none -Z fmt-debug=none" \
        RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_PROFILE_RELEASE_PANIC=immediate-abort \
        /usr/bin/cargo "$@" --target "$(target_without_frames)" -Z json-target-spec \
        -Z build-std=core -Z build-std-features=optimize_for_size -Z panic-immediate-abort
else
    cat >&2 <<EOF
There is no compiler for $target here. Either of these gives one:
  rustup target add $target
  apt-get install rustc-web cargo-web rust-web-src gcc-arm-none-eabi lld
EOF
    exit 2
fi
echo "$output/$target/release"
