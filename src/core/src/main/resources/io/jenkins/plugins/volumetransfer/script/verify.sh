# shellcheck shell=bash
# Compares a volume with its copy, independently of rsync: both pods list their trees at the same time
# (see listing.sh), and the listings are compared here. rsync only carries the destination's.
#
# Goes with copy.sh, whose variables `code`, `volume`, `rsync` and `verified` it sets.
# shellcheck disable=SC2034,SC2154

# How many differences are named.
readonly NAMED_MAX=10

# Volume, whose directory is the current one. Sets `code`, and `verified` if no difference was found.
verify_volume() {
  local here=$SCRATCH_DIRECTORY/$1/here there=$SCRATCH_DIRECTORY/$1/there
  local entries bytes checksum began=$SECONDS
  # What the volume before this one needed.
  rm --recursive --force -- "${SCRATCH_DIRECTORY:?}"/*
  mkdir --parents -- "$here" "$there"
  begin_listings "$1" && await_listings "$1" && fetch_listing "$1" && compare_listings "$1"
}

begin_listings() {
  run_rsync --list-only --exclude='*' "rsync://root@$TUNNEL_HOST/$1.verify/"
  ((code == 0)) || {
    say "rsync ended with $code when the verification of volume $1 was to begin; see the destination's log"
    return 1
  }
  printf 'reading 0 0\n' >"$here/state"
  /bin/bash "${BASH_SOURCE[0]%/*}/listing.sh" . "$here" >&7 2>&1 7>&- 9<&- &
  lister=$!
}

# A line only when something has moved: the engine takes silence for a standstill.
await_listings() {
  local source=reading destination=reading former='' turn=0 pauses=(0.1 0.2 0.5 1 2)
  while true; do
    [[ $source == done* ]] || look_at_source "$1" || return 1
    [[ $destination == done* ]] || look_at_destination "$1" || return 1
    [[ $source != done* || $destination != done* ]] || return 0
    [[ "$source $destination" == "$former" ]] ||
      log "volume $1 verifying: $(bytes_of "$source") bytes read at the source, $(bytes_of "$destination") at the destination"
    former="$source $destination"
    run_watched sleep "${pauses[turn < 4 ? turn++ : 4]}"
  done
}

look_at_source() {
  local alive=yes
  # Asked first: it may tell its end and end in between.
  kill -0 "$lister" 2>/dev/null || alive=no
  read_state source "$here/state"
  [[ $source == done* ]] || [[ $alive == yes && $source == reading* ]] || {
    not_verified "the source's volume $1 can't be read whole: ${source#failed }"
    return 1
  }
}

look_at_destination() {
  fetch "$1" state || return 1
  read_state destination "$there/state"
  [[ $destination == done* || $destination == reading* ]] || {
    not_verified "the destination's volume $1 can't be read whole: ${destination#failed }"
    return 1
  }
}

# Variable, file: one of the lines of listing.sh, or nothing that could be taken for one.
read_state() {
  local -n told=$1
  local words numbers word
  read -r -n 4000 told <"$2" || told=
  read -r -a words < <(printf '%s\n' "$told")
  case ${words[0]-} in
    reading) numbers=("${words[@]:1}") ;;
    done) numbers=("${words[@]:1:3}") ;;
    *) return 0 ;;
  esac
  ((${#numbers[@]} >= 2)) || told=
  for word in "${numbers[@]}"; do
    hold_numbers word || told=
  done
}

# A state can change within a second and keep its length.
fetch() {
  run_rsync --ignore-times --whole-file --timeout="$TUNNEL_TIMEOUT_SECONDS" \
    "rsync://root@$TUNNEL_HOST/$1.listing/$2" "$there/"
  ((code == 0)) || {
    say "rsync ended with $code when the destination's listing of volume $1 was to be fetched"
    return 1
  }
}

# `reading BYTES WORK`, or `done ENTRIES BYTES FACTS SHA256`.
bytes_of() {
  local words
  read -r -a words < <(printf '%s\n' "$1")
  if [[ ${words[0]} == "done" ]]; then printf '%s' "${words[2]}"; else printf '%s' "${words[1]}"; fi
}

# A listing that lost something on its way must not look like a tree that has lost it.
fetch_listing() {
  local found
  fetch "$1" listing || return 1
  read -r _ _ _ _ checksum <"$there/state"
  run_watched checksum_of "$there/listing" "$there/checksum"
  read -r found <"$there/checksum"
  [[ $code == 0 && ${#checksum} == 64 && $found == "$checksum" ]] || {
    not_verified "the destination's listing of volume $1 did not arrive as it was sent"
    return 1
  }
}

checksum_of() {
  sha256sum <"$1" | cut --characters=1-64 >"$2"
}

compare_listings() {
  local changed=0 missing=0 additional=0 left_alone=0 named=0
  read -r _ entries bytes _ <"$here/state"
  run_watched different_facts "$here/listing" "$there/listing" "$there/differences"
  ((code == 0)) || {
    not_verified "the listings of volume $1 could not be compared"
    return 1
  }
  each_difference "$there/differences" difference
  log "volume $1 verified: $entries entries, $bytes bytes, $((SECONDS - began)) s; $changed changed, $missing missing, $additional additional, $left_alone left alone; not compared: ${NOT_COMPARED-}"
  if ((changed + missing + additional)); then
    code=$DIFFERENT
  else
    verified=yes
  fi
}

# Those of the source as they are, those of the destination behind a tab.
different_facts() {
  LC_ALL=C comm --zero-terminated -3 "$1" "$2" >"$3"
}

# File, function: calls the function with a path and what differs there, which stand side by side.
each_difference() {
  local facts fact path former=
  local -a at_source=() at_destination=()
  while mapfile -d '' -t -n 1000 facts && ((${#facts[@]})); do
    for fact in "${facts[@]}"; do
      path=${fact#$'\t'}
      path=${path%%//*}
      if [[ $path != "$former" ]]; then
        [[ -z $former ]] || "$2" "$former"
        former=$path at_source=() at_destination=()
      fi
      case $fact in
        $'\t'*) at_destination+=("${fact#*//}") ;;
        *) at_source+=("${fact#*//}") ;;
      esac
    done
  done <"$1"
  [[ -z $former ]] || "$2" "$former"
}

