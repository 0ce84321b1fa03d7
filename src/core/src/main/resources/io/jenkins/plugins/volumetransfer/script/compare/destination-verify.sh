#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod: rsyncd runs this before it serves NAME.verify, which the source asks for when NAME
# is to be verified (rsyncd.conf(5), pre-xfer exec). It only begins the listing: rsyncd would lose its
# client, who waits for an answer, before a large volume has been read.

set -o errexit -o nounset -o pipefail
readonly volume=${RSYNC_MODULE_NAME%.verify}

source "${BASH_SOURCE[0]%/*}/../process.sh"
source "${BASH_SOURCE[0]%/*}/../exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/../volumes.sh"

readonly work=$SCRATCH_DIRECTORY/listings/$volume

enter_served_volume "$volume"
# What the volume before this one needed.
rm --recursive --force -- "${SCRATCH_DIRECTORY:?}/listings"/*
mkdir --parents -- "$work"
printf 'reading 0 0\n' >"$work/state"

# rsyncd waits until all have closed this script's output; nor may its connection stay open.
for open in "/proc/$BASHPID/fd"/*; do
  open=${open##*/}
  hold_numbers open
  ((open <= 2 || open == 255)) || exec {open}>&-
done
/bin/bash "${BASH_SOURCE[0]%/*}/listing.sh" . "$work" </dev/null >&2 &
