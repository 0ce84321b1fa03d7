#!/bin/bash
# Destination pod, for a copy without root: rsyncd runs this before it serves NAME.links, which the
# source asks for when NAME is copied (rsyncd.conf(5), pre-xfer exec). If it fails, so does the copy.
#
# Without a chroot rsyncd would cut links that lead out of the volume. It is told to disguise all
# links instead, by a prefix (rsyncd.conf(5), munge symlinks); here the prefix goes again.

set -o errexit -o nounset -o pipefail

readonly prefix=/rsyncd-munged/

# Name and times stay: another run must find nothing to do.
restore_link() { # directory, name, target, time in seconds
  local directory_time directory_mode="" new=$1/.volume-transfer-link
  directory_time=$(stat --format=%.9Y -- "$1")
  if [[ ! -w $1 ]]; then
    directory_mode=$(stat --format=%a -- "$1")
    chmod u+w -- "$1"
  fi
  ln --symbolic --force --no-dereference -- "$3" "$new"
  touch --no-dereference --date="@$4" -- "$new"
  mv --force --no-target-directory -- "$new" "$1/$2"
  # The volume's own directory may belong to another user; then its times are not kept anyway.
  touch --date="@$directory_time" -- "$1" 2>/dev/null || [[ $1 == . ]]
  [[ -z $directory_mode ]] || chmod "$directory_mode" -- "$1"
}

# lost+found belongs to the file system and to root; nothing of it was copied.
cd -- "$RSYNC_MODULE_PATH"
find . -path ./lost+found -prune -o -type l -lname "$prefix*" -printf '%h\0%f\0%l\0%T@\0' |
  while IFS= read -r -d '' directory && IFS= read -r -d '' name &&
    IFS= read -r -d '' target && IFS= read -r -d '' time; do
    restore_link "$directory" "$name" "${target#"$prefix"}" "$time"
  done
