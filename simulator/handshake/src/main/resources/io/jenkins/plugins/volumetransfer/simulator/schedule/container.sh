#!/bin/bash
# The lives of the container $1, `rsync` or `stunnel`, one after the other. A life is a fork of this shell,
# which has read the files that the container's script $3 sources: they only define functions and constants,
# and to read them takes longer than all that the script then does. Where each line asks, a bash of its own
# runs $2, the script as it is in a pod.
#
# A life is no part of a function, and the names here begin with two underscores: so a script finds no
# variable that it did not make.

# A container is a process group too: with its first process all of it ends, even what has not asked
# anything yet, or it would take the answers to the next life.
set -o monitor
__container=
trap '[[ -z $__container ]] || builtin kill -s KILL -- "-$__container"; builtin exit' TERM
__name=$1 __untouched=$2 __script=$3
set --
exec 31<>"$__name"
# shellcheck source=SCRIPTDIR/shims.sh disable=SC2218 # the builtin, not the function below
builtin source "$SCHEDULE_SHIMS"

__form='^source "\$\{BASH_SOURCE\[0\]%/\*\}/([a-z0-9/-]+\.sh)"$'
__sources=()
while builtin read -r __line; do
  [[ ! $__line =~ $__form ]] || __sources+=("${__script%/*}/${BASH_REMATCH[1]}")
done <"$__script"
for __file in "${__sources[@]}"; do
  builtin source "$__file"
done

# Passes over what has been read.
source() {
  [[ " ${__sources[*]} " == *" $1 "* ]] || builtin source "$@"
}

# Of each life: its slot; 1 if each line asks.
while builtin read -r -u 31 __slot __every_line; do
  if ((__every_line)); then
    SCHEDULE_SLOT=$__slot BASH_ENV=$SCHEDULE_SHIMS \
      bash "$__untouched" </dev/null >>"$__name.log" 2>&1 31<&- &
  else
    (
      set +o monitor
      __begin "$__slot"
      builtin source "$__script"
    ) </dev/null >>"$__name.log" 2>&1 31<&- &
  fi
  __container=$!
  builtin wait "$__container"
  __code=$?
  builtin kill -s KILL -- "-$__container"
  __container=
  builtin printf 'ended %s %s\n' "$__name" "$__code" >&30
done
