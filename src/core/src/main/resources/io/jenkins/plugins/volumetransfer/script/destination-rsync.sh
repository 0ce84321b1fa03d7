#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod, container `rsync`: the rsync daemon that takes the volumes in.

set -o nounset -o pipefail
trap 'exit 143' TERM
trap 'exit 130' INT

source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/destination.sh"
trap end_daemon EXIT

make_directory() {
  local volume subpath path
  volume=${1%%$'\t'*}
  subpath=${1#"$volume"}
  path=$VOLUMES_DIRECTORY/$volume/${subpath#$'\t'}
  mkdir --parents -- "$path" ||
    fail "$DESTINATION_UNUSABLE" "can't make $path; is the claim of volume $volume mounted, writable and not full?"
}

require_variables CONFIG_DIRECTORY VOLUMES_DIRECTORY
require_files "$CONFIG_DIRECTORY/rsyncd.conf" "$CONFIG_DIRECTORY/volumes"
mapfile -t volumes <"$CONFIG_DIRECTORY/volumes"
for line in "${volumes[@]}"; do
  make_directory "$line"
done

rsync --daemon --no-detach --config="$CONFIG_DIRECTORY/rsyncd.conf" &
daemon=$!
wait "$daemon"
code=$? daemon=
fail "$((code == 0 ? RSYNCD_ENDED : code))" "the rsync daemon ended by itself with code $code; its messages above say why"
