#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod, for a copy without root: rsyncd runs this before it serves NAME.foreign, which the
# source fetches before NAME is copied, and NAME.links, which it asks for after that (rsyncd.conf(5),
# pre-xfer exec). If it fails, so does the copy.
#
# Without a chroot rsyncd would cut links that lead out of the volume. It is told to disguise all
# links instead, by a prefix (rsyncd.conf(5), munge symlinks); after the copy the prefix goes again.
#
# A link that begins so before the copy, and that the copy does not write, is either not ours, or a former
# copy was cut off before it could restore it. Only the source can tell: it sends NAME.own what it has.

set -o errexit -o nounset -o pipefail
readonly module=$RSYNC_MODULE_NAME volume=${RSYNC_MODULE_NAME%.*}

source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/volumes.sh"

readonly prefix=/rsyncd-munged/ noted=$SCRATCH_DIRECTORY/links/$volume

# Name and times stay: another run must find nothing to do. Everything is done in the directory itself,
# which an application may have replaced since by a link.
restore_link() { # directory, name, target
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
  touch --no-dereference --reference="./$2" -- "$new"
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

# INODE TIME/PATH//TARGET, with the time of the last change: the same for a link that nobody has touched. No
# path has two slashes in a row.
find_disguised() {
  find . -regextype posix-extended '(' "${left_out[@]}" ')' -o \
    -type l -lname "$prefix*" -printf '%i %C@/%p//%l\0' |
    sort --zero-terminated
}

without_state() {
  cut --zero-terminated --delimiter=/ --fields=2- | sort --zero-terminated --unique
}

note_links() {
  local answer=some
  mkdir --parents -- "$noted"
  rm --force -- "$noted/own"
  # What can't be read can't be changed later either.
  find_disguised >"$noted/found" || true
  if [[ ! -s $noted/found ]]; then
    answer=none
    true >"$noted/own"
  fi
  printf '%s\n' "$answer" >"$SCRATCH_DIRECTORY/answers/$module"
}

# All are listed at first: a link that is restored may still begin so, and must not be met again.
restore_links() {
  local link path
  find_disguised >"$noted/left"
  sort --zero-terminated --output="$noted/own.sorted" -- "$noted/own"
  comm --zero-terminated -12 -- "$noted/found" "$noted/left" | without_state |
    comm --zero-terminated -23 -- - "$noted/own.sorted" >"$noted/foreign"
  without_state <"$noted/left" |
    comm --zero-terminated -23 -- - "$noted/foreign" >"$noted/ours"
  while IFS= read -r -d '' link; do
    path=${link%%//*} link=${link#*//}
    restore_link "${path%/*}" "${path##*/}" "${link#"$prefix"}"
  done <"$noted/ours"
}

case $module in
  *.foreign) note_links ;;
  *) restore_links ;;
esac
