# shellcheck shell=bash
# Before the first byte: is there room at the destination for what is in a volume?
#
# A refusal is never wrong: what is counted at the source is the least that the copy can need, and the
# room at the destination the most that it can ever get. In doubt the copy begins, and rsync finds out.

# File systems that store what they are given: others may compress it, or grow.
readonly PLAIN_FILE_SYSTEMS=' ext2/ext3 xfs tmpfs '

# Volume, whose directory is the current one. DESTINATION_TOO_SMALL: it can't fit.
check_room() {
  local answer room names bytes entries least sizes sums=$IPC_DIRECTORY/sums
  fetch_answer "$1.space/$1.space" "$IPC_DIRECTORY/space"
  { read -r -n 1000 -a answer <"$IPC_DIRECTORY/space"; } 2>/dev/null
  # An answer that does not come, or is none, is no reason to copy nothing.
  read -r room names < <(room_in "${answer[@]}") || return 0
  log "volume $1 room: $(told_room "${answer[@]}")"
  # What the source's file system tells costs nothing, and mostly shows that there is nothing to fear.
  ! read -r bytes entries < <(used_here) || is_too_much "$bytes" "$entries" "$room" "$names" || return 0
  await sum_tree "$SPACE_SECONDS_MAX" >"$sums"
  { read -r least sizes entries <"$sums"; } 2>/dev/null || return 0
  if is_too_much "$least" "$entries" "$room" "$names" &&
    [[ $SPACE_CERTAIN == yes && $PLAIN_FILE_SYSTEMS == *" ${answer[0]} "* ]]; then
    fail "$DESTINATION_TOO_SMALL" "volume $1 does not fit: $(figures "$least" "$sizes" "$entries" "${answer[@]}"); make the claim larger, or leave something out by \`excludes\`"
  elif is_too_much "$sizes" "$entries" "$room" "$names"; then
    log "volume $1 may not fit: $(figures "$least" "$sizes" "$entries" "${answer[@]}")"
  fi
}

# The words of destination-space.sh: BYTES NAMES, the most that there can ever be. 0 names: they are not counted.
room_in() {
  local type=${1-} block=${2-} blocks=${3-} free=${4-} inodes=${5-} free_inodes=${6-} empty=${7-}
  hold_numbers block blocks free inodes free_inodes || return
  # Whatever is there may be replaced or deleted.
  [[ $empty == yes ]] || free=$blocks free_inodes=$inodes
  # Some count no inodes, and XFS makes more of them as it likes.
  [[ $inodes != 0 && $type != xfs ]] || free_inodes=0
  printf '%s %s\n' "$((free * block))" "$free_inodes"
}

# The same words, for the log.
told_room() {
  local block=$2 blocks=$3 free=$4
  hold_numbers block blocks free || return
  printf '%s of %s bytes free, %s of %s inodes' "$((free * block))" "$((blocks * block))" "$6" "$5"
}

# BYTES NAMES of all that the file system of the current directory has; nothing where it does not tell.
used_here() {
  local block blocks free inodes free_inodes
  read -r block blocks free inodes free_inodes < <(stat --file-system --format='%S %b %f %c %d' .)
  hold_numbers block blocks free inodes free_inodes || return
  printf '%s %s\n' "$(((blocks - free) * block))" "$((inodes - free_inodes))"
}

# Bytes and names that are needed, bytes and names that there is room for.
is_too_much() {
  local bytes=$1 entries=$2 room=$3 names=$4
  hold_numbers bytes entries room names && ((bytes > room || (names && entries > names)))
}

# Seconds. LEAST SIZES ENTRIES of the current tree: the bytes that it needs at least, the sizes of its files, how many
# entries it has; of the part that it could read in time. A file with several names is left out; the smallest may lie
# in their inodes, and holes need nothing.
sum_tree() {
  local lines texts terms IFS=+ least=0 sizes=0 entries=0
  while mapfile -t -n 10000 lines && ((${#lines[@]})); do
    ((entries += ${#lines[@]}))
    texts=("${lines[@]%|*}")
    terms=${texts[*]}
    ! hold_sums terms || least=$((least + terms))
    texts=("${lines[@]#*|}")
    terms=${texts[*]}
    ! hold_sums terms || sizes=$((sizes + terms))
  done < <(timeout "$1" find . -xdev \
    '(' -type f -links 1 -size +4095c -printf '(%s<%b*512?%s:%b*512)|%s\n' ')' -o \
    '(' -type f -links 1 -printf '0|%s\n' ')' -o \
    '(' '(' -type d -o -type l ')' -printf '0|0\n' ')' 2>/dev/null)
  printf '%s %s %s\n' "$least" "$sizes" "$entries"
}

# The words of `sum_tree`, those of destination-space.sh: for people.
figures() {
  local least=$1 sizes=$2 entries=$3 block=$5 blocks=$6 free=$7 inodes=$8 free_inodes=$9
  hold_numbers least sizes entries block blocks free inodes free_inodes || return
  printf 'it has at least %s in %s files and directories (their sizes come to %s), and at the destination %s of %s are free' \
    "$(readable "$least")" "$entries" "$(readable "$sizes")" \
    "$(readable $((free * block)))" "$(readable $((blocks * block)))"
  [[ $inodes == 0 ]] || printf ', and %s of %s inodes' "$free_inodes" "$inodes"
}

readable() { # bytes
  numfmt --to=iec-i --suffix=B --format=%.1f "$1"
}
