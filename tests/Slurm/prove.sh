#!/usr/bin/env bash
# The study under a real Slurm: the bytes of one machine, whatever happens on the way. Arguments: the build host, the repository.
# Its last line: N passed, N failed.
set -uo pipefail
host="$1"
repository="$2"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for command in slurmctld slurmd munged sbatch squeue; do
    command -v "$command" >/dev/null || { echo "$command was not found: apt-get install slurmctld slurmd slurm-client munge" >&2; exit 1; }
done

work="$(mktemp -d)"
passed=0
failed=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 NO_COLOR=1
. "$here/cluster.sh"
trap 'stop_cluster; rm -rf "$work"' EXIT

small=(--Study_Groups=cr --Evaluate_Folds=none --Validate_Subsamples=4 --Validate_Seeds=2 --Validate_Nulls=19)
slurm=(--executor=slurm --Slurm_Processors=1)

# A study of its own in a folder of its own: run ROOT LOG ARGUMENTS.
make_root() {
    mkdir -p "$work/$1/data"
    cp "$repository/Neuropil.slnx" "$repository/cake.config" "$work/$1/"
    cp -r "$repository/data/sample" "$work/$1/data/"
}

run() {
    local root="$work/$1" log="$work/$1.log"
    shift
    NEUROPIL_ROOT="$root" timeout 400 dotnet "$host" "$@" >>"$log" 2>&1
}

