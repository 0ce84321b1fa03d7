#!/usr/bin/env bash
# Copies once. Process 1 of namespaces of its own: all ports are free, and what is left of the copy ends
# with it.
#
#   copy-once.sh WAY SOURCE DESTINATION WORK RESULT
#
# RESULT gets the seconds of the copy, and those of CPU time of all that ran for it, its daemons too.
set -o errexit -o nounset -o pipefail

readonly way=$1 source=$2 destination=$3 work=$4 result=$5
readonly scratch=$work/scratch
# shellcheck source-path=SCRIPTDIR
source "${BASH_SOURCE[0]%/*}/ways.sh"

# Process 1 gets each orphan, so that the kernel has added up all of them once none is left.
end_all() {
  local child
  # bash would say of each that it was killed.
  exec 2>/dev/null
  kill -s TERM -1 2>/dev/null || true
  sleep 0.1
  kill -s KILL -1 2>/dev/null || true
  while
    read -r -d '' child </proc/1/task/1/children || true
    [[ -n $child ]]
  do :; done
}

ip link set lo up
rm --recursive --force "$scratch"
mkdir "$scratch"
"serve_$way" >"$scratch/daemons.log" 2>&1
begin=${EPOCHREALTIME/./}
"copy_$way" >"$scratch/copy.log" 2>&1
end=${EPOCHREALTIME/./}
end_all
{
  printf '%s\n' "$((end - begin))"
  times
} >"$result"
