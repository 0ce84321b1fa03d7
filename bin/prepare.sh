# shellcheck shell=bash
# What bin/demo, bin/test and bin/bench have in common: the programs that they need, and the build.

readonly JAVA_VERSION_MIN=17

# What `build` makes: the command with the simulator in it, bin/ and lib/.
# shellcheck disable=SC2034 # for those that source this
readonly SIMULATOR=simulator/cli/target/volume-transfer

say() {
  printf '\n== %s\n' "$*"
}

# The comment at the top of the script that runs.
header() {
  awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "bin/${0##*/}"
}

# The arguments of the script. Whoever asks for help wants nothing to be installed, built or run.
help_if_asked() {
  local argument
  for argument in "$@"; do
    if [[ $argument == -h || $argument == --help ]]; then
      header
      exit 0
    fi
  done
}

refuse_argument() {
  printf 'bin/%s: I do not know "%s"; this is what I do know:\n\n' "${0##*/}" "$1" >&2
  header >&2
  exit 2
}

java_is_new_enough() {
  local version
  version=$(javac -version 2>&1) && [[ $version =~ ^javac\ ([0-9]+) ]] &&
    ((BASH_REMATCH[1] >= JAVA_VERSION_MIN))
}

# The packages that are missing, of pairs COMMAND:PACKAGE.
missing_packages() {
  local pair
  java_is_new_enough || printf 'java\n'
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || printf '%s\n' "${pair##*:}"
  done
}

# Debian 12 and Ubuntu have Java 17 by that name; newer Debians only have a newer one.
java_package() {
  if apt-cache show openjdk-17-jdk-headless >/dev/null 2>&1; then
    printf 'openjdk-17-jdk-headless'
  else
    printf 'default-jdk-headless'
  fi
}

# Pairs COMMAND:PACKAGE; installs what is missing, and says so first.
require_programs() {
  local -a packages
  mapfile -t packages < <(missing_packages "$@" | sort --unique)
  ((${#packages[@]} > 0)) || return 0
  if ! command -v apt-get >/dev/null; then
    printf 'Please install: %s\n' "${packages[*]}" >&2
    exit 1
  fi
  if ((EUID != 0)); then
    printf 'Some packages are missing. Please run this first, then try again:\n' >&2
    printf '  sudo apt-get update && sudo apt-get install --yes %s\n' \
      "${packages[*]/#java/$(java_package)}" >&2
    exit 1
  fi
  say "installing ${packages[*]} with apt-get"
  apt-get update --quiet=2
  packages=("${packages[@]/#java/$(java_package)}")
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends \
    "${packages[@]}" >/dev/null
}

build() {
  say "building (the first time, Maven downloads its plugins and our libraries)"
  mvn --batch-mode --no-transfer-progress --quiet -DskipTests package
}
