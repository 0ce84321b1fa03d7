# shellcheck shell=bash
# Read by bash before a script of the source pod (BASH_ENV). Every command that has to do with the
# world outside of the script asks the scheduler first, and goes on when it is told to.
#
# A question, on descriptor 30: SLOT|PID|PARENT|LAST CHILD|FILE:LINE|VERB ARGUMENTS. The answer, on descriptor
# 40 + SLOT: `go` or the name of a signal; the slot of the next child; the exit code.
#
# Nothing of a script begins with two underscores.

__slot=$SCHEDULE_SLOT
__pid=$BASHPID
__parent=0
__next=0

# A signal strikes here, between two commands. bash runs its trap at once, within this function: so
# nothing may be changed here that a script looks at.
__ask() {
  local __words __verb __code __last=${!-}
  if [[ $BASHPID != "$__pid" ]]; then
    # What it reads from is part of it.
    __parent=$__pid __pid=$BASHPID __slot=$__next __last=
    builtin trap - DEBUG
  fi
  builtin printf -v __words '%s ' "$@"
  builtin printf '%s\n' \
    "$__slot|$__pid|$__parent|$__last|${BASH_SOURCE[2]##*/}:${BASH_LINENO[1]}|$__words" >&30
  builtin read -r -u "$((40 + __slot))" __verb __next __code
  [[ $__verb == go ]] || builtin kill -s "$__verb" "$$"
  return "$__code"
}

# What is no command can't be replaced: a test of a file, a redirection, a fork. The lines of the main
# process that have such a thing ask too.
__line() {
  local __place=${BASH_SOURCE[1]##*/}:${BASH_LINENO[0]}
  [[ $BASHPID == "$__pid" && ${BASH_SOURCE[1]} != "${BASH_SOURCE[0]}" ]] || return
  if ((__every_line)) || [[ -n ${__places[$__place]-} ]]; then
    __ask line
  fi
}

nc() {
  __ask nc "$@" && builtin printf '@RSYNCD: 32.0\n'
}

# The scheduler knows which descriptors are open, and so whose lock is held.
flock() {
  __ask flock "$@" || return
  [[ $* != *' bash -c '* ]] || builtin eval "${!#}"
}

# Code 1: the signal is for a main process, and the scheduler delivers it.
kill() {
  __ask kill "$@" || return 0
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

__ask start

# Numbers first, as they are looked up faster, and for each command of the script.
__every_line=$SCHEDULE_EVERY_LINE
declare -A __places=()
__numbers=()
for __place in $SCHEDULE_PLACES; do
  __places[$__place]=yes
  __numbers[${__place#*:}]=1
done
set -o functrace
trap '((__every_line || __numbers[LINENO])) && __line' DEBUG
