#!/bin/bash
# shellcheck source-path=SCRIPTDIR disable=SC2317 # for_each_volume calls functions
# Destination pod, container `rsync`: the rsync daemon that takes the volumes in.

set -o nounset -o pipefail
trap 'exit 143' TERM
trap 'exit 130' INT

source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/image.sh"
source "${BASH_SOURCE[0]%/*}/volumes.sh"
source "${BASH_SOURCE[0]%/*}/destination.sh"
source "${BASH_SOURCE[0]%/*}/compare/destination-errors.sh"
work_in_batches
trap end_daemon EXIT

# Volume, path, descriptor. The daemon inherits the open directory, and knows no path to it.
open_directory() {
  { make_directory "$1" "${2#"$VOLUMES_DIRECTORY/$1/"}" && eval "exec $3<."; } ||
    fail "$DESTINATION_UNUSABLE" "can't make $2 in its volume; is the claim of volume $1 mounted, writable and not full?"
}

# Volume, sub-path. One name at a time, as any of them may become a link at any moment: `mkdir` follows
# none as its last name, and where `cd` has led is looked at before anything is made there.
make_directory() {
  local name rest=$2/
  enter_volume "$1" "$VOLUMES_DIRECTORY/$1" || return
  while [[ -n $rest ]]; do
    name=${rest%%/*} rest=${rest#*/}
    [[ -z $name || -d $name ]] || mkdir -- "$name" || return
    enter_volume "$1" "./$name" || return
  done
}

require_programs chmod find ln mkdir mv rm rsync stat touch
[[ $EUID == 0 ]] || require_programs comm cut sort
[[ ${VERIFY-no} == no ]] || require_listing_programs
require_variables CONFIG_DIRECTORY VOLUMES_DIRECTORY SCRATCH_DIRECTORY
require_files "$CONFIG_DIRECTORY/rsyncd.conf"
read_volumes
for_each_volume open_directory
cd /
# All that the modules serve which can be read.
mkdir --parents -- "$SCRATCH_DIRECTORY/answers" "$SCRATCH_DIRECTORY/listings" ||
  fail "$DESTINATION_UNUSABLE" "can't write to $SCRATCH_DIRECTORY; mount a writable volume there"

exec 5> >(watch_daemon "$SCRATCH_DIRECTORY/answers")
watcher=$!
rsync --daemon --no-detach --config="$CONFIG_DIRECTORY/rsyncd.conf" >&5 5>&- &
daemon=$!
exec 5>&-
wait "$daemon"
code=$? daemon=
# Its last words come first.
wait_or_kill "$watcher" 2
fail "$((code == 0 ? RSYNCD_ENDED : code))" "the rsync daemon ended by itself with code $code; its messages above say why"
