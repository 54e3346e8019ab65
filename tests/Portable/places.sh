#!/usr/bin/env bash
# Computes a fixed list of jobs with the managed engine in places unlike each other, and compares the hashes of the results with those in
# expected.txt. Places that can't be had here are skipped with the reason. Exit code 1: a place gave other bits.
#   places.sh            all places
#   places.sh --write    only here, and the hashes become the expected ones
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
model=$repository/models/lithuanian-names.onnx
work=$(mktemp -d "${TMPDIR:-/tmp}/portable.XXXXXX")
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0 skipped=0

skip() { skipped=$((skipped + 1)) && echo "skipped $1: $2"; }

same() { # same PLACE COMMAND...: the command gives the expected hashes; one that crashes, as emulators do, is tried three times
    local place=$1 try difference
    shift
    for try in 1 2 3; do
        "$@" "$model" >"$work/found" 2>"$work/error" && break
        [ $try = 3 ] && failed=$((failed + 1)) && echo "FAIL    $place: $(tail -n 1 "$work/error")" && return
    done
    if difference=$(diff "$here/expected.txt" "$work/found"); then
        passed=$((passed + 1)) && echo "ok      $place"
    else
        failed=$((failed + 1)) && echo "FAIL    $place: $(sed -n 's/^> [0-9a-f]* *//p' <<<"$difference" | paste -sd ';')"
    fi
}

publish() { # publish FOLDER OPTION...
    local folder=$work/$1
    shift
    dotnet publish "$here" -c Release -o "$folder" "$@" >"$work/publish.log" 2>&1
}

publish here || { cat "$work/publish.log" && exit 1; }
program=(dotnet exec "$work/here/MlPipeline.Portable.dll")
if [ "${1:-}" = --write ]; then
    "${program[@]}" "$model" >"$here/expected.txt"
    exit
fi

same "this machine" "${program[@]}"
same "no AVX-512" env DOTNET_EnableAVX512=0 DOTNET_EnableAVX512F=0 "${program[@]}"
same "no AVX2" env DOTNET_EnableAVX2=0 "${program[@]}"
same "no vector instructions" env DOTNET_EnableHWIntrinsic=0 "${program[@]}"
same "no tiers of compilation" env DOTNET_TieredCompilation=0 "${program[@]}"
same "a Turkish locale, with what the system knows of languages" env LC_ALL=tr_TR.UTF-8 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 "${program[@]}"
same "a Turkish locale, without" env LC_ALL=tr_TR.UTF-8 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "${program[@]}"

if [ "$(uname -sm)" != "Linux x86_64" ]; then
    skip "native compilation and arm64" "they are tried on Linux x64"
else
    if ! command -v gcc >/dev/null && ! command -v clang >/dev/null; then
        skip "native compilation" "there is no linker (gcc or clang)"
    elif publish aot -r linux-x64 -p:PublishAot=true -p:IlcInstructionSet=x86-64-v3; then
        same "native compilation" "$work/aot/MlPipeline.Portable"
    else
        skip "native compilation" "$(grep -m 1 -o 'error.*' "$work/publish.log")"
    fi

    # The emulated program needs arm64's C++ runtime and OpenSSL, which .NET hashes with.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! [ -d /usr/aarch64-linux-gnu ]; then
        apt-get update -qq >/dev/null 2>&1
        apt-get install -y -qq qemu-user-static libc6-arm64-cross libstdc++6-arm64-cross >/dev/null 2>&1
    fi
    (cd "$work" && dpkg --add-architecture arm64 && apt-get update -qq && apt-get download -qq libssl3:arm64 && dpkg -x libssl3_*.deb ssl) >/dev/null 2>&1
    libraries=$work/ssl/usr/lib/aarch64-linux-gnu
    if ! command -v qemu-aarch64-static >/dev/null || ! [ -d /usr/aarch64-linux-gnu ]; then
        skip "arm64" "qemu-user-static and libstdc++6-arm64-cross are not here"
    elif ! [ -e "$libraries/libssl.so.3" ]; then
        skip "arm64" "libssl3:arm64 can't be downloaded"
    elif publish arm64 -r linux-arm64 --self-contained; then
        same "arm64" qemu-aarch64-static -L /usr/aarch64-linux-gnu -E "LD_LIBRARY_PATH=$libraries" "$work/arm64/MlPipeline.Portable"
    else
        skip "arm64" "$(grep -m 1 -o 'error.*' "$work/publish.log")"
    fi
fi

echo "$passed places the same, $failed different, $skipped skipped"
[ "$failed" = 0 ]
