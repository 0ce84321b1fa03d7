# shellcheck shell=bash
# Stands before a program of the source pod: at some places it asks whether to go on.

# Of the programs that it stands before, those of the machine are meant.
PATH=${PATH#*:}

is_source_pod() {
  [[ -n ${IPC_DIRECTORY-} ]]
}

# Place. The answer is `go`, or the exit code to end with; it may take long.
ask() {
  local answer
  # A code of its own: by `errexit` it would be 1, and taken for one of rsync's.
  {
    exec 5<>"/dev/tcp/127.0.0.1/$(<"${BASH_SOURCE[0]%/*}/port")" &&
      printf '%s\n' "$1" >&5 &&
      read -r answer <&5
  } || {
    printf 'the simulator did not answer at %s\n' "$1" >&2
    exit 99
  }
  exec 5>&-
  [[ $answer == go ]] || exit "$answer"
}
