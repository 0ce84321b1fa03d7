#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod, container `rsync`: the rsync daemon that takes the volumes in.

set -o nounset -o pipefail
trap 'exit 143' TERM
trap 'exit 130' INT

source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/volumes.sh"
source "${BASH_SOURCE[0]%/*}/destination.sh"
source "${BASH_SOURCE[0]%/*}/destination-errors.sh"
work_in_batches
trap end_daemon EXIT

# Volume, path.
# shellcheck disable=SC2317 # for_each_volume calls it
make_directory() {
  { mkdir --parents -- "$2" && stays_in_volume "$1" "$2"; } ||
    fail "$DESTINATION_UNUSABLE" "can't make $2 in its volume; is the claim of volume $1 mounted, writable and not full?"
}

require_variables CONFIG_DIRECTORY VOLUMES_DIRECTORY
require_files "$CONFIG_DIRECTORY/rsyncd.conf"
read_volumes
for_each_volume make_directory

exec 5> >(watch_daemon "${SCRATCH_DIRECTORY:-/tmp}")
watcher=$!
rsync --daemon --no-detach --config="$CONFIG_DIRECTORY/rsyncd.conf" >&5 5>&- &
daemon=$!
exec 5>&-
wait "$daemon"
code=$? daemon=
# Its last words come first.
wait_or_kill "$watcher" 2
fail "$((code == 0 ? RSYNCD_ENDED : code))" "the rsync daemon ended by itself with code $code; its messages above say why"
