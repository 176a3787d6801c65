#!/bin/sh
# Builds the device images for a board: bins/device/build.sh [lm3s6965evb|mps2-an385]
#
# With a stable toolchain that has the target (rustup target add thumbv7m-none-eabi), by that. Else
# by Debian's compiler, which builds core from source (packages rustc-web, cargo-web, rust-web-src
# and gcc-arm-none-eabi). What core is built from source for also makes the image smaller: a panic
# has no message and no place there, it is a fault. Prints the directory of the images.
set -eu

board=${1:-lm3s6965evb}
target=thumbv7m-none-eabi
cd "$(dirname "$0")"
output=${CARGO_TARGET_DIR:-$PWD/target}

# Functions are only inlined where the call is no shorter: flash is scarcer than time.
RUSTFLAGS="${RUSTFLAGS:-} -C llvm-args=-inline-threshold=0"
export RUSTFLAGS

set -- build --release --locked --target "$target" --no-default-features --features "$board"
if ls "$(rustc --print target-libdir --target "$target" 2>/dev/null)"/libcore-*.rlib >/dev/null 2>&1
then
    echo "building with $(rustc --version) and its $target" >&2
    cargo "$@"
elif [ -x /usr/bin/rustc ] && [ -d /usr/lib/rustlib/src/rust/library/core ] \
    && command -v arm-none-eabi-ld >/dev/null
then
    echo "building with $(/usr/bin/rustc --version) and core from source" >&2
    RUSTFLAGS="$RUSTFLAGS -Z location-detail=none -Z fmt-debug=none" \
        RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_THUMBV7M_NONE_EABI_LINKER=arm-none-eabi-ld \
        CARGO_PROFILE_RELEASE_PANIC=immediate-abort \
        /usr/bin/cargo "$@" -Z build-std=core -Z build-std-features=optimize_for_size \
        -Z panic-immediate-abort
else
    cat >&2 <<EOF
There is no compiler for $target here. Either of these gives one:
  rustup target add $target
  apt-get install rustc-web cargo-web rust-web-src gcc-arm-none-eabi
EOF
    exit 2
fi
echo "$output/$target/release"
