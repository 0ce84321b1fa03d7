#!/bin/bash
# Destination pod: rsyncd runs this before it serves NAME.verify, which the source asks for when NAME
# is to be verified (rsyncd.conf(5), pre-xfer exec). It only begins the listing: rsyncd would lose its
# client, who waits for an answer, before a large volume has been read.

set -o errexit -o nounset -o pipefail

readonly work=$SCRATCH_DIRECTORY/${RSYNC_MODULE_NAME%.verify}

# What the volume before this one needed.
rm --recursive --force -- "${SCRATCH_DIRECTORY:?}"/*
mkdir --parents -- "$work"
printf 'reading 0 0\n' >"$work/state"

# rsyncd waits until all have closed this script's output; nor may its connection stay open.
for descriptor in "/proc/$BASHPID/fd"/*; do
  descriptor=${descriptor##*/}
  ((descriptor <= 2 || descriptor == 255)) || exec {descriptor}>&-
done
/bin/bash "${BASH_SOURCE[0]%/*}/listing.sh" "$RSYNC_MODULE_PATH" "$work" </dev/null >&2 &
