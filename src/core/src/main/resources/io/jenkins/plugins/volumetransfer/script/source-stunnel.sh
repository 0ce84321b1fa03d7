#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Source pod, container `stunnel`: keeps the tunnel open for as long as the rsync container lives.

set -o nounset -o pipefail
trap 'exit 143' TERM
trap 'exit 130' INT

source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/image.sh"
source "${BASH_SOURCE[0]%/*}/ipc.sh"
source "${BASH_SOURCE[0]%/*}/tunnel.sh"
work_in_batches

end_tunnel() {
  ignore_signals
  publish_end "$1"
  kill_children
  leave "$1"
}
end_by end_tunnel

tunnel_died() {
  say "stunnel ended before rsync did; its messages above say why"
  end_tunnel "$STUNNEL_DIED"
}

await_rsync_start() {
  local timer
  sleep "$((TUNNEL_TIMEOUT_SECONDS + 60))" 9<&- &
  timer=$!
  until [[ -e $rsync_container-started ]]; do
    kill -0 "$timer" 2>/dev/null || give_up_on_rsync
    await sleep 0.5
  done
  kill "$timer" 2>/dev/null
}

# It may be starting at this very moment: with its lock held, to the end, it can't.
give_up_on_rsync() {
  create "$rsync_container-lock"
  exec 6<"$rsync_container-lock"
  if flock --nonblock 6 && [[ ! -e $rsync_container-started ]]; then
    fail "$RSYNC_NEVER_STARTED" "the rsync container did not start; the pod's events say why"
  fi
  exec 6<&-
}

await_rsync_end() {
  local code=
  await flock --shared "$rsync_container-lock" true ||
    fail "$IPC_UNUSABLE" "can't lock $rsync_container-lock"
  # Looked at once: a container that begins again removes it.
  { read -r code <"$rsync_container-done"; } 2>/dev/null ||
    fail "$RSYNC_VANISHED" "the rsync container was killed before it could say how it ended; was it out of memory?"
  # A copy that failed may have failed for want of a tunnel.
  [[ $code == 0 ]] || is_held "$tunnel_lock" || tunnel_died
}

require_variables IPC_DIRECTORY
require_programs flock mv rm
enter_ipc stunnel-container
require_programs sleep stunnel timeout
require_variables CONFIG_DIRECTORY TUNNEL_TIMEOUT_SECONDS
require_seconds TUNNEL_TIMEOUT_SECONDS
require_files "$CONFIG_DIRECTORY/stunnel.conf"
rsync_container=$IPC_DIRECTORY/rsync-client-container
forget_former_attempt rsync-client-container
start_stunnel
tunnel_lock=$IPC_DIRECTORY/stunnel-process-lock
watch_tunnel
await_rsync_start
await_rsync_end
