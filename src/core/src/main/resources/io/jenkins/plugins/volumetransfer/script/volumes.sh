# shellcheck shell=bash
# The file `volumes`: a line for each volume, NAME, a tab, SUBPATH (which may be empty).

# A directory of a volume is entered once, looked at from within, and everything is done from there. A
# path that was looked at first could be a link by the time it is used, made by the application that
# writes to the volume: to another volume, or to the key of the tunnel.

volumes=()

# The destination's rsync daemon, and what it runs, find the directory of the first volume here, that of
# the second in the next one, and so on. RsyncConfig knows this number too.
readonly FIRST_DESCRIPTOR=20

# Of the volume that `for_each_volume` has come to.
descriptor=$FIRST_DESCRIPTOR

read_volumes() {
  read_lines volumes "$CONFIG_DIRECTORY/volumes"
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

# Function, to be called with each volume's name and path.
for_each_volume() {
  local line name subpath
  descriptor=$FIRST_DESCRIPTOR
  for line in "${volumes[@]}"; do
    name=${line%%$'\t'*}
    subpath=${line#"$name"}
    "$1" "$name" "$VOLUMES_DIRECTORY/$name/${subpath#$'\t'}"
    ((++descriptor))
  done
}

# Name. At the destination, in what rsyncd runs: the directory that the daemon has open.
enter_served_volume() {
  local wanted=$1 found=
  read_volumes
  for_each_volume find_served_volume
  cd -P -- "/proc/self/fd/${found:?no such volume}" || exit
}

# shellcheck disable=SC2317 # for_each_volume calls it
find_served_volume() {
  [[ $1 != "$wanted" ]] || found=$descriptor
}
