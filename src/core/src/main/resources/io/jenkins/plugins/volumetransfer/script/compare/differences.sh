# shellcheck shell=bash
# What differs between two listings of listing.sh, for people. Whoever wrote one may be an enemy.

# How many differences are named.
readonly NAMED_MAX=10

# File of facts as `comm -3` prints them, the destination's behind a tab; `yes` if what only that has is a difference.
# Prints a line with the counts, and `PATH: WHAT` of each of the first.
differences() {
  each_difference <"$1" | count_and_name "$2"
}

# Facts: one line for each path.
each_difference() {
  local facts fact path what former='' different=()
  while mapfile -d '' -t -n 1000 facts && ((${#facts[@]})); do
    for fact in "${facts[@]}"; do
      path=${fact#$'\t'} path=${path%%//*} what=${fact#*//}
      if [[ $path != "$former" ]]; then
        [[ -z $former ]] || difference "$former" "${different[@]}"
        former=$path different=()
      fi
      [[ $fact != $'\t'* ]] || what=$'\t'$what
      different+=("$what")
    done
  done
  [[ -z $former ]] || difference "$former" "${different[@]}"
}

# Path, its facts: `missing`, `additional` or `changed`, the path, what differs. Attributes begin with a letter and a
# blank; where one side alone has them, the path is there only.
difference() {
  local fact name kind=changed what='' source='' source_link='' source_twin='' source_content='' \
    destination='' destination_link='' destination_twin='' destination_content=''
  for fact in "${@:2}"; do
    case $fact in
      [a-zA-Z]' '*) source=$fact ;;
      $'\t'[a-zA-Z]' '*) destination=${fact#?} ;;
      '-> '*) source_link=${fact#-> } ;;
      $'\t-> '*) destination_link=${fact#?-> } ;;
      =/*) source_twin=${fact#=/./} ;;
      $'\t=/'*) destination_twin=${fact#?=/./} ;;
      [0-9a-f][0-9a-f:]*) source_content=${fact:0:16} ;;
      $'\t'[0-9a-f][0-9a-f:]*) destination_content=${fact:1:16} ;;
    esac
  done
  [[ -z $source || -n $destination ]] || kind=missing what=' missing at the destination'
  [[ -n $source$source_link$source_twin$source_content || -z $destination ]] || kind=additional what=' only at the destination'
  printf '%s ' "$kind"
  printable "${1#./}"
  printf ':%s' "$what"
  if [[ $kind == changed ]]; then
    for name in type mode owner size time; do
      [[ ${source%% *} == "${destination%% *}" ]] || both "$name" "${source%% *}" "${destination%% *}"
      source=${source#* } destination=${destination#* }
    done
    [[ -z $source_link$destination_link ]] || both "link to" "$source_link" "$destination_link"
    [[ -z $source_twin$destination_twin ]] || both "hard link, first name" "$source_twin" "$destination_twin"
    # A content stands with the first of several names only.
    [[ -z $source_content || -z $destination_content ]] || both content "$source_content" "$destination_content"
  fi
  printf '\n'
}

# What it is, and what it is at the source and the destination. To have the texts printed one by one costs no processes.
both() {
  printf ' %s ' "$1"
  printable "${2:-none}"
  printf ' at the source, '
  printable "${3:-none}"
  printf ' at the destination;'
}

# Lines of `each_difference`; `yes` as above.
count_and_name() {
  local line named=() changed=0 missing=0 additional=0 left_alone=0
  while IFS= read -r line; do
    case $line in
      changed*) ((++changed)) ;;
      missing*) ((++missing)) ;;
      *) if [[ $1 == yes ]]; then ((++additional)); else ((++left_alone)) && continue; fi ;;
    esac
    ((${#named[@]} >= NAMED_MAX)) || named+=("${line#* }")
  done
  printf '%s\n' "$changed changed, $missing missing, $additional additional, $left_alone left alone" "${named[@]%;}"
}

# A name may have any byte in it, and any length in a listing that was made to do harm; a line of the log
# may not.
printable() {
  local text=${1:0:4096}
  if [[ $text == *[![:print:]]* ]]; then printf '%s' "${text@Q}"; else printf '%s' "$text"; fi
}
