# shellcheck shell=bash
# For a copy without root: the source's part in what destination-links.sh does.

# Volume, whose directory is the current one. Before the copy: whether links of the destination look like those that
# rsyncd disguises. Mostly there are none; else it is told which of them this volume has too. Not 0: rsync's code.
note_links() {
  local word='' left_out answer=$SCRATCH_DIRECTORY/foreign own=$SCRATCH_DIRECTORY/own
  fetch_answer "$1.foreign/$1.foreign" "$answer" || fail_at_links "$1" "$?"
  { read -r -n 100 word <"$answer"; } 2>/dev/null
  if [[ $word == some ]]; then
    mapfile -t left_out <"$CONFIG_DIRECTORY/left-out"
    # A directory that can't be read is left to the copy, which names it.
    await find . -regextype posix-extended '(' "${left_out[@]}" ')' -o \
      -type l -fprintf "$own" '%p///rsyncd-munged/%l\0' 2>/dev/null
    ask --ignore-times "$own" "rsync://root@$TUNNEL_HOST/$1.own/own" || fail_at_links "$1" "$?"
  elif [[ $word != none ]]; then
    # As rsync ends where the other side says what it does not understand.
    fail_at_links "$1" 12
  fi
}

fail_at_links() { # volume, code
  fail "$2" "rsync ended with $2 when the links of volume $1 were to be looked at, and nothing was copied; see the destination's log"
}

# Volume, code of its copy. After a failed copy too, as what has arrived must not stay disguised; but that does not
# fail by this.
restore_links() {
  local code
  ask --list-only --exclude='*' "rsync://root@$TUNNEL_HOST/$1.links/" && return
  code=$?
  ! is_copied "$2" || fail "$LINKS_NOT_RESTORED" \
    "rsync ended with $code when the links of volume $1 were to be restored; see the destination's log"
}
