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

source "${BASH_SOURCE[0]%/*}/../process.sh"
export TZ=UTC

# Work directory, `yes` if owners count, which hard links count, words of find(1) for what is left out: one look at
# each entry of the current directory's tree. Times by the second: rsync leaves those alone that differ by less.
walk() {
  local owner=%U:%G time='%TFT%TH:%TM:%.2TS' linked=(-false)
  [[ $2 == yes ]] || owner=-
  case $3 in
    yes) linked=(! -type d -links +1) ;;
    files) linked=(-type f -links +1) ;;
  esac
  find . -regextype posix-extended '(' "${@:4}" ')' -o \
    '(' -type f -fprintf "$1/attributes" "%p//f %#m $owner %s $time\\0" -o \
    -fprintf "$1/attributes" "%p//%y %#m $owner - $time\\0" ')' \
    '(' -type l -fprintf "$1/targets" '%p//-> %l\0' -o \
    -type b -fprintf "$1/devices" '%p\0' -o \
    -type c -fprintf "$1/devices" '%p\0' -o -true ')' \
    '(' "${linked[@]}" '(' -type f -fprintf "$1/linked-files" '%D:%i:%s/%p\0' -o \
    -fprintf "$1/linked-others" '%D:%i:%s/%p\0' ')' -o \
    -type f -fprintf "$1/files" '%p\0' -fprintf "$1/sizes" '%s\n' -o -true ')'
}

# Directory for what does not fit into memory, arguments of sort.
sort_facts() {
  sort --zero-terminated --buffer-size=16M --parallel=1 --temporary-directory="$1" "${@:2}"
}

# File with NUMBER/PATH: FILE.first gets the first path of each number, FILE.facts says so of all of them.
group() {
  sort_facts "${1%/*}" --field-separator=/ --key=1,1 --key=2 --output="$1.sorted" "$1"
  sort_facts "${1%/*}" --field-separator=/ --key=1,1 --merge --unique --stable --output="$1.first" "$1.sorted"
  paste --zero-terminated --delimiters='//=' "$1.sorted" /dev/null /dev/null /dev/null |
    join --zero-terminated -t / - "$1.first" |
    cut --zero-terminated --delimiter=/ --fields=2- >"$1.facts"
  rm -- "$1.sorted"
}

# Work directory. Contents are read once, however many names they have.
add_first_names() {
  cut --zero-terminated --delimiter=/ --fields=2- "$1/linked-files.first" >>"$1/files"
  cut --zero-terminated --delimiter=/ --fields=1 "$1/linked-files.first" |
    cut --zero-terminated --delimiter=: --fields=3 | tr '\0' '\n' >>"$1/sizes"
}

# Work directory. In the background, as its counters tell how far it is.
read_contents() {
  xargs --null --no-run-if-empty --arg-file="$1/files" sha256sum --zero -- >"$1/sums" &
  printf '%s\n' "$!" >"$1/reader"
  wait "$!"
  cut --zero-terminated --characters=1-64 "$1/sums" |
    paste --zero-terminated --delimiters=/ "$1/files" /dev/null - >"$1/contents"
  xargs --null --no-run-if-empty --arg-file="$1/devices" stat --printf='%t:%T\0' -- |
    paste --zero-terminated --delimiters=/ "$1/devices" /dev/null - >"$1/numbers"
}

# File: how many facts or paths are in it.
count() {
  tr --delete --complement '\0' <"$1" | wc --bytes
}

# File of numbers, one a line.
sum() {
  local numbers terms total=0 IFS=+
  while mapfile -t -n 10000 numbers && ((${#numbers[@]})); do
    terms=${numbers[*]}
    hold_sums terms
    total=$((total + terms))
  done <"$1"
  printf '%s' "$total"
}

# Directory, work directory: makes `listing` of the one in the other, and prints the last state.
make_listing() {
  local work=$2 left_out checksum
  cd -- "$1"
  mapfile -t left_out <"$CONFIG_DIRECTORY/left-out"
  walk "$work" "$COMPARE_OWNERS" "$COMPARE_HARD_LINKS" "${left_out[@]}"
  # At the source: who owns what there is to be compared with who shall own it at the destination.
  [[ ! -e $CONFIG_DIRECTORY/owners ]] ||
    sed --null-data --regexp-extended --in-place --file="$CONFIG_DIRECTORY/owners" "$work/attributes"
  group "$work/linked-files"
  group "$work/linked-others"
  add_first_names "$work"
  read_contents "$work"
  sort_facts "$work" --output="$work/listing" "$work"/{attributes,targets,contents,numbers,linked-files.facts,linked-others.facts}
  read -r checksum _ < <(sha256sum <"$work/listing")
  printf 'done %s %s %s %s\n' "$(count "$work/attributes")" "$(sum "$work/sizes")" "$(count "$work/listing")" "$checksum"
}

# Work directory, line. By rename, so that nobody reads half a line.
tell() {
  printf '%s\n' "$2" >"$1/state.new"
  mv --force -- "$1/state.new" "$1/state"
}

# File with the reader's number. The system counts what the reader and its ended children have read; its present
# child counts by itself. Where it does not tell, files that are done are the only progress there is.
bytes_read() {
  local reader=none child=none task name value bytes=0
  { read -r reader <"$1" && read -r child _ <"/proc/$reader/task/$reader/children"; } 2>/dev/null || true
  for task in "$reader" "$child"; do
    while read -r name value; do
      [[ $name != rchar: ]] || ! hold_numbers value || ((bytes += value)) || true
    done 2>/dev/null <"/proc/$task/io" || true
  done 2>/dev/null
  printf '%s' "$bytes"
}

# Directory, work directory.
list_tree() {
  local work=$2 worker bytes message most=0 turn=0 pauses=(0.05 0.1 0.2 0.5 1)
  make_listing "$1" "$work" >"$work/end" 2>"$work/errors" &
  worker=$!
  while kill -0 "$worker" 2>/dev/null; do
    bytes=$(bytes_read "$work/reader")
    ! hold_numbers bytes || ((bytes <= most)) || most=$bytes
    tell "$work" "reading $most $(du --bytes --summarize -- "$work" 2>/dev/null | cut --fields=1)" 2>/dev/null || true
    sleep "${pauses[turn < 4 ? turn++ : 4]}"
  done
  if wait "$worker"; then
    tell "$work" "$(<"$work/end")"
  else
    { read -r message || message='without a word; it was killed, or its scratch volume is full'; } <"$work/errors"
    cat -- "$work/errors" >&2
    # So that there is room to tell it.
    rm --force -- "$work"/{attributes,targets,devices,files,sizes,sums,contents,numbers,listing} "$work"/linked-*
    tell "$work" "failed $message"
    exit 1
  fi
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -o errexit -o nounset -o pipefail
  list_tree "$@"
fi
