#!/usr/bin/env bash
# tests/cluster/parallel.sh [PROGRAM [WORD...]]: GNU parallel completes a table in 64 shards. All of it is killed in the
# middle and started again, one shard asks for a retry; the merged files must be those of a single process.
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly mark=CLUSTER_TEST_RUN=$work

stop() {
    local pids round
    for ((round = 0; round < 100; round++)); do
        mapfile -t pids < <(marked "$mark")
        [ "${#pids[@]}" -gt 0 ] || return 0
        end KILL "${pids[@]}"
        sleep 0.05
    done
}

is_at_work() { [ "$(finished_shards)" -ge 20 ] && compgen -G "$output.shard-*.part" >/dev/null; }
list_finished() { find . -name 'out.csv.shard-*.manifest.json' -printf '%p %i %T@\n' | sort; }

need_packages parallel
use_program "$@"
make_input
run_single
emit parallel --jobs 2

say "run"
started=$SECONDS
env "$mark" TMPDIR="$work" bash job.sh >"$work/log/first.log" 2>&1 &
disown
until_true 200 "20 shards" is_at_work
stop
list_finished >"$work/log/before"
finished=$(finished_shards)
[ ! -e "$output" ] || fail "the run was over before it could be killed"
left=$(find . -name 'out.csv.shard-*.part' | wc -l)
[ "$left" -gt 0 ] || fail "no shard was at work when all was killed"
say "all killed with $finished shards done and $left begun; run again"
env "$mark" TMPDIR="$work" bash job.sh >"$work/log/second.log" 2>&1 || fail "the second run ended with exit code $?"
took=$((SECONDS - started))

list_finished | comm -23 "$work/log/before" - >"$work/log/redone"
[ ! -s "$work/log/redone" ] || fail "shards that were done were run again: $(head -n 3 "$work/log/redone")"
check_files

echo "ok: $shards shards, $finished done before all was killed and kept, $left cut off and run again, 1 tried again after exit code 75 (shard $flaky);" \
    "$rows rows and $(($(wc -l <"$errors") - 1)) bad rows merged, both files as of a single process; $took s, $SECONDS s in all"
