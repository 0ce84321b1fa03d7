#!/usr/bin/env bash
# Fills a directory with a lifelike tree: sample-tree.sh DIRECTORY SMALL_FILES BIG_MIB
#
# SMALL_FILES files of 512 bytes to 48 KiB, one big file of BIG_MIB MiB, and of each oddity that a
# copy can get wrong at least one: hard links, links of all kinds, holes, names, modes, times, and,
# for root, owners.
set -o errexit -o nounset -o pipefail
export LC_ALL=C.UTF-8

readonly root=$1 small_files=$2 big_mib=$3

random_files() { # DIRECTORY COUNT BYTES
  mkdir --parents "$1"
  head --bytes="$(($2 * $3))" /dev/urandom | split --bytes="$3" --numeric-suffixes \
    --suffix-length=6 --additional-suffix=.dat - "$1/file-"
}

small() {
  local share=$((small_files / 10))
  random_files "$root/mail/cur" $((share * 4)) 512
  random_files "$root/mail/new" "$share" 700
  random_files "$root/www/static/css" "$share" 3000
  random_files "$root/www/static/images" $((share * 2)) 9000
  random_files "$root/postgresql/data/base/16384" "$share" 16384
  random_files "$root/postgresql/data/base/16385" "$((small_files - share * 9))" 48000
}

big() {
  mkdir --parents "$root/backups"
  head --bytes="${big_mib}M" /dev/urandom >"$root/backups/dump.sql.gz"
  truncate --size=64M "$root/backups/sparse.img"
  printf 'end' >>"$root/backups/sparse.img"
  truncate --size=0 "$root/backups/empty"
}

links() {
  local file
  mkdir --parents "$root/links"
  for file in "$root"/mail/cur/file-00000[0-9].dat; do
    ln "$file" "$root/links/hard-${file##*/}"
    ln "$file" "$root/links/third-${file##*/}"
  done
  ln --symbolic ../mail/cur/file-000000.dat "$root/links/relative"
  ln --symbolic /no/such/target "$root/links/absolute and dangling"
  ln --symbolic ../../../../../../../../etc/hostname "$root/links/outwards"
  ln --symbolic ../www "$root/links/directory"
  mkfifo "$root/links/fifo"
}

names() {
  local name
  for name in 'a b' $'line\nbreak' 'ünïcødé-名前-🚢' '-rf' '*' 'back\slash'; do
    mkdir --parents "$root/names/$name"
  done
  # shellcheck disable=SC2016 # names that look like commands are the point
  for name in ' leading' 'trailing ' $'tab\there' $'new\nline' $'carriage\rreturn' 'quote"s' "it's" \
    '$(touch oops)' '`true`' '#hash' '%41' 'a:b' 'ünïcødé-名前-🚢.txt' '.hidden' '-n' '--delete' \
    $'not-utf8-\xff\xfe' "$(printf 'n%.0s' {1..250})"; do
    printf 'content of %s\n' "$name" >"$root/names/a b/$name"
  done
  mkdir --parents "$root/names/deep/$(printf 'd%.0s/' {1..60})"
  printf 'deep\n' >"$root/names/deep/$(printf 'd%.0s/' {1..60})file"
  mkdir --parents "$root/names/empty directory"
}

modes() {
  local mode
  mkdir --parents "$root/modes"
  for mode in 0400 0444 0600 0640 0664 0700 0755 0777 1644 2755 4755; do
    printf '%s\n' "$mode" >"$root/modes/$mode"
    chmod "$mode" "$root/modes/$mode"
  done
  mkdir --mode=0700 "$root/modes/private"
  mkdir "$root/modes/shared"
  chmod 2775 "$root/modes/shared"
}

owners() {
  ((EUID == 0)) || return 0
  chown --recursive 999:999 "$root/postgresql"
  chmod 0700 "$root/postgresql/data"
  chown 33:33 "$root"/www/static/css/*
  chown --no-dereference 1234:4321 "$root/links/relative" "$root/names/a b/.hidden"
}

times() {
  find "$root/mail" -type f -print0 | xargs --null touch --date='2001-02-03 04:05:06.789012345'
  find "$root/www" -type f -print0 | xargs --null touch --date='2035-12-31 23:59:59.5'
  touch --date='1975-01-01 00:00:00' "$root/backups/dump.sql.gz"
  # rsync gives links and fifos their time only where it differs by the second: it must not be now.
  find "$root/links" '(' -type l -o -type p ')' -print0 |
    xargs --null touch --no-dereference --date='2010-10-10 10:10:10.101010101'
  find "$root" -depth -type d -path '*/www*' -print0 | xargs --null touch --date='2012-12-12 12:12:12'
}

small
big
links
names
modes
owners
times
