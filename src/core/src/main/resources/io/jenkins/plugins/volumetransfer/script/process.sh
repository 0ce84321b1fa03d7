# shellcheck shell=bash
# Speaking, failing, waiting.
#
# bash runs a trap at once only while it is in `wait` or `read`: what may last runs in the
# background. Only `wait` with one id is used: `wait -n` forgets a child that a signal has ended
# before it was called (bash 5.1 and 5.2), and so would wait for ever.
#
# Descriptor 9 is this container's lock and 7 its log: no child keeps either, or it would look
# alive after its end.

# What an image or a cluster puts into the environment changes none of the programs: not what rsync runs
# or connects to, not the language of messages that are read here, not where stunnel finds its trust. So
# this file is the first to be sourced: names of our own also begin so.
set +o posix
unset -v "${!RSYNC_@}" "${!OPENSSL_@}" "${!SSL_CERT_@}" "${!GREP_@}" "${!BLOCK_@}" "${!LC_@}" \
  SSLKEYLOGFILE POSIXLY_CORRECT _POSIX2_VERSION BASH_ENV ENV CDPATH GLOBIGNORE TMPDIR BLOCKSIZE \
  DU_BLOCK_SIZE QUOTING_STYLE TIME_STYLE LANG LANGUAGE TZ
export LC_ALL=C

# A line of ours is one line, whatever stands in a text that somebody else has sent.
say() {
  local text=$*
  printf 'volume-transfer: %s\n' "${text//[![:print:]]/?}" >&2
}

# Names of variables. True if each holds digits and nothing else, and no more than bash can count with.
# By this way alone a text from outside becomes a number: of another, such as `a[$(command)]`, bash
# would run the command wherever it counts or compares numbers.
hold_numbers() {
  local name
  for name in "$@"; do
    [[ ${!name-} =~ ^(0|[123456789][0123456789]{0,17})$ ]] || return 1
  done
}

# The same for sums of many numbers, with the operators that `find` has put between them: without a
# letter there is no name, and nothing to run.
hold_sums() {
  local name
  for name in "$@"; do
    [[ ${!name-} == [0123456789\(]* && ${!name} != *[!0123456789+*?:\<\(\)]* ]] || return 1
  done
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

# An empty line would be taken for an empty name, which stands for everything.
require_lines() { # file
  local line lines
  require_files "$1"
  mapfile -t lines <"$1"
  for line in "${lines[@]-}"; do
    [[ $line == [!$'\t']* ]] || fail "$BAD_INPUT" "$1 is empty or has an empty line; correct its ConfigMap"
  done
}

require_seconds() {
  { hold_numbers "$1" && ((${!1} > 0 && ${!1} < 1000000000)); } ||
    fail "$BAD_INPUT" "$1 is '${!1}'; it must be a whole number of seconds"
}

require_port() {
  { hold_numbers "$1" && ((${!1} > 0 && ${!1} < 65536)); } ||
    fail "$BAD_INPUT" "$1 is '${!1}'; it must be the number of a port"
}

# Child, seconds: the one wait that polls, as it leaves nothing behind and is short. Most children end at
# once, so the first looks come soon.
wait_or_kill() {
  local look=0 seconds=$2 pauses=(0.004 0.016)
  hold_numbers seconds || seconds=1
  for ((look = 0; look < 10 * seconds; look++)); do
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
