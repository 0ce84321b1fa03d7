# shellcheck shell=bash
# The destination's answers: files of rsyncd's modules, which RsyncConfig explains.

# Arguments of rsync, which tells the log what goes wrong.
ask() {
  await rsync --port "$TUNNEL_PORT" --sockopts=TCP_NODELAY "$@" >&7 2>&7
}

# Module and file, file or directory that it goes to, more options. The file there may have the same size and time.
fetch() {
  ask --ignore-times --whole-file --timeout="$TUNNEL_TIMEOUT_SECONDS" "${@:3}" \
    "rsync://root@$TUNNEL_HOST/$1" "$2"
}

# Module and file, file that it goes to. There is none if it does not come, or is too long to be an answer.
fetch_answer() {
  rm --force -- "$2"
  fetch "$1" "$2" --max-size=10K
}
