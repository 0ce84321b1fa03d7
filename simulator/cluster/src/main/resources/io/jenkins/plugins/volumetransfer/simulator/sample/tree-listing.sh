#!/usr/bin/env bash
# Lists a tree in all that a copy should keep: tree-listing.sh DIRECTORY
#
# First for each entry three texts that end in NUL: its path, its attributes, its link target; the
# attributes are type, mode, owner, group, size, time, inode. Then an empty path. Then for each file
# sha256sum's line, ended by NUL. Directories have no size, and a time in whole seconds: rsync leaves
# a directory's time alone that is right by the second.
set -o errexit -o nounset -o pipefail
export LC_ALL=C

cd "$1"
find . -mindepth 1 \
  \( -type d -printf '%P\0d %m %U %G - %Ts -\0\0' \) -o \
  \( -type l -printf '%P\0l - %U %G - %T@ -\0%l\0' \) -o \
  \( -printf '%P\0%y %m %U %G %s %T@ %i\0\0' \)
printf '\0'
find . -type f -print0 | xargs --null --no-run-if-empty --max-args=500 sha256sum --zero
