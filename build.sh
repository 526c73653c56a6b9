#!/usr/bin/env bash
# Compiles the build host where its sources changed, then runs it: ./build.sh --target=Predict
# Without a target it says what there is.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
hosts="$root/artifacts/host"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NEUROPIL_ROOT="$root"

fail() {
    printf 'Error: %s\n' "$@" >&2
    exit 1
}

# What the host is made from.
sources() {
    (cd "$root" && find build src Directory.Build.props Directory.Build.targets Directory.Packages.props global.json -type f "$@")
}

# A cheap sign that nothing changed, neither sources nor the host of this hash: names, sizes and times. Empty where find cannot tell them.
stamp() {
    local listing
    listing="$(sources -printf '%p %s %T@ %C@\n' 2>/dev/null && host_files "$1" -printf '%p %s %T@\n' 2>/dev/null)" || return 0
    LC_ALL=C sort <<<"$listing" | cksum
}

# What was compiled; the caches beside it are the host's own.
host_files() {
    local folder="$hosts/$1"
    shift
    find "$folder" -type f ! -name '*.cache*' "$@"
}

# Whether the host of this hash is as it was compiled.
is_whole() {
    [ -f "$hosts/$1/Build.dll" ] && [ -f "$hosts/$1.sum" ] && [ "$(host_sum "$1")" = "$(cat "$hosts/$1.sum")" ]
}

host_sum() {
    host_files "$1" -exec cksum {} + | LC_ALL=C sort | cksum
}

# What decides: the contents.
content_hash() {
    local sum="sha256sum"
    command -v sha256sum >/dev/null || sum="shasum -a 256"
    (cd "$root" && sources -print0 | LC_ALL=C sort -z | xargs -0 $sum | $sum | cut -c 1-16)
}

require_sdk() {
    command -v dotnet >/dev/null \
        || fail "the .NET SDK 10 was not found. Get it from https://dot.net/download, or by a package manager (package dotnet-sdk-10.0), then run again."
    # The SDK keeps its packages in the home folder. Where HOME is not told, the system knows it.
    export HOME="${HOME:-$(unset HOME; echo ~)}"
    [ -d "$HOME" ] && [ -w "$HOME" ] \
        || fail "HOME is '$HOME', which is no folder that may be written to; the .NET SDK keeps its packages there. Set HOME to one that is."
    local told
    if ! told="$(cd "$root" && dotnet --version 2>&1)"; then
        if (cd / && dotnet --list-sdks 2>/dev/null) | grep -q '^10\.'; then
            fail "the .NET SDK does not start:" "$told"
        fi
        echo "Error: no installed .NET SDK fits global.json, which asks for 10.0.100 or later. Installed:" >&2
        (cd / && dotnet --list-sdks >&2) || true
        echo "Get .NET SDK 10 from https://dot.net/download, then run again." >&2
        exit 1
    fi
}

# One compilation at a time; the lock goes with the processes that hold it, the compiler's too: hence no compiler may stay behind.
take_lock() {
    mkdir -p "$hosts" 2>/dev/null && [ -w "$hosts" ] \
        || fail "$hosts cannot be written to, and the build host goes there. Give yourself the right to, or remove what is in its way."
    if command -v flock >/dev/null; then
        exec 9>"$hosts/lock"
        if ! flock -n 9; then
            echo "Another build is compiling; waiting until it has finished." >&2
            flock 9
        fi
        return
    fi
    local told=""
    until mkdir "$hosts/lock.d" 2>/dev/null; do
        local owner
        owner="$(cat "$hosts/lock.d/owner" 2>/dev/null || true)"
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            mv "$hosts/lock.d" "$hosts/lock.dead.$$" 2>/dev/null && rm -rf "$hosts/lock.dead.$$"
            continue
        fi
        [ -n "$told" ] || echo "Another build is compiling; waiting until it has finished." >&2
        told=yes
        sleep 0.2
    done
    echo $$ >"$hosts/lock.d/owner"
    trap 'rm -rf "$hosts/lock.d"' EXIT
}

release_lock() {
    if [ -d "$hosts/lock.d" ]; then
        rm -rf "$hosts/lock.d"
        trap - EXIT
    else
        exec 9>&-
    fi
}

# The host of these sources is in a folder of their hash: it is there whole or not at all, and older ones come back when sources do.
compile() {
    local hash="$1" part="$hosts/$1.part"
    rm -rf "$hosts"/*.part "${hosts:?}/$hash" "$hosts/$hash.sum"
    (cd "$root" && exec dotnet publish build/Build.csproj -c Release -o "$part" -v minimal -nologo \
        -nodeReuse:false -p:UseSharedCompilation=false -p:RunAnalyzers=false >"$hosts/compile.log" 2>&1) &
    if ! tell_progress $!; then
        grep -E 'error|warn' "$hosts/compile.log" >&2 || cat "$hosts/compile.log" >&2
        fail "the build host could not be compiled; $hosts/compile.log has it all."
    fi
    mv "$part" "$hosts/$hash"
    host_sum "$hash" >"$hosts/$hash.sum"
    # The three newest stay: a build may still run from an older one.
    ls -1td "$hosts"/*/ | tail -n +4 | while IFS= read -r old; do rm -rf "$old" "${old%/}.sum"; done
}

# How long it takes and what is being compiled, on a terminal in one line, elsewhere at the beginning alone.
tell_progress() {
    local start=$SECONDS last=""
    echo "Compiling the build host …" >&2
    while kill -0 "$1" 2>/dev/null; do
        if [ -t 2 ]; then
            last="$(sed -n 's/^ *\([A-Za-z.]*\) -> .*/\1/p' "$hosts/compile.log" 2>/dev/null | tail -n 1)"
            printf '\r  %3d s  %-40s' "$((SECONDS - start))" "$last" >&2
        fi
        sleep 0.2
    done
    [ ! -t 2 ] || printf '\r%-60s\r' '' >&2
    wait "$1"
}

known_stamp="" known_hash=""
if [ -f "$hosts/stamp" ]; then
    { IFS= read -r known_stamp && IFS= read -r known_hash; } <"$hosts/stamp" || true
fi
now="$(stamp "$known_hash")"

if [ -z "$now" ] || [ "$now" != "$known_stamp" ] || [ ! -f "$hosts/$known_hash/Build.dll" ]; then
    require_sdk
    take_lock
    known_hash="$(content_hash)"
    is_whole "$known_hash" || compile "$known_hash"
    # Sources that changed while they were compiled are compiled again next time.
    if [ "$known_hash" = "$(content_hash)" ]; then
        printf '%s\n%s\n' "$(stamp "$known_hash")" "$known_hash" >"$hosts/stamp.$$" && mv "$hosts/stamp.$$" "$hosts/stamp"
    fi
    release_lock
fi

exec dotnet "$hosts/$known_hash/Build.dll" "$@"
