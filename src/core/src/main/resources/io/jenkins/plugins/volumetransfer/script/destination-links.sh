#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod, for a copy without root: rsyncd runs this before it serves NAME.links, which the
# source asks for when NAME is copied (rsyncd.conf(5), pre-xfer exec). If it fails, so does the copy.
#
# Without a chroot rsyncd would cut links that lead out of the volume. It is told to disguise all
# links instead, by a prefix (rsyncd.conf(5), munge symlinks); here the prefix goes again.

set -o errexit -o nounset -o pipefail
readonly volume=${RSYNC_MODULE_NAME%.links}

source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/volumes.sh"

readonly prefix=/rsyncd-munged/

# Name and times stay: another run must find nothing to do. Everything is done in the directory itself,
# which an application may have replaced since by a link.
restore_link() { # directory, name, target, time in seconds
  local directory_time directory_mode="" new
  cd -P -- "$root"
  cd -P -- "$1"
  is_in "$root"
  directory_time=$(stat --format=%.9Y .)
  if [[ ! -w . ]]; then
    directory_mode=$(stat --format=%a .)
    chmod u+w .
  fi
  # Under a name that nobody has: `ln` replaces nothing.
  until new=./.volume-transfer-link.$RANDOM$RANDOM$RANDOM; ln --symbolic --no-target-directory -- "$3" "$new"; do
    [[ -e $new || -h $new ]]
  done
  touch --no-dereference --date="@$4" -- "$new"
  mv --force --no-target-directory -- "$new" "./$2"
  # The volume's own directory may belong to another user; then its times are not kept anyway.
  touch --date="@$directory_time" . 2>/dev/null || [[ $1 == . ]]
  [[ -z $directory_mode ]] || chmod "$directory_mode" .
}

enter_served_volume "$volume"
# A name for it that no application can give away.
exec {opened}<.
readonly root=/proc/self/fd/$opened

# What was left out was not copied, and lost+found belongs to the file system and to root.
mapfile -t left_out <"$CONFIG_DIRECTORY/left-out"
find . -regextype posix-extended '(' "${left_out[@]}" ')' -o \
  -type l -lname "$prefix*" -printf '%h\0%f\0%l\0%T@\0' |
  while IFS= read -r -d '' directory && IFS= read -r -d '' name &&
    IFS= read -r -d '' target && IFS= read -r -d '' time; do
    restore_link "$directory" "$name" "${target#"$prefix"}" "$time"
  done
