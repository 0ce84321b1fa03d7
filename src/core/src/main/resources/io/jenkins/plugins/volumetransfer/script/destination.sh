# shellcheck shell=bash
# The end of a container that only runs a daemon.

daemon=

end_daemon() {
  ignore_signals
  [[ -z $daemon ]] || stop "$daemon"
}
