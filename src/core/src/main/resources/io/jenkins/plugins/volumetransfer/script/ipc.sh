# shellcheck shell=bash
# How the two containers of the source pod learn of each other's end.
#
# NAME-lock is held for as long as the container lives: it says that it ended, even by SIGKILL.
# NAME-started appears once the lock is held, so the peer may wait for the lock from then on.
# NAME-done appears before the lock is dropped: it says with which exit code.
# What is there while the lock is free, when the peer begins, is of a former attempt.

done_file=
started_before=

# The peer may own the file, as another user; to lock it, reading is enough.
create() {
  true >>"$1"
} 2>/dev/null

# A full volume must show now, not when the exit code is to be written: so there is some text.
enter_ipc() {
  local name=$IPC_DIRECTORY/$1
  [[ ! -e $name-started ]] || started_before=yes
  {
    rm --force "$name-done" &&
      take_lock "$name-lock" &&
      printf 'started\n' >"$name-started"
  } ||
    fail "$IPC_UNUSABLE" "can't write and lock files in $IPC_DIRECTORY; mount a writable volume with free space there"
  done_file=$name-done
}

take_lock() {
  create "$1"
  exec 9<"$1" && lock 9
}

# The peer may look at the lock at this moment, so it is tried for a while.
lock() {
  flock --timeout 10 "$1" &
  wait "$!"
}

was_started_before() {
  [[ -n $started_before ]]
}

is_held() {
  flock --nonblock --shared "$1" true
  (($? == 1))
}

forget_former_attempt() {
  flock --nonblock "$IPC_DIRECTORY/$1-lock" \
    rm --force "$IPC_DIRECTORY/$1-started" "$IPC_DIRECTORY/$1-done"
}

publish_end() {
  [[ -n $done_file ]] || return
  { printf '%s\n' "$1" >"$done_file.new" && mv --force "$done_file.new" "$done_file"; } ||
    say "can't write $done_file; the peer will only see that this container vanished"
}