# Attributes come first: they begin with a letter and a blank. Where one side alone has them, the path is there only.
# shellcheck disable=SC2317 # each_difference calls it
difference() {
  local source destination
  source=$(fact_like '[a-zA-Z] *' "${at_source[@]}")
  destination=$(fact_like '[a-zA-Z] *' "${at_destination[@]}")
  if [[ -n $source && -z $destination ]]; then
    ((++missing))
    name_difference "$1" "missing at the destination"
  elif [[ -z $source && -n $destination && $COMPARE_ADDITIONAL == yes ]]; then
    ((++additional))
    name_difference "$1" "only at the destination"
  elif [[ -z $source && -n $destination ]]; then
    ((++left_alone))
  else
    ((++changed))
    ((named >= NAMED_MAX)) || name_difference "$1" "$(all_differences "$source" "$destination")"
  fi
}

name_difference() {
  ((named++ < NAMED_MAX)) || return 0
  log "volume $volume differs: $(printable "${1#./}"): $2"
}

# Pattern, facts: the first that matches.
fact_like() {
  local fact pattern=$1
  for fact in "${@:2}"; do
    # shellcheck disable=SC2053 # it is a pattern
    [[ $fact != $pattern ]] || {
      printf '%s' "$fact"
      return
    }
  done
}

# The attributes of both sides; what else differs is in `at_source` and `at_destination`.
all_differences() {
  local -a here_words there_words texts=()
  local index names=(type mode owner size time) text source destination
  # Not from a here-string: the root file system is read-only.
  read -r -a here_words < <(printf '%s\n' "$1")
  read -r -a there_words < <(printf '%s\n' "$2")
  for index in "${!here_words[@]}"; do
    [[ ${here_words[index]} == "${there_words[index]-}" ]] ||
      texts+=("${names[index]} ${here_words[index]} at the source, ${there_words[index]-none} at the destination")
  done
  source=$(fact_like '->*' "${at_source[@]}") destination=$(fact_like '->*' "${at_destination[@]}")
  add_pair "link to" "${source#-> }" "${destination#-> }"
  source=$(fact_like '=/*' "${at_source[@]}") destination=$(fact_like '=/*' "${at_destination[@]}")
  add_pair "hard link, first name" "${source#=/./}" "${destination#=/./}"
  source=$(fact_like '[0-9a-f][0-9a-f:]*' "${at_source[@]}")
  destination=$(fact_like '[0-9a-f][0-9a-f:]*' "${at_destination[@]}")
  # A content stands with the first of several names only.
  [[ -z $source || -z $destination ]] || add_pair content "${source:0:16}" "${destination:0:16}"
  printf -v text '%s; ' "${texts[@]}"
  printf '%s' "${text%; }"
}

# What it is, and what it is at the source and the destination.
add_pair() {
  [[ -n $2$3 ]] || return 0
  texts+=("$1 $(printable "${2:-none}") at the source, $(printable "${3:-none}") at the destination")
}

# A name may have any byte in it, and any length in a listing that was made to do harm; a line of the log
# may not.
printable() {
  local text=${1:0:4096}
  if [[ $text == *[![:print:]]* ]]; then printf '%s' "${text@Q}"; else printf '%s' "$text"; fi
}

not_verified() {
  code=$NOT_VERIFIED
  say "$1"
}

# As `run_rsync` does, for what may last.
run_watched() {
  "$@" 7>&- 9<&- &
  rsync=$!
  watch_tunnel
  wait "$rsync"
  code=$? rsync=
  unwatch_tunnel
}
