#!/usr/bin/env bash
# Runs the main job in places unlike the machine that it was made on; a line for each place says what must hold there.
#   places.sh           all places
#   places.sh PATTERN   those whose name matches
# Places that can't be had here (other than root, no namespaces) are skipped with the reason. Exit code 1: a place failed.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
only=${1:-}
work=$(mktemp -d /tmp/places.XXXXXX)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
chmod 755 "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0 skipped=0

ok() { passed=$((passed + 1)) && echo "ok      $1"; }
bad() { failed=$((failed + 1)) && echo "FAIL    $1: $2"; }
skip() { skipped=$((skipped + 1)) && echo "skipped $1: $2"; }
wanted() { [[ -z $only || $1 == *$only* ]]; }

publish() { # publish PROJECT FOLDER OPTION...
    local project=$1 folder=$2
    shift 2
    dotnet publish "$repository/src/$project" -c Release -o "$folder" "$@" >"$work/publish" 2>&1
}

publish Training "$work/apps/training" || { cat "$work/publish" && exit 1; }
publish Scoring "$work/apps/scoring" || { cat "$work/publish" && exit 1; }

# --- Inputs: precomposed and decomposed names, casing that languages disagree on, quoted and empty fields.
mkdir "$work/in"
cp "$repository/data/names.csv" "$repository/data/prefixes.csv" "$work/in"
cp "$repository/models/lithuanian-names.onnx" "$work/in/model.onnx"
printf 'id,name\n1,Žemaitė\n2,Z\xcc\x8cemaite\xcc\x87\n3,S\xcc\x8caru\xcc\x84nas\n4,IEVA\n5,i\xcc\x87rena\n6,\xc4\xb0lona\n7,"Ona"\n8,\n9,Jonas\n' >"$work/in/raw.csv"
chmod -R a+rX "$work"

fresh() { # fresh NAME: an empty output folder that anybody may write to, in $out
    out=$work/out/$1
    rm -rf "$out"
    mkdir -p "$out"
    chmod 777 "$out"
}

job() { # job WRAPPER...: the main job under the wrapper, its messages in $work/log
    "$@" bash "$here/job.sh" "$apps" "$in" "$out" >"$work/log" 2>&1 </dev/null
}

# What every place must give, byte for byte.
apps=$work/apps in=$work/in
fresh reference
job env || { cat "$work/log" && exit 1; }
reference=$out

same() { # same NAME WRAPPER...: the job works and its bytes are those of the reference
    local name=$1 difference
    shift
    wanted "$name" || return 0
    fresh place
    if ! job "$@"; then
        bad "$name" "$(tail -n 3 "$work/log")"
    elif difference=$(diff -rq "$reference" "$out"); then
        ok "$name"
    else
        bad "$name" "$difference"
    fi
}

refused() { # refused NAME TEXT WRAPPER...: exit code 2 or 75 and one error line with TEXT, no file left
    local name=$1 text=$2 code=0
    shift 2
    wanted "$name" || return 0
    fresh place
    "$@" >"$work/log" 2>&1 </dev/null || code=$?
    if [ "$code" != 2 ] && [ "$code" != 75 ]; then
        bad "$name" "exit code $code: $(tail -n 3 "$work/log")"
    elif ! grep -q "^error: .*$text" "$work/log"; then
        bad "$name" "no error line with '$text': $(tail -n 3 "$work/log")"
    elif [ -n "$(ls -A "$out")" ]; then
        bad "$name" "left $(ls -A "$out")"
    else
        ok "$name"
    fi
}

root() { [ "$(id -u)" = 0 ] && unshare -mn true 2>/dev/null; }
# Runs the rest of the line in mount and network namespaces of its own, after the commands in $1.
inside() { unshare -mn bash -c "$1"' && shift && exec "$@"' inside "$@"; }

training=$work/apps/training/MlPipeline.Training scoring=$work/apps/scoring/MlPipeline.Scoring

# --- Language and environment
same "no ICU" env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
same "LANG=C" env -u LC_ALL LANG=C
same "LANG=tr_TR" env -u LC_ALL LANG=tr_TR.UTF-8
same "LANG=lt_LT" env -u LC_ALL LANG=lt_LT.UTF-8
same "no environment but PATH" env -i PATH="$PATH"
same "a HOME that is not there" env HOME=/nowhere XDG_CACHE_HOME=/nowhere

# --- Files that nobody asked for: neither in HOME nor in the temporary folder
if wanted "an empty HOME stays empty"; then
    mkdir -p "$work/home" "$work/tmp"
    same "an empty HOME stays empty" env HOME="$work/home" TMPDIR="$work/tmp" DOTNET_EnableDiagnostics=0
    [ -z "$(ls -A "$work/home" "$work/tmp" | grep -v -e ':$' -e '^$')" ] || bad "an empty HOME stays empty" "left $(find "$work/home" "$work/tmp" -mindepth 1 | head -3)"
