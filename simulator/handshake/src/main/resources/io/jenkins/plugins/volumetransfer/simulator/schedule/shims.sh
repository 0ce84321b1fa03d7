# shellcheck shell=bash
# Read by bash before a script of the source pod. Every command that has to do with the world outside of
# the script asks the scheduler first, and goes on when it is told to.
#
# A question, on descriptor 30, is a line: SLOT PID PARENT LAST-CHILD FILE:LINE VERB ARGUMENTS. The answer, on
# descriptor 40 + SLOT: two digits, the slot of the next child; three, the exit code; five letters, `go` or the
# name of a signal. Its length is fixed, as bash would read a line of a FIFO byte by byte. These functions are
# short, as bash copies a function each time it calls it.
#
# Nothing of a script begins with two underscores.

__ask() {
  local __answer
  [[ $BASHPID == "$__pid" ]] || __begin_child
  builtin printf '%s\n' "$__slot $__pid $__parent ${!-0} ${BASH_SOURCE[2]##*/}:${BASH_LINENO[1]} $*" >&30
  builtin read -r -N 10 -u "$__channel" __answer
  __next=${__answer:0:2}
  [[ $__answer == *'go   ' ]] || __strike "${__answer:5}"
  return "${__answer:2:3}"
}

# What it reads from is part of it.
__begin_child() {
  builtin trap - DEBUG
  __parent=$__pid __pid=$BASHPID __slot=$__next __channel=$((40 + 10#$__next))
}

# A signal strikes here, between two commands. bash runs its trap at once, within this function: so
# nothing may be changed here, or where this is called, that a script looks at.
__strike() {
  builtin kill -s "${1%% *}" "$__main"
}

# What is no command can't be replaced: a test of a file, a redirection, a fork. There, or at each line, the
# main process asks too.
__line() {
  local __code=$?
  [[ $BASHPID != "$__pid" ]] || __ask line
  return "$__code"
}

nc() {
  __ask nc "$@" && builtin printf '@RSYNCD: 32.0\n'
}

# In the last word of a command, `$$`: in a fork of a host, that is the host.
__own=
__name_own() {
  __own=${!#}
  [[ $__own != "$$" && $__own != *" $$" ]] || __own=${__own%"$$"}$__main
}

# The scheduler knows which descriptors are open, and so whose lock is held.
flock() {
  __name_own "$@"
  __ask flock "${@:1:$#-1}" "$__own" || return
  [[ $* != *' bash -c '* ]] || builtin eval "$__own"
}

# Code 1: the signal is for a main process, and the scheduler delivers it.
kill() {
  __name_own "$@"
  __ask kill "${@:1:$#-1}" "$__own" || return 0
  builtin kill "$@"
}

wait() {
  __ask wait "$@"
  builtin wait "$@"
}

exit() {
  local __exit_code=${1-$?}
  __ask exit "$__exit_code"
  builtin exit "$__exit_code"
}

# timeout SECONDS COMMAND...
timeout() {
  while [[ $1 == --* ]]; do shift; done
  "${@:2}"
}

# Changes nothing that a script could see.
chrt() { :; }

rsync() { __ask rsync "$@"; }
stunnel() { __ask stunnel "$@"; }
sleep() { __ask sleep "$@"; }
# Without its words, in which is a mark that is drawn anew each time.
sed() { __ask log; }
# Part of `sed`, whose input it reads.
stdbuf() { builtin mapfile; }
mv() { __ask mv "$@"; }
rm() { __ask rm "$@"; }
touch() { __ask touch "$@"; }

# Slot.
__begin() {
  __slot=$1 __channel=$((40 + 10#$1)) __main=$BASHPID __pid=$BASHPID __parent=0 __next=0
  __ask start
}

# A bash of its own, at each line of which a signal may strike.
if [[ -n ${SCHEDULE_SLOT-} ]]; then
  __begin "$SCHEDULE_SLOT"
  set -o functrace
  trap '[[ $BASH_SOURCE == "$SCHEDULE_SHIMS" ]] || __line' DEBUG
fi
