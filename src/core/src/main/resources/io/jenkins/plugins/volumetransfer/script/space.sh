# shellcheck shell=bash
# Before the first byte: is there room at the destination for what is in a volume?
#
# A refusal is never wrong: what is counted at the source is the least that the copy can need, and the
# room at the destination the most that it can ever get. In doubt the copy begins, and rsync finds out.
#
# Goes with copy.sh, whose variable `refusal` it sets, and verify.sh.
# shellcheck disable=SC2034,SC2154

# File systems that store what they are given: others may compress it, or grow.
readonly PLAIN_FILE_SYSTEMS=' ext2/ext3 xfs tmpfs '

# How long the destination may take to give a reason.
readonly ANSWER_SECONDS=15

# What the destination may say: one complaint of rsync's.
readonly TROUBLE='^rsync: \[(receiver|generator)\] [^[:cntrl:]]+ \([0-9]{1,3}\)$'

# Volume, whose directory is the current one. Not 0, and `refusal` says why: it can't fit.
has_room() {
  local type block blocks free inodes free_inodes empty room names
  ask_destination "$1" || return 0
  log "volume $1 room: $((free * block)) of $((blocks * block)) bytes free, $free_inodes of $inodes inodes"
  if [[ $empty == yes ]]; then
    room=$((free * block)) names=$free_inodes
  else
    # Whatever is there may be replaced or deleted.
    room=$((blocks * block)) names=$inodes
  fi
  # Some count no inodes, and XFS makes more of them as it likes.
  if ((inodes == 0)) || [[ $type == xfs ]]; then names=0; fi
  ! may_be_too_much || measure_and_judge "$1"
}

# The one line of destination-space.sh. An answer that does not come, or is none, is no reason to copy
# nothing.
ask_destination() {
  local answer=$IPC_DIRECTORY/space
  rm --force -- "$answer"
  run_rsync --ignore-times --max-size=1K --timeout="$TUNNEL_TIMEOUT_SECONDS" \
    "rsync://root@$TUNNEL_HOST/$1.space/$1.space" "$answer"
  { read -r -n 1000 type block blocks free inodes free_inodes empty <"$answer"; } 2>/dev/null &&
    hold_numbers block blocks free inodes free_inodes
}

# After a connection that broke: whether the destination has cut it, as it can't write any more. Its reason goes
# to the log as if rsync had been told it, and `code` says so.
look_for_trouble() { # volume
  local copied=$code trouble=$IPC_DIRECTORY/trouble line=
  rm --force -- "$trouble"
  run_watched timeout --kill-after=5 "$ANSWER_SECONDS" rsync --port "$TUNNEL_PORT" --ignore-times --max-size=10K \
    "rsync://root@$TUNNEL_HOST/$1.space/$1.trouble" "$trouble" 2>/dev/null
  code=$copied
  { read -r -n 10000 line <"$trouble"; } 2>/dev/null
  if [[ $line =~ $TROUBLE ]]; then
    printf '%s\n' "$line" >&7
    code=$DESTINATION_UNWRITABLE
  fi
}

# Volume, whose directory is the current one. Holes that were written out as zeroes may be what has filled the destination.
tell_holes() {
  local sparseness=
  [[ " ${rsync_arguments[*]} " != *" --sparse "* ]] || return 0
  read -r sparseness < <(timeout "$ANSWER_SECONDS" find . -xdev -type f -size +1024k -printf '%S\n' 2>/dev/null 7>&- 9<&- |
    grep --extended-regexp --max-count=1 '^0(\.[0-8]|$)' 7>&- 9<&-)
  [[ -z $sparseness ]] ||
    say "volume $1 has files with holes, which the copy wrote out as zeroes; with \`sparse: true\` they stay holes"
}

# What the source's file system tells costs nothing, and mostly shows that there is nothing to fear.
may_be_too_much() {
  local block blocks free inodes free_inodes
  read -r block blocks free inodes free_inodes < <(stat --file-system --format='%S %b %f %c %d' .)
  # Where that is not told, it is counted.
  hold_numbers block blocks free inodes free_inodes || return 0
  (((blocks - free) * block > room || (names && inodes - free_inodes > names)))
}

# A tree that is read only in part, for want of time, has at least what was read.
measure_and_judge() { # volume
  local least sizes entries sums=$IPC_DIRECTORY/sums
  run_watched sum_tree "$sums"
  { read -r least sizes entries <"$sums"; } 2>/dev/null || return 0
  hold_numbers least sizes entries || return 0
  if ((least > room || (names && entries > names))) &&
    [[ $SPACE_CERTAIN == yes && $PLAIN_FILE_SYSTEMS == *" $type "* ]]; then
    refusal=$(figures)
    return 1
  elif ((sizes > room || (names && entries > names))); then
    log "volume $1 may not fit: $(figures)"
  fi
}

# The least number of bytes that the tree needs, the sizes of its files, and how many entries it has.
# A file with several names is left out; the smallest may lie in their inodes, and holes need nothing.
sum_tree() { # file
  local lines texts terms IFS=+ least=0 sizes=0 entries=0
  while mapfile -t -n 10000 lines && ((${#lines[@]})); do
    ((entries += ${#lines[@]}))
    texts=("${lines[@]%|*}")
    terms=${texts[*]}
    ! hold_sums terms || least=$((least + terms))
    texts=("${lines[@]#*|}")
    terms=${texts[*]}
    ! hold_sums terms || sizes=$((sizes + terms))
  done < <(timeout "$SPACE_SECONDS_MAX" find . -xdev \
    '(' -type f -links 1 -size +4095c -printf '(%s<%b*512?%s:%b*512)|%s\n' ')' -o \
    '(' -type f -links 1 -printf '0|%s\n' ')' -o \
    '(' '(' -type d -o -type l ')' -printf '0|0\n' ')' 2>/dev/null)
  printf '%d %d %d\n' "$least" "$sizes" "$entries" >"$1"
}

figures() {
  printf 'it has at least %s in %d files and directories (their sizes come to %s), and at the destination %s of %s are free%s' \
    "$(readable "$least")" "$entries" "$(readable "$sizes")" \
    "$(readable $((free * block)))" "$(readable $((blocks * block)))" \
    "$( ((inodes == 0)) || printf ', and %d of %d inodes' "$free_inodes" "$inodes")"
}

readable() { # bytes
  numfmt --to=iec-i --suffix=B --format=%.1f "$1"
}
