# shellcheck shell=bash
# The file `volumes`: a line for each volume, NAME, a tab, SUBPATH (which may be empty).

# A directory of a volume is entered once, looked at from within, and everything is done from there. A
# path that was looked at first could be a link by the time it is used, made by the application that
# writes to the volume: to another volume, or to the key of the tunnel.

volumes=()

# The destination's rsync daemon, and what it runs, find the directory of the first volume here, that of
# the second in the next one, and so on. RsyncConfig knows this number too.
readonly FIRST_DESCRIPTOR=20

read_volumes() {
  require_lines "$CONFIG_DIRECTORY/volumes"
  mapfile -t volumes <"$CONFIG_DIRECTORY/volumes"
}

# Name, path. Where it ends is asked for afterwards, by way of the directories above: those of the
# directory that we are in, by whatever path we came.
enter_volume() {
  cd -P -- "$2" 2>/dev/null && is_in "$VOLUMES_DIRECTORY/$1"
}

# Whether we are in this directory, or somewhere below it.
is_in() {
  local up=.
  until [[ $up -ef $1 ]]; do
    [[ ! $up -ef $up/.. ]] || return 1
    up+=/..
    ((${#up} < 4096)) || return 1
  done
}

# Function, arguments, to which each volume's name, path and descriptor are added.
for_each_volume() {
  local line name subpath descriptor=$FIRST_DESCRIPTOR
  for line in "${volumes[@]}"; do
    name=${line%%$'\t'*}
    subpath=${line#"$name"}
    "$@" "$name" "$VOLUMES_DIRECTORY/$name/${subpath#$'\t'}" "$descriptor"
    ((++descriptor))
  done
}

# Name. At the destination, in what rsyncd runs: the directory that the daemon has open.
enter_served_volume() {
  local found
  read_volumes
  found=$(for_each_volume tell_descriptor "$1")
  cd -P -- "/proc/self/fd/${found:?no such volume}" || exit
}

# Wanted name, name, path, descriptor.
tell_descriptor() {
  [[ $1 != "$2" ]] || printf '%s' "$4"
}
