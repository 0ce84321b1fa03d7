# shellcheck shell=bash
# The file `volumes`: a line for each volume, NAME, a tab, SUBPATH (which may be empty).

volumes=()

read_volumes() {
  read_lines volumes "$CONFIG_DIRECTORY/volumes"
}

# A sub-path may lead out of its volume by a link: to another one, or to the key of the tunnel.
stays_in_volume() { # name, path
  local volume path
  volume=$(realpath --canonicalize-existing -- "$VOLUMES_DIRECTORY/$1") &&
    path=$(realpath --canonicalize-existing -- "$2") &&
    [[ $path/ == "$volume"/* ]]
}

# Function, to be called with each volume's name and path.
for_each_volume() {
  local line name subpath
  for line in "${volumes[@]}"; do
    name=${line%%$'\t'*}
    subpath=${line#"$name"}
    "$1" "$name" "$VOLUMES_DIRECTORY/$name/${subpath#$'\t'}"
  done
}
