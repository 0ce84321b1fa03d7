#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Source pod of one container: starts stunnel, waits for the tunnel, then copies each volume.

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
  say "stunnel ended before the copy did; its messages above say why"
  end_copy "$STUNNEL_DIED"
}

require_variables IPC_DIRECTORY
require_programs flock mv rm
enter_ipc rsync-client-container
require_copy_input
require_programs stunnel timeout
require_files "$CONFIG_DIRECTORY/stunnel.conf"
start_stunnel
tunnel_lock=$IPC_DIRECTORY/stunnel-process-lock
tunnel_seen=yes
await_tunnel
copy_volumes
exit