fi

# --- Processors
same "one core" taskset -c 0
same "no AVX-512" env DOTNET_EnableAVX512F=0 ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2 MKL_ENABLE_INSTRUCTIONS=AVX2
same "no AVX2" env DOTNET_EnableAVX2=0 ATEN_CPU_CAPABILITY=default ONEDNN_MAX_CPU_ISA=SSE41 MKL_ENABLE_INSTRUCTIONS=SSE4_2
same "no vector instructions in .NET" env DOTNET_EnableHWIntrinsic=0
group=/sys/fs/cgroup/cpu/mlpipeline-places
if wanted "half a core" && mkdir "$group" 2>/dev/null && echo 50000 >"$group/cpu.cfs_quota_us" 2>/dev/null; then
    same "half a core" bash -c "echo \$\$ >$group/cgroup.procs && exec \"\$@\"" half
    rmdir "$group" 2>/dev/null
elif wanted "half a core"; then
    rmdir "$group" 2>/dev/null
    skip "half a core" "no cgroup with a processor quota can be made here"
fi

# --- Folders, networks, users
if root; then
    same "no network" unshare -n
    same "/tmp absent" inside "mount --bind '$work' /mnt && mount -t tmpfs none /tmp && mkdir -p '$work' && mount --bind /mnt '$work' && mount -o remount,ro,bind /tmp && export TMPDIR=/tmp/absent"
    same "/tmp full" inside "mount --bind '$work' /mnt && mount -t tmpfs -o size=64k none /tmp && mkdir -p '$work' && mount --bind /mnt '$work' && { head -c 1M /dev/zero >/tmp/full 2>/dev/null || true; }"
    same "/tmp not executable" inside "mount --bind '$work' /mnt && mount -t tmpfs -o noexec none /tmp && mkdir -p '$work' && mount --bind /mnt '$work'"
    same "read-only working folder" inside "mount --bind '$work/in' '$work/in' && mount -o remount,ro,bind '$work/in'"
    same "user nobody" setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent
else
    for name in "no network" "/tmp absent" "/tmp full" "/tmp not executable" "read-only working folder" "user nobody"; do
        wanted "$name" && skip "$name" "only root can make this place, with unshare(1)"
    done
fi

if wanted "path with spaces and ą"; then
    mkdir "$work/a path ą"
    cp -r "$work/apps" "$work/in" "$work/a path ą"
    apps="$work/a path ą/apps" in="$work/a path ą/in" same "path with spaces and ą" env
    rm -r "$work/a path ą"
fi

if wanted "a second run beside the first"; then
    fresh place
    first=$out
    (job env) &
    fresh second
    job env
    second=$?
    if wait $! && [ $second = 0 ] && diff -rq "$reference" "$first" >"$work/log" && diff -rq "$reference" "$out" >>"$work/log"; then
        ok "a second run beside the first"
    else
        bad "a second run beside the first" "$(tail -n 3 "$work/log")"
    fi
fi

# --- Streams
if wanted "output closed early"; then
    "$scoring" generate --model "$in/model.onnx" --count 100000 2>"$work/log" | head -n 2 >"$work/two"
    code=${PIPESTATUS[0]}
    if { [ "$code" = 0 ] || [ "$code" = 141 ]; } && [ "$(wc -l <"$work/two")" = 2 ] && ! grep -q error "$work/log"; then
        ok "output closed early"
    else
        bad "output closed early" "exit code $code: $(tail -n 1 "$work/log")"
    fi
fi
refused "read-only output folder" "names.txt" "$scoring" generate --model "$in/model.onnx" --count 3 --output /proc/names.txt
refused "full disk" "space" "$scoring" generate --model "$in/model.onnx" --count 3 --output /dev/full

# --- Other ways to publish
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | sed 's/debian.*-/linux-/' | head -n 1)
variant() { # variant NAME OPTION...: Scoring published so
    local name=$1
    shift
    wanted "$name" || return 0
    rm -rf "$work/variant"
    mkdir -p "$work/variant"
    ln -s "$work/apps/training" "$work/variant/training"
    if publish Scoring "$work/variant/scoring" -r "$rid" "$@"; then
        apps=$work/variant same "$name" env
    else
        bad "$name" "publish failed: $(grep -m 1 error "$work/publish")"
    fi
}
variant "ReadyToRun" -p:PublishReadyToRun=true --self-contained false
variant "single file" -p:PublishSingleFile=true --self-contained true
variant "single file, compressed, native libraries inside" -p:PublishSingleFile=true --self-contained true \
    -p:IncludeNativeLibrariesForSelfExtract=true -p:EnableCompressionInSingleFile=true
# Trimmed, the programs lose what they read and write as JSON by reflection; apps that embed the library can be (tests/embedding/publish.sh).

echo "$passed places held, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
