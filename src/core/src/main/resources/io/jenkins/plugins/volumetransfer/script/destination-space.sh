#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod: rsyncd runs this before it serves NAME.space, which the source fetches to learn
# whether NAME has room for what is to be copied (rsyncd.conf(5), pre-xfer exec). One line:
#
#   TYPE BLOCK BLOCKS FREE INODES FREE_INODES EMPTY
#
# Free is what root may fill too: the most that there can be. What can't be looked into is not empty.

set -o errexit -o nounset -o pipefail

source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/volumes.sh"

readonly wanted=${RSYNC_MODULE_NAME%.space}

# Volume, path.
# shellcheck disable=SC2317 # for_each_volume calls it
answer() {
  local figures first empty=no
  [[ $1 == "$wanted" ]] || return 0
  figures=$(stat --file-system --format='%T %S %b %f %c %d' -- "$2")
  if first=$(find "$2/" -mindepth 1 -maxdepth 1 ! -name lost+found -print -quit) && [[ -z $first ]]; then
    empty=yes
  fi
  printf '%s %s\n' "$figures" "$empty" >"$SCRATCH_DIRECTORY/$RSYNC_MODULE_NAME"
}

read_volumes
for_each_volume answer
