#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod: rsyncd runs this before it serves NAME.space, which the source fetches to learn
# whether NAME has room for what is to be copied (rsyncd.conf(5), pre-xfer exec). One line:
#
#   TYPE BLOCK BLOCKS FREE INODES FREE_INODES EMPTY
#
# Free is what root may fill too: the most that there can be. What can't be looked into is not empty.

set -o errexit -o nounset -o pipefail
readonly module=$RSYNC_MODULE_NAME

source "${BASH_SOURCE[0]%/*}/../process.sh"
source "${BASH_SOURCE[0]%/*}/../exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/../volumes.sh"

enter_served_volume "${module%.space}"
figures=$(stat --file-system --format='%T %S %b %f %c %d' .)
empty=no
if first=$(find . -mindepth 1 -maxdepth 1 ! -name lost+found -print -quit) && [[ -z $first ]]; then
  empty=yes
fi
printf '%s %s\n' "$figures" "$empty" >"$SCRATCH_DIRECTORY/answers/$module"
