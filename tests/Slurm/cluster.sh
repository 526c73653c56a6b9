# A Slurm of three virtual nodes on the loopback, without systemd. Sourced; expects $work, an empty folder with a short name.
# One processor a node, memory enforced by the accounting of processes, ended jobs remembered in jobcomp.txt.

cluster_port=$((20000 + RANDOM % 20000))
export SLURM_CONF="$work/slurm.conf"

write_configuration() {
    local host
    host="$(hostname -s)"
    dd if=/dev/urandom of="$work/munge.key" bs=1024 count=1 2>/dev/null
    chmod 400 "$work/munge.key"
    mkdir -p "$work/state" "$work/spool" "$work/log"
    cat >"$SLURM_CONF" <<CONF
ClusterName=proof
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$cluster_port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$work/munge.sock
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool/%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd-%n.pid
SlurmctldLogFile=$work/log/slurmctld
SlurmdLogFile=$work/log/slurmd-%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=task=1
JobAcctGatherParams=OverMemoryKill
JobCompType=jobcomp/filetxt
JobCompLoc=$work/jobcomp.txt
MailProg=/bin/true
ReturnToService=2
SlurmdTimeout=10
KillWait=2
MinJobAge=3600
SchedulerParameters=batch_sched_delay=0
SlurmdParameters=config_overrides
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
NodeName=n[1-3] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((cluster_port + 1))-$((cluster_port + 3))] CPUs=1 RealMemory=8000
PartitionName=main Nodes=n[1-3] Default=YES MaxTime=1-0 State=UP
CONF
}

await() {
    local tries=0
    until eval "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { echo "waited in vain for: $1" >&2; return 1; }
        sleep 0.1
    done
}

start_controller() {
    slurmctld -D >/dev/null 2>&1 &
    controller_pid=$!
    await 'scontrol ping 2>/dev/null | grep -q UP'
}

start_cluster() {
    write_configuration
    munged -F --key-file="$work/munge.key" --socket="$work/munge.sock" --pid-file="$work/munged.pid" --log-file="$work/log/munged" --seed-file="$work/munge.seed" --force >/dev/null 2>&1 &
    munge_pid=$!
    await 'munge -n -S "$work/munge.sock" >/dev/null 2>&1'
    start_controller
    node_pids=()
    local node
    for node in n1 n2 n3; do
        slurmd -D -N "$node" >/dev/null 2>&1 &
        node_pids+=($!)
    done
    await '[ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 3 ]'
}

stop_cluster() {
    scancel --user="$(id -un)" 2>/dev/null
    sleep 1
    kill "${node_pids[@]}" 2>/dev/null
    wait "${node_pids[@]}" 2>/dev/null
    kill "$controller_pid" 2>/dev/null
    wait "$controller_pid" 2>/dev/null
    kill "$munge_pid" 2>/dev/null
    wait "$munge_pid" 2>/dev/null
}
