# shellcheck shell=bash
# What the cluster tests share; to be sourced. Afterwards there is a temporary folder, $work, which ends with the script,
# and nothing that was started outlives it.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly repository
readonly rows=200000 shards=64
# The shard whose first run ends with exit code 75, as on a full disk: it must be run again.
readonly flaky=7

# Short and not under TMPDIR: sockets live here, and their paths may have 107 bytes.
work=$(mktemp -d /tmp/cluster.XXXXXX)
readonly work
# munged refuses a socket that others can't reach.
chmod 711 "$work"
readonly output=$work/run/out.csv errors=$work/run/errors.csv

say() { echo "$(printf '%4d' "$SECONDS") s  $*"; }

fail() {
    reason=$*
    exit 1
}

skip() {
    echo "skipped: $*"
    exit 77
}

# Scripts that start daemons define it again.
stop() { :; }

finish() {
    local code=$?
    trap - EXIT
    trap '' INT TERM
    stop
    if [ "$code" != 0 ] && [ "$code" != 77 ]; then
        tail -n 25 "$work"/log/*.log "$work"/run/*.out 2>/dev/null || true
        echo "failed: ${reason:-a command ended with exit code $code}"
    fi
    rm -rf "$work"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

# need_packages PACKAGE...: from Debian, where they aren't installed.
need_packages() {
    [ "$(id -u)" = 0 ] || skip "only root can install and start what this needs"
    command -v apt-get >/dev/null || skip "there is no apt-get to install $* with"
    say "install $*"
    local apt=(apt-get install -y -qq --no-install-recommends "$@")
    export DEBIAN_FRONTEND=noninteractive
    dpkg -s "$@" >/dev/null 2>&1 ||
        "${apt[@]}" >/dev/null 2>&1 ||
        { apt-get update -qq && "${apt[@]}"; } >/dev/null 2>&1 ||
        skip "apt-get can't install $*"
}

# use_program [WORD...]: makes $work/program of the words that start the program; the built one where there are none.
use_program() {
    if [ $# = 0 ]; then
        local library=$repository/src/Scoring/bin/Release/net10.0/MlPipeline.Scoring.dll
        [ -e "$library" ] || { say "build" && dotnet build -c Release -v quiet "$repository/src/Scoring" >"$work/build.log" 2>&1; } ||
            fail "the build: $(grep -m 1 error "$work/build.log")"
        set -- dotnet "$library"
    fi

    cat >"$work/program" <<EOF
#!/usr/bin/env bash
if [[ " \$* " == *" --shard $flaky/$shards "* ]] && mkdir "$work/flaky" 2>/dev/null; then
    exit 75
fi
exec $(printf '%q ' "$@")"\$@"
EOF
    chmod +x "$work/program"
}

# Makes $work/run/input.csv, always the same. Rows of many lines lie on the borders of the shards, so that no border can be
# guessed from the bytes, and some rows are bad in each way there is.
make_input() {
    say "make a table of $rows rows"
    local LC_ALL=C.UTF-8 name length
    while IFS=, read -r name _; do
        for length in 1 2 3 4; do
            echo "${name:0:length}"
        done
    done < <(tail -n +2 "$repository/data/names.csv") | LC_ALL=C awk -v rows="$rows" -v shards="$shards" '
        function note(i, lines,    text) {
            text = "row " i ", a \"\"quoted\"\" note"
            while (lines-- > 0)
                text = text "\n" lines "," i ",\"\"Ada\"\""
            return "\"" text "\""
        }
        { prefixes[count++] = $0 }
        END {
            size = rows / shards
            print "id,prefix,note"
            for (i = 0; i < rows; i++) {
                prefix = prefixes[i % count]
                if (i % 997 == 5) prefix = prefix "4"
                if (i % 1999 == 6) prefix = prefix "\377"
                if (i % 1499 == 7) prefix = prefix ",one field too many"
                lines = i % size == 0 || i % size == size - 1 ? 300 : i % 11 == 0 ? 2 : 0
                print i "," prefix "," (lines || i % 5 == 0 ? note(i, lines) : "plain")
            }
        }' >"$work/run/input.csv"
}

run_single() {
    say "complete it in a single process"
    "$work/program" complete input.csv --column prefix --samples 1 --output single.csv --errors single-errors.csv >"$work/log/single.log" 2>&1 ||
        fail "the single process ended with exit code $?"
    [ "$(wc -l <single-errors.csv)" -gt 100 ] || fail "the table has no bad rows to speak of"
}

# emit ENGINE [OPTION...]: writes job.sh.
emit() {
    say "emit $1"
    "$work/program" emit "$@" --shards "$shards" --retries 5 --executable "$work/program" --output job.sh -- \
        complete input.csv --column prefix --samples 1 --output "$output" --errors "$errors" >"$work/log/emit.log" 2>&1 ||
        fail "emit $1 ended with exit code $?"
}

# shard_file NUMBER [FILE]
shard_file() { echo "${2-$output}.shard-$1-of-$shards"; }

finished_shards() { find "$work/run" -name "out.csv.shard-*-of-$shards.manifest.json" | wc -l; }

check_files() {
    local shard
    for ((shard = 1; shard <= shards; shard++)); do
        [ -s "$(shard_file "$shard").manifest.json" ] || fail "shard $shard has no manifest"
    done
    cmp single.csv "$output" || fail "the merged results aren't those of the single process"
    cmp single-errors.csv "$errors" || fail "the merged bad rows aren't those of the single process"
    [ -d "$work/flaky" ] || fail "shard $flaky was never asked to fail"
}

# until_true SECONDS WHAT COMMAND...: waits for it.
until_true() {
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || fail "waited in vain for $what"
        sleep 0.05
    done
}

# marked NAME=VALUE: ids of the processes with this variable in their environment.
marked() { grep -lszxF -- "$1" /proc/[0-9]*/environ | cut -d / -f 3 | sort || true; }

# end SIGNAL PID...: what is gone already is no error.
end() { kill -s "$@" 2>/dev/null || true; }

mkdir "$work/run" "$work/log"
cd "$work/run"
