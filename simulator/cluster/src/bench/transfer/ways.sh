# shellcheck shell=bash disable=SC2154 # copy-once.sh sets what is only read here
# The ways to copy that are compared. Of each: serve_WAY starts what must be there before the copy begins,
# copy_WAY is the copy, whose time counts. Both find the directory to copy in $source, that to fill in
# $destination, pods and keys in $work, and a directory of their own in $scratch.

# shellcheck disable=SC2054 # the commas are of --info
readonly SEED_FLAGS=(--archive --delete --recursive --hard-links --partial
  --info=COPY2,DEL2,REMOVE2,SKIP2,FLIST2,PROGRESS2,STATS2 --human-readable --log-file=/dev/stdout)

await_port() {
  local tries
  for ((tries = 500; tries > 0; tries--)); do
    ! (true <"/dev/tcp/127.0.0.1/$1") 2>/dev/null || return 0
    sleep 0.02
  done
  printf 'nothing listens on port %s\n' "$1" >&2
  return 1
}

# Plain rsyncd, without TLS: what the others are measured by.
serve_plain() {
  printf '%s\n' 'address = 127.0.0.1' 'port = 8730' 'use chroot = yes' 'uid = 0' 'gid = 0' \
    'read only = no' "log file = $scratch/rsyncd.log" '[data]' "path = $destination" >"$scratch/rsyncd.conf"
  rsync --daemon --no-detach --config="$scratch/rsyncd.conf" &
  await_port 8730
}

copy_plain() {
  rsync --archive "$source/" rsync://root@127.0.0.1:8730/data
}

# Ours: the containers of both pods, with the files that the engine gives them.
serve_ours() {
  ln --symbolic --force --no-target-directory "$source" "$work/source/volumes/data"
  ln --symbolic --force --no-target-directory "$destination" "$work/destination/volumes/data"
  rm --recursive --force "$work/source/ipc"
  mkdir "$work/source/ipc"
  bash "$work/destination/rsync.sh" &
  bash "$work/destination/stunnel.sh" &
  bash "$work/source/stunnel.sh" &
  await_port 8730
  await_port 8443
  await_port 2222
}

copy_ours() {
  bash "$work/source/rsync.sh"
}

# Two stunnels with as many lines as they need; arguments: further lines of both.
serve_stunnel() {
  serve_plain
  printf '%s\n' 'foreground = quiet' "output = $scratch/server.log" 'pid =' 'syslog = no' "$@" \
    'accept = 127.0.0.1:8443' 'connect = 127.0.0.1:8730' >"$scratch/server.conf"
  printf '%s\n' 'foreground = quiet' "output = $scratch/client.log" 'pid =' 'syslog = no' "$@" \
    'client = yes' 'accept = localhost:2222' 'connect = 127.0.0.1:8443' >"$scratch/client.conf"
  stunnel "$scratch/server.conf" &
  stunnel "$scratch/client.conf" &
  await_port 8443
  await_port 2222
}

# The flags that this project began with; the certificate is one of ours.
serve_seed() {
  local certificates=$work/destination/certificates
  serve_stunnel '[rsync]' "cert = $certificates/tls.crt" "key = $certificates/tls.key"
}

copy_seed() {
  rsync "${SEED_FLAGS[@]}" --port 2222 "$source/" rsync://root@localhost/data
}

# VolSync's mover-rsync-tls: a key that both know, then a second pass that only deletes.
serve_volsync() {
  printf 'volsync:%s\n' 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f >"$scratch/psk"
  chmod 600 "$scratch/psk"
  serve_stunnel 'debug = debug' 'socket = l:SO_KEEPALIVE=1' 'socket = l:TCP_KEEPIDLE=180' \
    'socket = r:SO_KEEPALIVE=1' 'socket = r:TCP_KEEPIDLE=180' '[rsync]' 'ciphers = PSK' "PSKsecrets = $scratch/psk"
}

copy_volsync() {
  local url=rsync://localhost:2222/data
  rsync -aAhHSxz --exclude=lost+found --itemize-changes --info=stats2,misc2 "$source/"* "$url" &&
    rsync -rx --exclude=lost+found --ignore-existing --ignore-non-existing --delete \
      --itemize-changes --info=stats2,misc2 "$source/" "$url"
}

# pv-migrate's line, through an sshd with keys of this run.
serve_pvmigrate() {
  # sshd wants a directory there of its own.
  mount --types tmpfs tmpfs /run
  mkdir --mode=755 /run/sshd
  "$(sshd_program)" -D -e -f /dev/null -h "$work/ssh/key" -p 2222 -o ListenAddress=127.0.0.1 -o UsePAM=no \
    -o PidFile=none -o StrictModes=no -o PermitRootLogin=prohibit-password \
    -o AuthorizedKeysFile="$work/ssh/key.pub" 2>"$scratch/sshd.log" &
  await_port 2222
}

copy_pvmigrate() {
  rsync -av --info=progress2,misc0,flist0 --no-inc-recursive -z \
    -e "ssh -i $work/ssh/key -p 2222 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR" \
    "$source/" "root@127.0.0.1:$destination/"
}

# It is not on root's PATH everywhere, and must be started by its whole name.
sshd_program() {
  PATH=$PATH:/usr/sbin command -v sshd
}

# No network, no TLS, and no look at what is there: the floor.
serve_tar() {
  true
}

copy_tar() {
  tar --create --directory="$source" . | tar --extract --directory="$destination"
}
