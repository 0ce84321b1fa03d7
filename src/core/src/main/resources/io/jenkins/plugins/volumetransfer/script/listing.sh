#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Both pods: lists the tree of DIRECTORY (the current one, where applications write) into WORK_DIRECTORY (absolute paths), to be compared with another.
#
# A listing is a sorted set of facts, PATH//FACT with a NUL behind it. No path has two slashes in a row,
# so two trees are equal exactly if their listings are. The facts of ./a:
#
#   f 0644 0:0 12 2026-01-02T03:04:05   type, mode, owner, size of a file, time of change
#   9f86d081884c7d65...                 SHA-256 of its content; of a device, its numbers
#   -> b                                the target of a link
#   =/./a                               it is one file with others, of which ./a is the first
#
# WORK_DIRECTORY is empty but for `state`, which is one line, and always whole:
#
#   reading BYTES WORK                          BYTES of contents so far; WORK changes while anything moves
#   done ENTRIES BYTES FACTS SHA256             of the tree, of its contents; of the file `listing`
#   failed MESSAGE

set -o errexit -o nounset -o pipefail
source "${BASH_SOURCE[0]%/*}/process.sh"
export TZ=UTC

readonly directory=$1 work=$2
readonly sorted=(sort --zero-terminated --buffer-size=16M --parallel=1 "--temporary-directory=$work")

# One look at each entry. Times by the second: rsync leaves those alone that differ by less.
walk() {
  local owner=%U:%G time='%TFT%TH:%TM:%.2TS' linked=(-false) left_out
  [[ $COMPARE_OWNERS == yes ]] || owner=-
  case $COMPARE_HARD_LINKS in
    yes) linked=(! -type d -links +1) ;;
    files) linked=(-type f -links +1) ;;
  esac
  mapfile -t left_out <"$CONFIG_DIRECTORY/left-out"
  find . -regextype posix-extended '(' "${left_out[@]}" ')' -o \
    '(' -type f -fprintf "$work/attributes" "%p//f %#m $owner %s $time\\0" -o \
    -fprintf "$work/attributes" "%p//%y %#m $owner - $time\\0" ')' \
    '(' -type l -fprintf "$work/targets" '%p//-> %l\0' -o \
    -type b -fprintf "$work/devices" '%p\0' -o \
    -type c -fprintf "$work/devices" '%p\0' -o -true ')' \
    '(' "${linked[@]}" '(' -type f -fprintf "$work/linked-files" '%D:%i:%s/%p\0' -o \
    -fprintf "$work/linked-others" '%D:%i:%s/%p\0' ')' -o \
    -type f -fprintf "$work/files" '%p\0' -fprintf "$work/sizes" '%s\n' -o -true ')'
}

# File with NUMBER/PATH: FILE.first gets the first path of each number, FILE.facts says so of all of them.
group() {
  "${sorted[@]}" --field-separator=/ --key=1,1 --key=2 --output="$1.sorted" "$1"
  "${sorted[@]}" --field-separator=/ --key=1,1 --merge --unique --stable --output="$1.first" "$1.sorted"
  paste --zero-terminated --delimiters='//=' "$1.sorted" /dev/null /dev/null /dev/null |
    join --zero-terminated -t / - "$1.first" |
    cut --zero-terminated --delimiter=/ --fields=2- >"$1.facts"
  rm -- "$1.sorted"
}

# Contents are read once, however many names they have.
add_first_names() {
  cut --zero-terminated --delimiter=/ --fields=2- "$work/linked-files.first" >>"$work/files"
  cut --zero-terminated --delimiter=/ --fields=1 "$work/linked-files.first" |
    cut --zero-terminated --delimiter=: --fields=3 | tr '\0' '\n' >>"$work/sizes"
}

# In the background, as its counters tell how far it is.
read_contents() {
  xargs --null --no-run-if-empty --arg-file="$work/files" sha256sum --zero -- >"$work/sums" &
  printf '%s\n' "$!" >"$work/reader"
  wait "$!"
  cut --zero-terminated --characters=1-64 "$work/sums" |
    paste --zero-terminated --delimiters=/ "$work/files" /dev/null - >"$work/contents"
  xargs --null --no-run-if-empty --arg-file="$work/devices" stat --printf='%t:%T\0' -- |
    paste --zero-terminated --delimiters=/ "$work/devices" /dev/null - >"$work/numbers"
}

count() {
  tr --delete --complement '\0' <"$1" | wc --bytes
}

# Numbers, one a line.
sum() {
  local numbers terms total=0 IFS=+
  while mapfile -t -n 10000 numbers && ((${#numbers[@]})); do
    terms=${numbers[*]}
    hold_sums terms
    total=$((total + terms))
  done <"$1"
  printf '%s' "$total"
}

make_listing() {
  cd -- "$directory"
  walk
  group "$work/linked-files"
  group "$work/linked-others"
  add_first_names
  read_contents
  "${sorted[@]}" --output="$work/listing" "$work"/{attributes,targets,contents,numbers,linked-files.facts,linked-others.facts}
  local checksum
  read -r checksum _ < <(sha256sum <"$work/listing")
  printf 'done %s %s %s %s\n' "$(count "$work/attributes")" "$(sum "$work/sizes")" \
    "$(count "$work/listing")" "$checksum" >"$work/end"
}

# By rename, so that nobody reads half a line.
tell() {
  printf '%s\n' "$*" >"$work/state.new"
  mv --force -- "$work/state.new" "$work/state"
}

# The system counts what the reader and its ended children have read; its present child counts by itself.
# Where it does not tell, files that are done are the only progress there is.
bytes_read() {
  local reader=none child=none task name value bytes=0
  { read -r reader <"$work/reader" && read -r child _ <"/proc/$reader/task/$reader/children"; } 2>/dev/null || true
  for task in "$reader" "$child"; do
    while read -r name value; do
      [[ $name != rchar: ]] || ! hold_numbers value || ((bytes += value)) || true
    done 2>/dev/null <"/proc/$task/io" || true
  done 2>/dev/null
  printf '%s' "$bytes"
}

make_listing 2>"$work/errors" &
worker=$! most=0 turn=0 pauses=(0.05 0.1 0.2 0.5 1)
while kill -0 "$worker" 2>/dev/null; do
  bytes=$(bytes_read)
  ! hold_numbers bytes || ((bytes <= most)) || most=$bytes
  tell "reading $most $(du --bytes --summarize -- "$work" 2>/dev/null | cut --fields=1)" 2>/dev/null || true
  sleep "${pauses[turn < 4 ? turn++ : 4]}"
done
if wait "$worker"; then
  tell "$(<"$work/end")"
else
  { read -r message || message='without a word; it was killed, or its scratch volume is full'; } <"$work/errors"
  cat -- "$work/errors" >&2
  # So that there is room to tell it.
  rm --force -- "$work"/{attributes,targets,devices,files,sizes,sums,contents,numbers,listing} "$work"/linked-*
  tell "failed $message"
  exit 1
fi
