# shellcheck shell=bash
# Speaking, failing, waiting.
#
# bash runs a trap at once only while it is in `wait` or `read`: what may last runs in the
# background. Only `wait` with one id is used: `wait -n` forgets a child that a signal has ended
# before it was called (bash 5.1 and 5.2), and so would wait for ever.
#
# Descriptor 9 is this container's lock and 7 its log: no child keeps either, or it would look
# alive after its end.

say() {
  printf 'volume-transfer: %s\n' "$*" >&2
}

# Exit code, message.
fail() {
  say "$2"
  exit "$1"
}

# For this script and all that it starts: a program that gets data goes on when the processor is free,
# and does not push out the one that sends. So each wakes up less often, for more of it. Where that is
# not allowed, or there is no chrt, the copy only takes a little longer.
work_in_batches() {
  chrt --batch --pid 0 "$$" 2>/dev/null || true
}

await() {
  "$@" 7>&- 9<&- &
  wait "$!"
}

require_variables() {
  local name
  for name in "$@"; do
    [[ -n ${!name-} ]] || fail "$BAD_INPUT" "the environment variable $name is missing; set it in the pod"
  done
}

require_files() {
  local file
  for file in "$@"; do
    [[ -f $file && -r $file ]] || fail "$BAD_INPUT" "$file is missing or unreadable; mount it into the container"
  done
}

# Array, file. An empty line would be taken for an empty name, which stands for everything.
read_lines() {
  local -n lines=$1
  local line
  require_files "$2"
  mapfile -t lines <"$2"
  for line in "${lines[@]-}"; do
    [[ $line == [!$'\t']* ]] || fail "$BAD_INPUT" "$2 is empty or has an empty line; correct its ConfigMap"
  done
}

require_seconds() {
  [[ ${!1} =~ ^[1-9][0-9]{0,8}$ ]] || fail "$BAD_INPUT" "$1 is '${!1}'; it must be a whole number of seconds"
}

# Child, seconds: the one wait that polls, as it leaves nothing behind and is short. Most children end at
# once, so the first looks come soon.
wait_or_kill() {
  local look pauses=(0.004 0.016)
  for ((look = 0; look < 10 * $2; look++)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep "${pauses[look]-0.1}"
  done
  kill -s KILL "$1"
}

stop() {
  kill -s TERM "$1" 2>/dev/null
  wait_or_kill "$1" 5
}

# Ends the script by this function, however it comes to its end; the function gets the exit code. A
# signal calls it directly: `exit` in a trap that interrupts the EXIT trap would cut that short.
end_by() {
  # shellcheck disable=SC2064 # the function's name is known now
  trap "$1 \$?" EXIT
  # shellcheck disable=SC2064
  trap "$1 143" TERM
  # shellcheck disable=SC2064
  trap "$1 130" INT
}

# The last line of such a function.
leave() {
  trap - EXIT
  exit "$1"
}

# From here on nothing may interrupt.
ignore_signals() {
  trap '' TERM INT USR1 PIPE
}

kill_children() {
  local child
  for child in $(jobs -r -p); do
    kill "$child" 2>/dev/null
  done
}
