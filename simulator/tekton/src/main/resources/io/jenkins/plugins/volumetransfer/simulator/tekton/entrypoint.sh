#!/usr/bin/env bash
# Stands around each step as Tekton's entrypoint does (pkg/entrypoint/entrypointer.go,
# cmd/entrypoint/runner.go): waits for the step before, runs the command as a process group of its own,
# passes each signal on to the whole group, and tells of results in the termination message.
#
#   entrypoint.sh [OPTION VALUE]... -- COMMAND [ARGUMENT]...
set -o nounset -o pipefail

# Bytes of one termination message (pkg/termination/write.go); what is above is refused.
readonly MESSAGE_BYTES_MAX=4096
# Of pkg/result: what a value in the message is.
readonly TASK_RESULT=1 INTERNAL=3 STEP_RESULT=4
readonly WAIT_SECONDS=0.1
# To Go a command that a signal has ended has the exit code -1, which its container tells as 255.
readonly SIGNALLED=-1 SIGNALLED_CONTAINER=255

wait_file='' post_file='' termination_file='' on_error=stopAndFail timeout_seconds=''
results='' results_directory='' step_results='' step_results_directory='' exit_code_file=''
while [[ $1 != -- ]]; do
  case $1 in
    --wait-file) wait_file=$2 ;;
    --post-file) post_file=$2 ;;
    --exit-code-file) exit_code_file=$2 ;;
    --termination-file) termination_file=$2 ;;
    --on-error) on_error=$2 ;;
    --timeout-seconds) timeout_seconds=$2 ;;
    --results) results=$2 ;;
    --results-directory) results_directory=$2 ;;
    --step-results) step_results=$2 ;;
    --step-results-directory) step_results_directory=$2 ;;
    *)
      printf 'entrypoint: unknown option %s\n' "$1" >&2
      exit 2
      ;;
  esac
  shift 2
done
shift

# The escapes that Go's JSON has, as they count against the limit.
json_text() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\r'/\\r}
  text=${text//$'\t'/\\t}
  text=${text//</\\u003c}
  text=${text//>/\\u003e}
  text=${text//&/\\u0026}
  printf '"%s"' "$text"
}

# Type, key, value: one more item of the message.
message=''
add() {
  message+=${message:+,}$(printf '{"key":%s,"value":%s,"type":%d}' "$(json_text "$2")" "$(json_text "$3")" "$1")
}

fits() {
  local LC_ALL=C
  ((${#message} + 2 <= MESSAGE_BYTES_MAX))
}

# Type, directory, names with commas between them. A result that was not written is none.
add_results() {
  local name names value
  IFS=, read -r -a names <<<"$3"
  for name in "${names[@]}"; do
    [[ -f $2/$name ]] || continue
    IFS= read -r -d '' value <"$2/$name" || true
    add "$1" "$name" "$value"
  done
}

# Exit code, reason or nothing, suffix of the post file: what this step did is told, and it ends.
finish() {
  local code=$1 told=$message fitting
  [[ -z $post_file ]] || : >"$post_file$3"
  message=''
  if [[ $2 != Skipped ]]; then
    add_results "$TASK_RESULT" "$results_directory" "$results"
    add_results "$STEP_RESULT" "$step_results_directory" "$step_results"
    if ! fits; then
      printf 'entrypoint: Termination message is above max allowed size 4096, caused by large task result.\n' >&2
      message='' code=1
    fi
  fi
  fitting=$message
  message+=${message:+,}$told
  [[ -z $2 ]] || add "$INTERNAL" Reason "$2"
  if ! fits; then
    printf 'entrypoint: Error while writing message: it is above max allowed size 4096\n' >&2
    message=$fitting code=1
  fi
  printf '[%s]' "$message" >"$termination_file"
  exit "$code"
}

started() {
  add "$INTERNAL" StartedAt "$(date --utc +%Y-%m-%dT%H:%M:%S.%3NZ)"
}

# As Go's runtime does it: nobody listens yet.
trap 'exit 2' TERM INT HUP

# Ends with the pod, which has a deadline.
await_former_step() {
  until [[ -e $wait_file ]]; do
    if [[ -e $wait_file.err ]]; then
      started
      printf 'entrypoint: Skipping step because a previous step failed\n' >&2
      finish 1 Skipped .err
    fi
    sleep "$WAIT_SECONDS"
  done
}

[[ -z $wait_file ]] || await_former_step
[[ -z $step_results_directory ]] || mkdir --parents "$step_results_directory"
started

if ! type -P -- "$1" >/dev/null; then
  printf 'entrypoint: Error executing command: %s: no such program\n' "$1" >&2
  finish 1 '' .err
fi

child='' passed='' interrupted=''
# A signal that comes before the command is there waits for it.
pass_on() {
  interrupted=yes
  if [[ -n $child ]]; then
    kill -s "$1" -- "-$child" 2>/dev/null
  else
    passed=$1
  fi
}
for signal in TERM INT HUP QUIT USR1 USR2; do
  # shellcheck disable=SC2064 # each trap has its own signal
  trap "pass_on $signal" "$signal"
done

# Only the table of jobs tells a command that was killed from one that itself says 137.
readonly jobs_file=$post_file.jobs
write_jobs() {
  local LC_ALL=C
  jobs -l >"$jobs_file"
}
write_jobs
trap write_jobs CHLD
ended_by_signal() {
  [[ $(<"$jobs_file") == *" $child "!(Done*|Exit*|Running*) ]]
}

# Job control gives the command a process group of its own.
set -o monitor
"$@" &
child=$!
set +o monitor
[[ -z $passed ]] || pass_on "$passed"

# A step's own timeout is the end of its context: SIGKILL to the command, at once.
readonly timed_out_file=$post_file.timed-out
watchdog=''
if [[ -n $timeout_seconds ]]; then
  { sleep "$timeout_seconds" && : >"$timed_out_file" && kill -s KILL "$child"; } &
  watchdog=$!
fi

# `wait` ends early for a signal; 127 then says that the code was told already.
code=''
while
  interrupted=''
  wait "$child"
  status=$?
  ((status == 127)) && [[ -n $code ]] || code=$status
  [[ -n $interrupted ]]
do :; done

trap - CHLD
container_code=$code
if ended_by_signal; then
  code=$SIGNALLED container_code=$SIGNALLED_CONTAINER
fi

[[ -z $watchdog ]] || kill "$watchdog" 2>/dev/null || true

# Go's Run: a command that ends with 0 in the last moment has succeeded, any other ran into its timeout.
if ((code != 0)) && [[ -e $timed_out_file ]]; then
  finish 1 TimeoutExceeded .err
elif ((code == 0)); then
  printf '%d' 0 >"$exit_code_file"
  finish 0 '' ''
elif [[ $on_error == continue ]]; then
  printf '%d' "$code" >"$exit_code_file"
  add "$INTERNAL" ExitCode "$code"
  finish 0 '' ''
else
  finish "$container_code" '' .err
fi
