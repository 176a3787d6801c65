#!/bin/sh
# Builds the device images for a board:
#   bins/device/build.sh [lm3s6965evb|mps2-an385|riscv-virt]
#
# With a toolchain that has the board's target (rustup target add thumbv7m-none-eabi, or
# riscv32imc-unknown-none-elf), by that. Else, and always for lm3s6965evb, with core built from its
# source: by a toolchain that has it (rustup component add rust-src), or by Debian's compiler
# (packages rustc-web, cargo-web, rust-web-src and gcc-arm-none-eabi; for RISC-V any rust-lld of
# rustup, or the package lld). That makes the image some 25 KB smaller, without which it does not fit
# that board: a panic has no message and no place, it is a fault; and functions for Cortex-M keep no
# frame pointer, which a target says and no flag. Prints the directory of the images.
set -eu

board=${1:-lm3s6965evb}
case $board in
    riscv-virt) target=riscv32imc-unknown-none-elf variable=RISCV32IMC_UNKNOWN_NONE_ELF ;;
    *) target=thumbv7m-none-eabi variable=THUMBV7M_NONE_EABI ;;
esac
cd "$(dirname "$0")"
output=${CARGO_TARGET_DIR:-$PWD/target}

# A board with megabytes of flash has an image for both, size and time.
case $board in
    lm3s6965evb) ;;
    *) export CARGO_PROFILE_RELEASE_OPT_LEVEL="${CARGO_PROFILE_RELEASE_OPT_LEVEL:-s}" ;;
esac

# Which messages of its log the device's image has; the one that tries all levels has all.
export DEFMT_LOG="${DEFMT_LOG:-info},frames=trace"

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

has_target() {
    ls "$(rustc --print target-libdir --target "$target" 2>/dev/null)"/libcore-*.rlib >/dev/null 2>&1
}

# Whether a compiler has the source of core.
has_source() {
    [ -d "$("$1" --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library/core" ]
}

# The target for a compiler that takes its description, without frame pointers on Cortex-M.
target_without_frames() {
    case $target in
        thumbv7m-*)
            mkdir -p "$output"
            RUSTC_BOOTSTRAP=1 "$1" -Z unstable-options --print target-spec-json \
                --target "$target" \
                | sed 's/"frame-pointer": "always"/"frame-pointer": "may-omit"/' \
                >"$output/$target.json"
            echo "$output/$target.json"
            ;;
        *) echo "$target" ;;
    esac
}

# Builds with core from source: by this rustc and this cargo.
build_from_source() {
    rustc=$1 cargo=$2
    shift 2
    echo "building with $("$rustc" --version) and core from source" >&2
    RUSTFLAGS="$RUSTFLAGS -Z location-detail=none -Z fmt-debug=none" \
        RUSTC=$rustc RUSTC_BOOTSTRAP=1 CARGO_PROFILE_RELEASE_PANIC=immediate-abort \
        "$cargo" "$@" --target "$(target_without_frames "$rustc")" -Z json-target-spec \
        -Z build-std=core -Z build-std-features=optimize_for_size -Z panic-immediate-abort
}

set -- build --release --locked --no-default-features --features "$board"
if [ "$board" != lm3s6965evb ] && has_target
then
    echo "building with $(rustc --version) and its $target" >&2
    cargo "$@" --target "$target"
elif has_source rustc
then
    build_from_source rustc cargo "$@"
elif has_source /usr/bin/rustc && linker >/dev/null
then
    export "CARGO_TARGET_${variable}_LINKER=$(linker)"
    build_from_source /usr/bin/rustc /usr/bin/cargo "$@"
else
    cat >&2 <<EOF
There is no compiler for $board here. Either of these gives one:
  rustup component add rust-src
  apt-get install rustc-web cargo-web rust-web-src gcc-arm-none-eabi lld
EOF
    [ "$board" = lm3s6965evb ] || echo "  rustup target add $target" >&2
    exit 2
fi
echo "$output/$target/release"