# Every published file with its hash, but for what tells of the run.
bytes() {
    (cd "$work/$1/artifacts" && find . -type f ! -path './store/*' ! -name run.json -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

left_over() {
    squeue --noheader --states=PENDING,RUNNING,COMPLETING --format=%j | grep -c '^neuropil-'
}

check() {
    local name="$1"
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "passed: $name"
    else
        failed=$((failed + 1))
        echo "FAILED: $name"
        tail -n 40 "$work/${current:-none}.log" 2>/dev/null
    fi
}

same_bytes() { diff <(bytes local) <(bytes "$1") >"$work/diff" && [ -s "$work/$1/artifacts/run.json" ] || { head -n 5 "$work/diff"; return 1; }; }
none_left() { await '[ "$(left_over)" -eq 0 ]'; }
says() { grep -q -- "$2" "$work/$1.log" || { echo "expected in the log: $2"; return 1; }; }
seconds() { date +%s; }

begin() {
    current="$1"
    make_root "$1"
    await '[ "$(sinfo -h -t idle,mixed,allocated -o %D 2>/dev/null | paste -sd+ | bc)" = 3 ]' 2>/dev/null
    echo "--- $1"
}

when_running() { await "[ \"\$(squeue --noheader --states=RUNNING --format=%j | grep -c '^neuropil-')\" -ge ${1:-1} ]"; }

start_cluster
begin local
run local --target=Predict,Validate "${small[@]}"
check "the study runs on one machine" test -s "$work/local/artifacts/run.json"

begin processes
run processes --target=Predict,Validate "${small[@]}" --executor=process
check "processes of their own give the same bytes" same_bytes processes

begin nodes
run nodes --target=Predict,Validate "${small[@]}" "${slurm[@]}" &
running=$!
when_running
scontrol update NodeName=n1 State=DRAIN Reason=proof
victim="$(squeue --noheader --states=RUNNING --format=%N | grep -v n1 | head -n 1)"
scontrol update NodeName="${victim:-n2}" State=DOWN Reason=proof
sleep 3
scontrol update NodeName=n1,"${victim:-n2}" State=RESUME 2>/dev/null
wait $running
scontrol update NodeName=n[1-3] State=RESUME 2>/dev/null
check "a node drained and one lost in the middle: the same bytes" same_bytes nodes
check "no job is left over" none_left

begin controller
run controller --target=Predict,Validate "${small[@]}" "${slurm[@]}" &
running=$!
when_running
kill -9 "$controller_pid"
wait "$controller_pid" 2>/dev/null
sleep 5
start_controller
wait $running
check "slurmctld killed and started again: the same bytes" same_bytes controller
check "no job is left over" none_left

begin killed
NEUROPIL_ROOT="$work/killed" dotnet "$host" --target=Predict,Validate "${small[@]}" "${slurm[@]}" >"$work/killed.log" 2>&1 &
running=$!
when_running
kill -9 $running
wait $running 2>/dev/null
run killed --target=Predict,Validate "${small[@]}" "${slurm[@]}"
check "our controller killed: a second start gives the same bytes" same_bytes killed
check "the second start finds the running jobs again" says killed "found again"
check "no job is left over" none_left

begin stopped
NEUROPIL_ROOT="$work/stopped" dotnet "$host" --target=Predict,Validate "${small[@]}" "${slurm[@]}" >"$work/stopped.log" 2>&1 &
running=$!
when_running
sbatch --job-name=neuropil-another --output=/dev/null --wrap='sleep 300' >/dev/null
kill -TERM $running
wait $running
check "a stopped run says that its jobs go on" says stopped "CancelJobs"
run stopped --target=CancelJobs
check "CancelJobs leaves other people's jobs alone" await '[ "$(left_over)" -eq 1 ]'
scancel --name=neuropil-another

begin refusing
mkdir "$work/commands"
for command in squeue sacct scancel scontrol sinfo; do
    ln -s "$(command -v $command)" "$work/commands/$command"
done
cat >"$work/commands/sbatch" <<SBATCH
#!/bin/bash
n=\$(cat "$work/refused" 2>/dev/null || echo 0)
if [ "\$n" -lt 3 ]; then
    echo \$((n + 1)) >"$work/refused"
    echo "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)" >&2
    exit 1
fi
exec $(command -v sbatch) "\$@"
SBATCH
chmod +x "$work/commands/sbatch"
run refusing --target=Predict,Validate "${small[@]}" "${slurm[@]}" --Slurm_Commands="$work/commands"
check "sbatch refusing for a while: the same bytes" same_bytes refusing
check "the refusal is told" says refusing "Asked again in"

begin memory
run memory --target=Predict,Validate "${small[@]}" "${slurm[@]}" --Slurm_Memory=60M
check "a job killed for memory is asked for again with more" says memory "ran out of memory (60 MB asked for); asked for again with 120 MB"
check "and ends with the same bytes" same_bytes memory
begin too-little
run too-little --target=Ingest "${small[@]}" "${slurm[@]}" --Slurm_Memory=5M
check "memory that never is enough ends with what to do" says too-little 'Ask for more memory: \[Slurm\] Memory'
check "no job is left over" none_left

begin time
run time --target=Ingest "${small[@]}" "${slurm[@]}" --Slurm_Time=1 &
running=$!
when_running
# Held until Slurm ends it: it wakes each process before it does.
await 'pkill -STOP -f "$work/time/artifacts/store/jobs"'
wait $running
check "a job killed for time is asked for again with more" says time "ran out of time (0:01:00 asked for); asked for again with 0:02:00"
check "and ends well" test -s "$work/time/artifacts/run.json"

begin partition
run partition --target=Ingest "${small[@]}" "${slurm[@]}" --Slurm_Partition=nowhere
check "an unknown partition is told with those there are" says partition "this cluster has main"
begin limit
run limit --target=Ingest "${small[@]}" "${slurm[@]}" --Slurm_Time=9-0
check "a time that the partition never grants is told" says limit "PartitionTimeLimit"
begin absent
run absent --target=Ingest "${small[@]}" "${slurm[@]}" --Slurm_Commands=/nonexistent
check "a machine without sbatch is told what to do" says absent "login node of a Slurm cluster"
check "no job is left over" none_left

# 500 replicates of a group of some size: 230 subsamples, 72 seeds, 2 x 99 nulls. What is counted is the time of the parts, as Slurm has it, over that of the units.
begin many
run many --target=Cluster --Study_Groups=as
: >"$work/jobcomp.txt"
touch "$work/before"
from="$(seconds)"
run many --target=Validate --Study_Groups=as --Validate_Subsamples=230 --Validate_Seeds=72 --Validate_Nulls=99 "${slurm[@]}"
wall=$(($(seconds) - from))
worked="$(find "$work/many/artifacts/store/records" -type f -newer "$work/before" -exec sed -n 's/.*"milliseconds": *\([0-9]*\).*/\1/p' {} + | awk '{ all += $1 } END { printf "%.1f", all / 1000 }')"
submissions="$(sed -n 's/.* Name=\(neuropil-[^ ]*\) .*/\1/p' "$work/jobcomp.txt" | sort -u | wc -l)"
parts="$(grep -c ' Name=neuropil-' "$work/jobcomp.txt")"
in_parts=0
while read -r start end; do
    in_parts=$((in_parts + $(date -d "$end" +%s) - $(date -d "$start" +%s)))
done < <(sed -n 's/.* Name=neuropil-.* StartTime=\([^ ]*\) EndTime=\([^ ]*\) .*/\1 \2/p' "$work/jobcomp.txt")
echo "500 replicates: $submissions submissions, $parts parts; units worked ${worked:-0} s, parts took $in_parts s, from start to end $wall s"
check "500 replicates in 15 submissions at most" test "$submissions" -le 15 -a "$submissions" -gt 0
check "at most 20 % over the time of the units" awk -v all="$in_parts" -v units="${worked:-0}" 'BEGIN { exit !(units > 0 && all <= 1.2 * units) }'
check "no job is left over" none_left

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
