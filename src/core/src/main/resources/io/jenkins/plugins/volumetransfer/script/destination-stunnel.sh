#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Destination pod, container `stunnel`: takes the tunnel's connections and hands them to rsyncd.

set -o nounset -o pipefail
trap 'exit 143' TERM
trap 'exit 130' INT

source "${BASH_SOURCE[0]%/*}/process.sh"
source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/image.sh"
source "${BASH_SOURCE[0]%/*}/destination.sh"
work_in_batches
trap end_daemon EXIT

# The pod's address is known only here, so the last section's `accept` is added now.
configuration() {
  printf '%s\n' "$(<"$CONFIG_DIRECTORY/stunnel.conf")" "accept = $POD_IP:$ENDPOINT_PORT"
}

require_programs stunnel
require_variables CONFIG_DIRECTORY POD_IP ENDPOINT_PORT
require_files "$CONFIG_DIRECTORY/stunnel.conf"

stunnel -fd 0 < <(configuration) &
daemon=$!
wait "$daemon"
code=$? daemon=
require_tls13
# stunnel's own codes would be taken for rsync's.
fail "$STUNNEL_DIED" "stunnel ended by itself with code $code; its messages above say why"
