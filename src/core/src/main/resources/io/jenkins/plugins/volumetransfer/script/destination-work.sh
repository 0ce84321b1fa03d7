#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod: rsyncd runs this before it serves NAME.work, which the source fetches where nothing
# moves on its own side (rsyncd.conf(5), pre-xfer exec). One number: how many bytes the daemon's
# processes have read and written, but for those of this question.

set -o errexit -o nounset -o pipefail
readonly module=$RSYNC_MODULE_NAME connection=$RSYNC_PID

source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/work.sh"

read -r _ _ _ daemon _ <"/proc/$connection/stat"
moved_below "$daemon" "$connection" >"$SCRATCH_DIRECTORY/answers/$module"
