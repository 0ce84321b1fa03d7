# shellcheck shell=bash
# Compares a volume with its copy, independently of rsync: both pods list their trees at the same time
# (see listing.sh), and the listings are compared here. rsync only carries the destination's.

# Volume, whose directory is the current one. DIFFERENT, or NOT_VERIFIED; rsync's code if the listing did not come.
verify_volume() {
  local here=$SCRATCH_DIRECTORY/$1/here there=$SCRATCH_DIRECTORY/$1/there
  local entries bytes checksum found lines line began=$SECONDS
  # What the volume before this one needed.
  rm --recursive --force -- "${SCRATCH_DIRECTORY:?}"/*
  mkdir --parents -- "$here" "$there"
  ask --list-only --exclude='*' "rsync://root@$TUNNEL_HOST/$1.verify/" ||
    fail "$?" "rsync ended with $? when the verification of volume $1 was to begin; see the destination's log"
  printf 'reading 0 0\n' >"$here/state"
  /bin/bash "${BASH_SOURCE[0]%/*}/listing.sh" . "$here" >&7 2>&1 7>&- &
  await_listings "$1" "$here" "$there" "$!"
  fetch_listed "$1" listing "$there"
  # One that lost something on its way must not look like a tree that has lost it.
  read -r _ _ _ _ checksum <"$there/state"
  await sha256sum -- "$there/listing" >"$there/checksum"
  read -r found _ <"$there/checksum"
  [[ ${#checksum} == 64 && $found == "$checksum" ]] ||
    fail "$NOT_VERIFIED" "the destination's listing of volume $1 did not arrive as it was sent"
  {
    await comm --zero-terminated -3 -- "$here/listing" "$there/listing" >"$here/facts" &&
      await differences "$here/facts" "$COMPARE_ADDITIONAL" >"$here/differences"
  } || fail "$NOT_VERIFIED" "the listings of volume $1 could not be compared"
  mapfile -t lines <"$here/differences"
  for line in "${lines[@]:1}"; do log "volume $1 differs: $line"; done
  read -r _ entries bytes _ <"$here/state"
  log "volume $1 verified: $entries entries, $bytes bytes, $((SECONDS - began)) s; ${lines[0]}; not compared: ${NOT_COMPARED-}"
  [[ ${lines[0]} == "0 changed, 0 missing, 0 additional, "* ]] || return "$DIFFERENT"
}

# Volume, directories of the listings, process that makes the one here. A line only when something has moved: the
# engine takes silence for a standstill.
await_listings() {
  local source='' destination='' former='' here there alive turn=0 pauses=(0.1 0.2 0.5 1 2)
  while true; do
    if [[ $source != "done "* ]]; then
      alive=yes
      # Asked first: it may tell its end and end in between.
      kill -0 "$4" 2>/dev/null || alive=no
      source=$(state_in "$2/state")
      [[ $source == "done "* || ($alive == yes && $source == "reading "*) ]] ||
        fail "$NOT_VERIFIED" "the source's volume $1 can't be read whole: ${source#failed }"
    fi
    if [[ $destination != "done "* ]]; then
      fetch_listed "$1" state "$3"
      destination=$(state_in "$3/state")
      [[ $destination == "done "* || $destination == "reading "* ]] ||
        fail "$NOT_VERIFIED" "the destination's volume $1 can't be read whole: ${destination#failed }"
    fi
    [[ $source != "done "* || $destination != "done "* ]] || return 0
    here=${source#* } there=${destination#* }
    [[ "$source $destination" == "$former" ]] ||
      log "volume $1 verifying: ${here%% *} bytes read at the source, ${there%% *} at the destination"
    former="$source $destination"
    await sleep "${pauses[turn < 4 ? turn++ : 4]}"
  done
}

# Volume, file of its listing, directory.
fetch_listed() {
  fetch "$1.listing/$2" "$3/" ||
    fail "$?" "rsync ended with $? when the destination's listing of volume $1 was to be fetched"
}

# File with a line of listing.sh: `reading BYTES WORK`, `done BYTES`, `failed MESSAGE`. Nothing, if it could only be
# taken for one of these.
# shellcheck disable=SC2034 # hold_numbers reads what is read here
state_in() {
  local line word first second third rest
  { read -r -n 4000 line <"$1"; } 2>/dev/null || return 0
  read -r word first second third rest < <(printf '%s\n' "$line")
  case $word in
    reading) ! hold_numbers first second || [[ -n $third ]] || printf '%s\n' "$line" ;;
    done) ! hold_numbers first second third || [[ $rest == *' '* ]] || printf 'done %s\n' "$second" ;;
    *) printf '%s\n' "$line" ;;
  esac
}
