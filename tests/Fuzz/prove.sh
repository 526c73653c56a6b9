#!/bin/sh
# tests/Fuzz/prove.sh [COUNT]: reads COUNT altered files of each format (5,000 unless told), the same ones every time, with at most 1 GB of memory.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build "$root/tests/Fuzz" -c Release -v q
# 1 GB, told in hexadecimal digits.
DOTNET_GCHeapHardLimit=3B9ACA00 exec dotnet "$root/artifacts/dotnet/bin/Fuzz/release/Fuzz.dll" prove "${1:-5000}"
