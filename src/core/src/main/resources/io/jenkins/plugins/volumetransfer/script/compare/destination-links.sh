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

# process.sh puts it away.
readonly module=${RSYNC_MODULE_NAME-}

source "${BASH_SOURCE[0]%/*}/../process.sh"
source "${BASH_SOURCE[0]%/*}/../exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/../volumes.sh"

readonly PREFIX=/rsyncd-munged/

# Words of find(1) for what was left out. INODE TIME/PATH//TARGET, with the time of the last change: the same for a
# link that nobody has touched. No path has two slashes in a row.
find_disguised() {
  find . -regextype posix-extended '(' "$@" ')' -o \
    -type l -lname "$PREFIX*" -printf '%i %C@/%p//%l\0' |
    sort --zero-terminated
}

without_state() {
  cut --zero-terminated --delimiter=/ --fields=2- | sort --zero-terminated --unique
}

# Directory, words of find(1). Before the copy: whether there are `some`, which are noted in the directory, or `none`.
note_found() {
  local answer=some
  mkdir --parents -- "$1"
  rm --force -- "$1/own"
  # What can't be read can't be changed later either.
  find_disguised "${@:2}" >"$1/found" || true
  if [[ ! -s $1/found ]]; then
    answer=none
    true >"$1/own"
  fi
  printf '%s\n' "$answer"
}

# Directory with what was `found`, what is `left`, and the source's `own`: PATH//TARGET of those to restore.
ours() {
  sort --zero-terminated --output="$1/own.sorted" -- "$1/own"
  comm --zero-terminated -12 -- "$1/found" "$1/left" | without_state |
    comm --zero-terminated -23 -- - "$1/own.sorted" >"$1/foreign"
  without_state <"$1/left" |
    comm --zero-terminated -23 -- - "$1/foreign"
}

# Directory, the volume's open one, words of find(1). All are listed at first: a link that is restored may still
# begin so, and must not be met again.
restore_ours() {
  local link path
  find_disguised "${@:3}" >"$1/left"
  ours "$1" >"$1/ours"
  while IFS= read -r -d '' link; do
    path=${link%%//*} link=${link#*//}
    restore_link "$2" "${path%/*}" "${path##*/}" "${link#"$PREFIX"}"
  done <"$1/ours"
}

# The volume's open directory; directory, name, target. Name and times stay: another run must find nothing to do.
# Everything is done in the directory itself, which an application may have replaced since by a link.
restore_link() {
  local directory_time directory_mode="" new
  cd -P -- "$1"
  cd -P -- "$2"
  is_in "$1"
  directory_time=$(stat --format=%.9Y .)
  if [[ ! -w . ]]; then
    directory_mode=$(stat --format=%a .)
    chmod u+w .
  fi
  # Under a name that nobody has: `ln` replaces nothing.
  until new=./.volume-transfer-link.$RANDOM$RANDOM$RANDOM; ln --symbolic --no-target-directory -- "$4" "$new"; do
    [[ -e $new || -h $new ]]
  done
  touch --no-dereference --reference="./$3" -- "$new"
  mv --force --no-target-directory -- "$new" "./$3"
  # The volume's own directory may belong to another user; then its times are not kept anyway.
  touch --date="@$directory_time" . 2>/dev/null || [[ $2 == . ]]
  [[ -z $directory_mode ]] || chmod "$directory_mode" .
}

# Module.
serve_links() {
  local noted=$SCRATCH_DIRECTORY/links/${1%.*} left_out opened
  enter_served_volume "${1%.*}"
  # A name for it that no application can give away.
  exec {opened}<.
  # What was left out was not copied, and lost+found belongs to the file system and to root.
  mapfile -t left_out <"$CONFIG_DIRECTORY/left-out"
  case $1 in
    *.foreign) note_found "$noted" "${left_out[@]}" >"$SCRATCH_DIRECTORY/answers/$1" ;;
    *) restore_ours "$noted" "/proc/self/fd/$opened" "${left_out[@]}" ;;
  esac
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -o errexit -o nounset -o pipefail
  serve_links "$module"
fi
