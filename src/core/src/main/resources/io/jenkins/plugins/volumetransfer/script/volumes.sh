# shellcheck shell=bash
# The file `volumes`: a line for each volume, NAME, a tab, SUBPATH (which may be empty).

volumes=()

read_volumes() {
  read_lines volumes "$CONFIG_DIRECTORY/volumes"
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
