#!/bin/bash
# shellcheck source-path=SCRIPTDIR
# Startup probe of the destination's containers: does the daemon named `rsync` or `stunnel` listen?

set -o nounset -o pipefail

source "${BASH_SOURCE[0]%/*}/exit-codes.sh"
source "${BASH_SOURCE[0]%/*}/process.sh"

case ${1-} in
  rsync)
    require_variables RSYNCD_HOST RSYNCD_PORT
    exec nc -z "$RSYNCD_HOST" "$RSYNCD_PORT"
    ;;
  stunnel)
    require_variables POD_IP ENDPOINT_PORT
    exec nc -z "$POD_IP" "$ENDPOINT_PORT"
    ;;
  *)
    fail "$BAD_INPUT" "the probe is for 'rsync' or 'stunnel', not for '${1-}'"
    ;;
esac
