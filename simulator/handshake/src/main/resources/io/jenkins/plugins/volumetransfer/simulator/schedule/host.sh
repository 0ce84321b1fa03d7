#!/bin/bash
# Runs the containers of one pod at a time, and sends signals, as the scheduler tells it to by FIFOs
# in the directory $1. Ends when its standard input does.

# Each job is a process group, to be killed as a whole.
set -o nounset -o pipefail -o monitor
cd "$1" || exit

# No message of bash about a killed child.
exec 2>/dev/null

mkfifo questions signals rsync stunnel
exec 30<>questions
for slot in {0..31}; do
  mkfifo "answers-$slot"
  eval "exec $((40 + slot))<>answers-$slot"
done

# Slot, script, 1 if each of its lines asks. A container is a process group too: with its first process
# all of it ends, even what has not asked anything yet, or it would take the answers to the next life.
run_containers() {
  local slot script every_line code container=
  set -o monitor
  trap '[[ -z $container ]] || kill -s KILL -- "-$container"; exit' TERM
  while read -r slot script every_line; do
    SCHEDULE_SLOT=$slot SCHEDULE_EVERY_LINE=$every_line BASH_ENV=$SCHEDULE_SHIMS \
      bash "$script" </dev/null >>"$1.log" 2>&1 &
    container=$!
    wait "$container"
    code=$?
    kill -s KILL -- "-$container"
    container=
    printf 'ended|%s|%s\n' "$1" "$code" >&30
  done <>"$1"
}

send_signals() {
  local signal processes
  while read -r signal processes; do
    # shellcheck disable=SC2086 # several ids
    kill -s "$signal" $processes
  done <>signals
}

run_containers rsync &
run_containers stunnel &
send_signals &
# Ctrl-C reaches this process too; its jobs are not in that group.
trap : TERM INT HUP
printf 'ready\n'
read -r
for job in $(jobs -p); do
  kill -s TERM -- "-$job"
done
