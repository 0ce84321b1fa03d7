# shellcheck shell=bash
# What is asked and compared around the copy of a volume: before it, whether it may be made; after it, why it
# failed, and whether both sides are equal.
#
# copy.sh calls `before_copy`, `explain_failure`, `restore_links` and `verify_volume`. Each runs in a process
# of its own, in the volume's directory, and its exit code is its result: 0, rsync's, or one of ours. So none
# of them changes what the copy knows. What they find out for themselves is printed by smaller functions, of
# nothing but their arguments. What may last runs by `await`: it ends when the process is told to end. At the destination,
# rsyncd runs the destination-*.sh for all this.

source "${BASH_SOURCE[0]%/*}/answers.sh"     # gets what the destination has to say
source "${BASH_SOURCE[0]%/*}/space.sh"       # is there room for a volume?
source "${BASH_SOURCE[0]%/*}/deletions.sh"   # would a copy empty the destination?
source "${BASH_SOURCE[0]%/*}/links.sh"       # those that the destination's rsync disguises
source "${BASH_SOURCE[0]%/*}/trouble.sh"     # why did a copy fail?
source "${BASH_SOURCE[0]%/*}/verify.sh"      # lets both sides list their trees, by listing.sh
source "${BASH_SOURCE[0]%/*}/differences.sh" # names what differs between two listings

require_compare_input() {
  [[ ${CHECK_SPACE-no} == no ]] || { require_programs numfmt stat timeout && require_seconds SPACE_SECONDS_MAX; }
  [[ ${VERIFY-no} == no ]] || { require_programs comm && require_listing_programs; }
}

# Whether `before_copy` has anything to do.
asks_before_copy() {
  [[ ${CHECK_SPACE-no}${REFUSE_EMPTY_SOURCE-no}${RESTORE_LINKS-no} == *yes* ]]
}

# Volume, its open directory, rsync's arguments. Not 0: nothing may be copied.
before_copy() {
  [[ ${CHECK_SPACE-no} == no ]] || check_room "$1" || return
  [[ ${REFUSE_EMPTY_SOURCE-no} == no ]] || check_deletions "$@" || return
  [[ ${RESTORE_LINKS-no} == no ]] || note_links "$1"
}
