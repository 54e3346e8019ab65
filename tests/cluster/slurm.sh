#!/usr/bin/env bash
# tests/cluster/slurm.sh [PROGRAM [WORD...]]: a real Slurm with two nodes on this machine completes a table in 64 shards.
# One node dies in the middle, one shard asks for a retry; the merged files must be those of a single process.
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly seconds_until_down=9
export SLURM_CONF=$work/slurm.conf
daemons=()

# A node is one slurmd; its processes know it by a variable, the jobs on it by Slurm's own.
node_processes() { marked "CLUSTER_TEST_NODE=$work/$1"; }
task_processes() { comm -12 <(marked "SLURM_CONF=$SLURM_CONF") <(marked "SLURMD_NODENAME=$1"); }

stop() {
    local node pids round
    for node in node1 node2; do
        for ((round = 0; round < 50; round++)); do
            mapfile -t pids < <(node_processes "$node" && task_processes "$node")
            [ "${#pids[@]}" -gt 0 ] || break
            end KILL "${pids[@]}"
            sleep 0.1
        done
    done
    end TERM "${daemons[@]}"
    for ((round = 0; round < 50; round++)); do
        kill -0 "${daemons[@]}" 2>/dev/null || break
        sleep 0.1
    done
    end KILL "${daemons[@]}"
}

# start NAME COMMAND...: a daemon, known to stop.
start() {
    local name=$1
    shift
    "$@" >"$work/log/$name.out" 2>&1 </dev/null &
    daemons+=($!)
    disown
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 10000)) && (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}

start_slurm() {
    say "start munged, slurmctld and two slurmd"
    mkdir "$work/state" "$work/spool"
    (umask 077 && head -c 1024 /dev/urandom >"$work/munge.key")
    start munged munged --foreground --key-file="$work/munge.key" --socket="$work/munge.socket" \
        --pid-file="$work/munge.pid" --log-file="$work/log/munged.log" --seed-file="$work/munge.seed"
    until_true 20 munged test -S "$work/munge.socket"

    local host
    host=$(hostname -s)
    # cred_expire is also how long a job that is queued again must wait: two minutes if not set.
    cat >"$SLURM_CONF" <<EOF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmUser=root
SlurmdUser=root
AuthInfo=socket=$work/munge.socket,cred_expire=8
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool/%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/%n.pid
SlurmctldLogFile=$work/log/slurmctld.log
SlurmdLogFile=$work/log/%n.log
SlurmctldDebug=verbose
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=bf_interval=2,sched_interval=2
SlurmdParameters=config_overrides
SlurmdTimeout=$seconds_until_down
KillWait=2
MinJobAge=3600
ReturnToService=0
NodeName=node1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$(free_port) CPUs=2 RealMemory=4000
NodeName=node2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$(free_port) CPUs=2 RealMemory=4000
PartitionName=all Nodes=node1,node2 Default=YES MaxTime=60
EOF
    start slurmctld slurmctld -D -c
    start node1 env "CLUSTER_TEST_NODE=$work/node1" slurmd -D -N node1
    start node2 env "CLUSTER_TEST_NODE=$work/node2" slurmd -D -N node2
    until_true 40 "two idle nodes" are_idle
}

are_idle() { [ "$(sinfo -h -N -t idle -o %N 2>/dev/null | wc -l)" = 2 ]; }

# field NAME: its value in lines of 'scontrol show -o'.
field() { grep -oP "(?<= $1=)\S+"; }
state_of() { scontrol show job -o "$1" 2>/dev/null | field JobState; }

# shards_on NODE: those that run on it.
shards_on() {
    local pid
    for pid in $(task_processes "$1"); do
        { tr '\0' '\n' <"/proc/$pid/environ"; } 2>/dev/null | sed -n 's/^SLURM_ARRAY_TASK_ID=//p'
    done | sort -nu
}

# begun SHARD...: those that have written something and are not done.
begun() {
    local shard
    for shard in "$@"; do
        if compgen -G "$(shard_file "$shard")*" >/dev/null && [ ! -e "$(shard_file "$shard").manifest.json" ]; then
            echo "$shard"
        fi
    done
}

