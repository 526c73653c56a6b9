#!/usr/bin/env bash
# Compiles the build host where its sources changed, then runs it: ./build.sh --target=Predict
# Without a target it says what there is.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
hosts="$root/artifacts/host"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What the host is made from.
sources() {
    (cd "$root" && find build src Directory.Build.props Directory.Build.targets Directory.Packages.props global.json -type f "$@")
}

# A cheap sign that nothing changed: names, sizes and times. Empty where find cannot tell them.
stamp() {
    local listing
    listing="$(sources -printf '%p %s %T@ %C@\n' 2>/dev/null)" || return 0
    LC_ALL=C sort <<<"$listing" | cksum
}

# What decides: the contents.
content_hash() {
    local sum="sha256sum"
    command -v sha256sum >/dev/null || sum="shasum -a 256"
    (cd "$root" && sources -print0 | LC_ALL=C sort -z | xargs -0 $sum | $sum | cut -c 1-16)
}

require_sdk() {
    if ! command -v dotnet >/dev/null; then
        echo "Error: the .NET SDK 10 was not found. Get it from https://dot.net/download, or by a package manager (package dotnet-sdk-10.0), then run again." >&2
        exit 1
    fi
    if ! (cd "$root" && dotnet --version >/dev/null 2>&1); then
        echo "Error: no installed .NET SDK fits global.json, which asks for 10.0.100 or later. Installed:" >&2
        (cd / && dotnet --list-sdks >&2) || true
        echo "Get .NET SDK 10 from https://dot.net/download, then run again." >&2
        exit 1
    fi
}

# One compilation at a time; the lock goes with the processes that hold it, the compiler's too: hence no compiler may stay behind.
take_lock() {
    mkdir -p "$hosts"
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
    echo "Compiling the build host …" >&2
    rm -rf "$hosts"/*.part
    if ! (cd "$root" && dotnet publish build/Build.csproj -c Release -o "$part" -v quiet -nologo \
        -nodeReuse:false -p:UseSharedCompilation=false >"$hosts/compile.log" 2>&1); then
        cat "$hosts/compile.log" >&2
        echo "Error: the build host could not be compiled." >&2
        exit 1
    fi
    mv "$part" "$hosts/$hash"
    # The three newest stay: a build may still run from an older one.
    ls -1td "$hosts"/*/ | tail -n +4 | while IFS= read -r old; do rm -rf "$old"; done
}

now="$(stamp)"
known_stamp="" known_hash=""
if [ -f "$hosts/stamp" ]; then
    { IFS= read -r known_stamp && IFS= read -r known_hash; } <"$hosts/stamp" || true
fi

if [ -z "$now" ] || [ "$now" != "$known_stamp" ] || [ ! -f "$hosts/$known_hash/Build.dll" ]; then
    require_sdk
    take_lock
    now="$(stamp)"
    known_hash="$(content_hash)"
    [ -f "$hosts/$known_hash/Build.dll" ] || compile "$known_hash"
    # Sources that changed while they were compiled are compiled again next time.
    if [ "$now" = "$(stamp)" ]; then
        printf '%s\n%s\n' "$now" "$known_hash" >"$hosts/stamp.$$" && mv "$hosts/stamp.$$" "$hosts/stamp"
    fi
    release_lock
fi

exec dotnet "$hosts/$known_hash/Build.dll" "$@"
