#!/bin/bash
# Runs the containers of one pod at a time, and sends signals, as the scheduler tells it to by FIFOs
# in the directory $1. Ends when its standard input does. Then, for each container, what
# container.sh gets.

# Each job is a process group, to be killed as a whole.
set -o nounset -o pipefail -o monitor
cd "$1" || exit
shift

# No message of bash about a killed child.
exec 2>/dev/null

mkfifo questions signals rsync stunnel
exec 30<>questions
for slot in {0..31}; do
  mkfifo "answers-$slot"
  eval "exec $((40 + slot))<>answers-$slot"
done

send_signals() {
  local signal processes
  while read -r signal processes; do
    # shellcheck disable=SC2086 # several ids
    kill -s "$signal" $processes
  done <>signals
}

send_signals &
while (($#)); do
  bash "$SCHEDULE_CONTAINER" "$1" "$2" "$3" &
  shift 3
done
# Ctrl-C reaches this process too; its jobs are not in that group.
trap : TERM INT HUP
printf 'ready\n'
read -r
for job in $(jobs -p); do
  kill -s TERM -- "-$job"
done
wait
