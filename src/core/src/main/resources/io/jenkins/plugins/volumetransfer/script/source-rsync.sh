#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Source pod, container `rsync`: waits for the tunnel, then copies each volume through it.

set -o nounset -o pipefail
trap 'exit 143' TERM
trap 'exit 130' INT

source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/image.sh"
source "${BASH_SOURCE[0]%/*}/ipc.sh"
source "${BASH_SOURCE[0]%/*}/tunnel.sh"
source "${BASH_SOURCE[0]%/*}/copy.sh"
work_in_batches
end_by end_copy

tunnel_died() {
  say "the stunnel container ended before the copy did; its log and exit code say why"
  end_copy "$TUNNEL_DIED"
}

require_variables IPC_DIRECTORY
require_programs flock mv rm
enter_ipc rsync-client-container
require_copy_input
! was_started_before || forget_former_attempt stunnel-container
tunnel_lock=$IPC_DIRECTORY/stunnel-container-lock
tunnel_done=$IPC_DIRECTORY/stunnel-container-done
await_tunnel
copy_volumes
exit