# The node is stopped first and looked at then: what is cut off really was at work, and Slurm can't have heard of its end.
is_frozen_at_work() {
    local running
    mapfile -t running < <(shards_on node1)
    [ "$(finished_shards)" -ge 8 ] && [ -n "$(begun "${running[@]}")" ] || return 1
    mapfile -t frozen < <(node_processes node1)
    end STOP "${frozen[@]}"
    mapfile -t killed < <(shards_on node1)
    [ -n "$(begun "${killed[@]}")" ] && return
    end CONT "${frozen[@]}"
    return 1
}

kill_node() {
    until_true 120 "shards at work on node1" is_frozen_at_work
    local pids
    # The daemons first, so that none is left to tell of its tasks' end.
    end KILL "${frozen[@]}"
    mapfile -t pids < <(task_processes node1)
    end KILL "${pids[@]}"
    until_true 10 "the end of node1" is_dead
    say "node1 killed (${#frozen[@]} daemons, ${#pids[@]} processes of tasks) with $(finished_shards) shards done"
    say "shards cut off: ${killed[*]}, of which had written something: $(begun "${killed[@]}" | tr '\n' ' ')"
}

is_dead() { [ -z "$(node_processes node1)$(task_processes node1)" ]; }
is_down() { scontrol show node -o node1 | field State | grep -q DOWN; }
has_ended() { state_of "$1" | grep -qE 'COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL'; }

check_jobs() {
    local shard job restarts
    scontrol show job -o "$array" >"$work/log/tasks"
    [ "$(field JobState <"$work/log/tasks" | grep -c COMPLETED)" = "$shards" ] || fail "not all of the $shards tasks are COMPLETED: $(field JobState <"$work/log/tasks" | sort | uniq -c | tr '\n' ' ')"
    [ "$(state_of "$merge")" = COMPLETED ] || fail "the merge is $(state_of "$merge")"

    for shard in "${killed[@]}"; do
        grep -P "requeue.*JobId=${array}_$shard\(\d+\).*node1" -i "$work/log/slurmctld.log" >>"$work/log/requeued" || fail "slurmctld's log doesn't say that ${array}_$shard was requeued because of node1"
        job=$(grep -P " ArrayTaskId=$shard " "$work/log/tasks")
        [ "$(field BatchHost <<<"$job")" = node2 ] || fail "shard $shard, whose node died, ended on $(field BatchHost <<<"$job")"
        [ "$(field Restarts <<<"$job")" -ge 1 ] || fail "shard $shard was cut off and yet never restarted"
    done
    restarts=$(grep -P " ArrayTaskId=$flaky " "$work/log/tasks" | field Restarts)
    [ "$restarts" -ge 1 ] || fail "shard $flaky ended with exit code 75 and was not requeued"
}

need_packages slurm-wlm munge
use_program "$@"
make_input
run_single
emit slurm --time 10 --memory 1000 --cpus 1
start_slurm

say "submit"
bash job.sh | tee "$work/log/submitted"
array=$(sed -n 's/^array //p' "$work/log/submitted")
merge=$(sed -n 's/^merge //p' "$work/log/submitted")
[[ -n $array && -n $merge ]] || fail "the script printed no job ids"
submitted=$SECONDS

kill_node
until_true 60 "slurmctld to miss node1" is_down
say "slurmctld has set node1 to $(scontrol show node -o node1 | field State)"
until_true 400 "the merge" has_ended "$merge"
took=$((SECONDS - submitted))
check_jobs
check_files
cat "$work/log/requeued"

ended_on() { field BatchHost <"$work/log/tasks" | grep -c "^$1\$" || true; }
echo "ok: $shards tasks, $(ended_on node1) ended on node1 and $(ended_on node2) on node2;" \
    "${#killed[@]} killed with their node and requeued (shards ${killed[*]}), 1 requeued by itself after exit code 75 (shard $flaky);" \
    "$rows rows and $(($(wc -l <"$errors") - 1)) bad rows merged, both files as of a single process; $took s, $SECONDS s in all"
