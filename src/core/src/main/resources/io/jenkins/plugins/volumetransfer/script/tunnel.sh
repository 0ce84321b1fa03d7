# shellcheck shell=bash
# The stunnel daemon, and the tunnel as rsync sees it.
#
# The script that sources this defines `tunnel_died`, which ends it.

# Once it has been held, this lock is free only when the tunnel is gone; the file, if any, says so.
tunnel_lock=
tunnel_done=
tunnel_seen=
# Of rsync, which the daemon speaks; a text from outside.
protocol=

# The daemon inherits the lock's descriptor, so the kernel tells when it has died.
start_stunnel() {
  local lock=$IPC_DIRECTORY/stunnel-process-lock
  create "$lock"
  { exec 8<"$lock" && lock 8; } ||
    fail "$IPC_UNUSABLE" "can't lock $lock; is another stunnel running in this pod?"
  await timeout --kill-after=5 60 stunnel "$CONFIG_DIRECTORY/stunnel.conf" || stunnel_not_started "$?"
  exec 8<&-
}

# Exit code. 124 is that of `timeout`; 137 if SIGTERM was not enough for it, or of the kernel.
stunnel_not_started() {
  local why='its messages above say why'
  case $1 in
    124) why='it hung, and was ended after 60 s' ;;
    137) why='it was killed; it hung for 60 s, or was out of memory' ;;
  esac
  require_tls13
  fail "$STUNNEL_NOT_STARTED" "stunnel did not start: $why"
}

# Calls `tunnel_died` as soon as the lock is free.
watch_tunnel() {
  trap tunnel_died USR1
  flock --shared "$tunnel_lock" bash -c "kill -s USR1 $$" 7>&- 9<&- &
  watcher=$!
}

# The signal is not ignored, only passed over: the next rsync would inherit that.
unwatch_tunnel() {
  trap : USR1
  kill "$watcher" 2>/dev/null
}

await_tunnel() {
  local timer
  sleep "$TUNNEL_TIMEOUT_SECONDS" 9<&- &
  timer=$!
  until tunnel_answers; do
    [[ ! -e $tunnel_done ]] || tunnel_died
    if is_held "$tunnel_lock"; then
      tunnel_seen=yes
    elif [[ -n $tunnel_seen ]]; then
      tunnel_died
    fi
    kill -0 "$timer" 2>/dev/null || fail "$TUNNEL_NOT_READY" \
      "no rsync daemon answered through the tunnel within $TUNNEL_TIMEOUT_SECONDS s; look at the destination pod and the network between the two"
    await sleep 1
  done
  kill "$timer" 2>/dev/null
}

# `nc -z` would only show that the stunnel of this pod listens, so rsyncd's greeting is asked for.
tunnel_answers() {
  local greeting=
  read -r greeting < <(nc -N -w 5 "$TUNNEL_HOST" "$TUNNEL_PORT" </dev/null 2>&1 9<&-)
  require_known_options "$greeting"
  protocol=${greeting#@RSYNCD: } protocol=${protocol%%.*}
  [[ $greeting == @RSYNCD:* ]]
}
