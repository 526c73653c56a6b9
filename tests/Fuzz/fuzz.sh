#!/bin/sh
# tests/Fuzz/fuzz.sh TARGET SECONDS FILES: fuzzes a reader with afl-fuzz (apt-get install afl++), starting from the files.
# The corpus stays under artifacts/fuzz/TARGET and is gone on with; finds are in its folders crashes and hangs.
set -eu
[ $# -ge 3 ] || { echo "fuzz.sh TARGET SECONDS FILES" >&2; exit 2; }
target=$1; seconds=$2; shift 2
root=$(cd "$(dirname "$0")/../.." && pwd)
work="$root/artifacts/fuzz/$target"
mkdir -p "$work/seeds"
for file in "$@"; do cp "$file" "$work/seeds/$(basename "$file")"; done
[ -x "$root/artifacts/fuzz/tools/sharpfuzz" ] || dotnet tool install --tool-path "$root/artifacts/fuzz/tools" SharpFuzz.CommandLine --version 2.3.0
rm -rf "$work/program"
dotnet publish "$root/tests/Fuzz" -c Release -o "$work/program"
for library in "$work"/program/Neuropil.*.dll; do "$root/artifacts/fuzz/tools/sharpfuzz" "$library"; done
seeds="$work/seeds"
[ ! -d "$work/corpus/default" ] || seeds=-
AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 \
  afl-fuzz -i "$seeds" -o "$work/corpus" -t 10000 -m none -V "$seconds" dotnet "$work/program/Fuzz.dll" "$target"
