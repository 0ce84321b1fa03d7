# shellcheck shell=bash
# What the image has to have. Where all is well, none of this starts a process.

readonly OTHER_IMAGE="use volume-transfer's own image, or add it to yours"

# Programs. All that are missing are named at once.
require_programs() {
  local name missing=()
  for name in "$@"; do
    command -v "$name" >/dev/null || missing+=("$name")
  done
  ((${#missing[@]} == 0)) || fail "$IMAGE_UNSUITABLE" "the image has no ${missing[*]}; $OTHER_IMAGE"
}

# What listing.sh runs.
require_listing_programs() {
  require_programs cut du find join mkdir mv paste rm sha256sum sleep sort stat tr wc xargs
}

# The first words of an nc that does not know one of its options: it ends at once, again and again.
require_known_options() { # text
  [[ $1 != *"invalid option"* && $1 != *"nrecognized option"* ]] || fail "$IMAGE_UNSUITABLE" \
    "the image's nc does not know the option -N ($1); install OpenBSD's (Debian: netcat-openbsd)"
}

# Asked for once stunnel could not start: TLS 1.3 needs OpenSSL 1.1.1.
require_tls13() {
  local text
  text=$(command stunnel -version 2>&1 </dev/null)
  [[ ! $text =~ OpenSSL\ (0|1\.0|1\.1\.0)[^0123456789]* ]] || fail "$IMAGE_UNSUITABLE" \
    "the image's stunnel has no TLS 1.3 (${BASH_REMATCH[0]}); it needs OpenSSL 1.1.1 or later"
}

# The protocol that the daemon speaks, which has the same image. 3.4.0 made it 32, so that one can see
# who has CVE-2024-12084 to 12088 and 12747 mended; distributions mended older ones.
warn_of_old_rsync() { # protocol
  local protocol=$1 text package=''
  ! hold_numbers protocol || ((protocol < 32)) || return 0
  read -r _ _ text _ < <(command rsync --version 2>/dev/null)
  [[ $text =~ ^v?([0123456789]{1,4})\.([0123456789]{1,4}) ]] || return 0
  local major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]}
  hold_numbers major minor || return 0
  ((major < 3 || (major == 3 && minor < 4))) || return 0
  ! is_mended || return 0
  log "warning: the image's rsync $text${package:+ ($package)} is older than 3.4.0 and known to be unsafe (CVE-2024-12084 to 12088, 12747); update the image"
}

# By the distributions' advisories: Debian's DSA-5843-1 and DLA-4015-1, and 3.3.0 by its package's changelog;
# Ubuntu's USN-7206-1 and -3; Red Hat's RHSA-2025:2600 (8) and 7050 (9), which the rebuilds follow: what had only
# RHSA-2025:0324 or 0325 has one of the holes less, not all. Alpine went to 3.4.0.
is_mended() {
  local first cve changes
  if package=$(dpkg-query --show --showformat='${Version}' rsync 2>/dev/null); then
    case $package in
      *ubuntu0.22.04.*) first=3.2.7-0ubuntu0.22.04.3 ;;
      3.3.0-1ubuntu*) first=3.3.0-1ubuntu0.1 ;;
      3.2.7-1ubuntu*) first=3.2.7-1ubuntu1.1 ;;
      3.1.3-8*) first=3.1.3-8ubuntu0.8 ;;
      3.1.2-2.1*) first=3.1.2-2.1ubuntu1.6+esm1 ;;
      3.1.1-3*) first=3.1.1-3ubuntu1.3+esm3 ;;
      3.1.0-2*) first=3.1.0-2ubuntu0.4+esm1 ;;
      3.3.0+ds1-*) first=3.3.0+ds1-3 ;;
      3.2.7-*) first=3.2.7-1+deb12u1 ;;
      3.2.3-*) first=3.2.3-4+deb11u2 ;;
      *) return 1 ;;
    esac
    dpkg --compare-versions "$package" ge "$first"
  elif package=$(rpm --query --queryformat='%{VERSION}-%{RELEASE}' rsync 2>/dev/null); then
    case $package in
      *.el8*) first=3.1.3-21.el8_10 ;;
      *.el9*) first=3.2.5-3.el9 ;;
      # Others write into the package what they have mended.
      *)
        changes=$(rpm --query --changelog rsync 2>/dev/null)
        for cve in 12084 12085 12086 12087 12088 12747; do
          [[ $changes == *"CVE-2024-$cve"* ]] || return 1
        done
        return 0
        ;;
    esac
    printf '%s\n' "$first" "$package" | sort --version-sort --check=quiet
  else
    package=''
    return 1
  fi
}
