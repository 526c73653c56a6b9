#!/usr/bin/env pwsh
# Compiles the build host where its sources changed, then runs it: ./build.ps1 --target=Predict
# Without a target it says what there is.
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$hosts = "$root/artifacts/host"
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$env:NEUROPIL_ROOT = $root

# What the host is made from.
function Get-Source {
    $files = @('Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'global.json') |
        ForEach-Object { Get-Item "$root/$_" }
    $files += Get-ChildItem "$root/build", "$root/src" -Recurse -File
    $files | Sort-Object FullName
}

function Get-TextHash([string] $text) {
    $sha = [System.Security.Cryptography.SHA256]::Create()
    $bytes = $sha.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($text))
    ([System.BitConverter]::ToString($bytes) -replace '-', '').ToLowerInvariant().Substring(0, 16)
}

# What was compiled; the caches beside it are the host's own.
function Get-HostFile([string] $hash) {
    if ($hash -and (Test-Path "$hosts/$hash")) {
        Get-ChildItem "$hosts/$hash" -Recurse -File | Where-Object Name -NotLike '*.cache*' | Sort-Object FullName
    }
}

# A cheap sign that nothing changed, neither sources nor the host of this hash: names, sizes and times.
function Get-Stamp([string] $hash) {
    Get-TextHash ((@(Get-Source) + @(Get-HostFile $hash) | ForEach-Object { "$($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" }) -join "`n")
}

# What the host of this hash was when it was compiled.
function Get-HostSum([string] $hash) {
    Get-TextHash ((Get-HostFile $hash | ForEach-Object { "$($_.Name) $((Get-FileHash $_.FullName -Algorithm SHA256).Hash)" }) -join "`n")
}

function Test-Host([string] $hash) {
    (Test-Path "$hosts/$hash/Build.dll") -and (Test-Path "$hosts/$hash.sum") -and (Get-Content "$hosts/$hash.sum") -eq (Get-HostSum $hash)
}

# What decides: the contents.
function Get-ContentHash {
    Get-TextHash ((Get-Source | ForEach-Object { "$($_.FullName.Substring($root.Length)) $((Get-FileHash $_.FullName -Algorithm SHA256).Hash)" }) -join "`n")
}

function Stop-Build([string[]] $lines) {
    $lines | ForEach-Object { [Console]::Error.WriteLine($_) }
    exit 1
}

function Assert-Sdk {
    # What a program writes to its error stream is no error of this script.
    $ErrorActionPreference = 'Continue'
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        Stop-Build 'Error: the .NET SDK 10 was not found. Get it from https://dot.net/download, or by winget install Microsoft.DotNet.SDK.10, then run again.'
    }
    Push-Location $root
    $told = dotnet --version 2>&1
    $fits = $LASTEXITCODE -eq 0
    Pop-Location
    if (-not $fits -and (dotnet --list-sdks 2> $null | Where-Object { $_ -like '10.*' })) {
        Stop-Build @('Error: the .NET SDK does not start:', $told)
    }
    if (-not $fits) {
        Stop-Build 'Error: no installed .NET SDK fits global.json, which asks for 10.0.100 or later. Get .NET SDK 10 from https://dot.net/download, then run again.'
    }
}

# The host of these sources is in a folder of their hash: it is there whole or not at all, and older ones come back when sources do.
function Build-Host([string] $hash) {
    $ErrorActionPreference = 'Continue'
    [Console]::Error.WriteLine('Compiling the build host ...')
    Get-ChildItem $hosts -Directory -Filter '*.part' | Remove-Item -Recurse -Force
    Remove-Item "$hosts/$hash", "$hosts/$hash.sum" -Recurse -Force -ErrorAction SilentlyContinue
    $part = "$hosts/$hash.part"
    $log = "$hosts/compile.log"
    Push-Location $root
    dotnet publish build/Build.csproj -c Release -o $part -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=false -p:RunAnalyzers=false *> $log
    $succeeded = $LASTEXITCODE -eq 0
    Pop-Location
    if (-not $succeeded) {
        Stop-Build @((Get-Content $log), 'Error: the build host could not be compiled.')
    }
    Move-Item $part "$hosts/$hash"
    Set-Content "$hosts/$hash.sum" (Get-HostSum $hash)
    # The three newest stay: a build may still run from an older one.
    Get-ChildItem $hosts -Directory | Sort-Object LastWriteTimeUtc -Descending | Select-Object -Skip 3 |
        Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
}

# One compilation at a time; the lock goes with the process that holds it.
function Enter-Lock {
    New-Item -ItemType Directory -Force $hosts | Out-Null
    $told = $false
    while ($true) {
        try {
            return [System.IO.File]::Open("$hosts/lock", 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [System.IO.IOException] {
            if (-not $told) {
                [Console]::Error.WriteLine('Another build is compiling; waiting until it has finished.')
                $told = $true
            }
            Start-Sleep -Milliseconds 200
        }
    }
}

$stampFile = "$hosts/stamp.ps"
$knownStamp, $knownHash = if (Test-Path $stampFile) { Get-Content $stampFile } else { '', '' }
$now = Get-Stamp $knownHash
if ($now -ne $knownStamp -or -not (Test-Path "$hosts/$knownHash/Build.dll")) {
    Assert-Sdk
    $lock = Enter-Lock
    try {
        $knownHash = Get-ContentHash
        if (-not (Test-Host $knownHash)) {
            Build-Host $knownHash
        }
        # Sources that changed while they were compiled are compiled again next time.
        if ($knownHash -eq (Get-ContentHash)) {
            Set-Content $stampFile @((Get-Stamp $knownHash), $knownHash)
        }
    }
    finally {
        $lock.Dispose()
    }
}

& dotnet "$hosts/$knownHash/Build.dll" @args
exit $LASTEXITCODE
