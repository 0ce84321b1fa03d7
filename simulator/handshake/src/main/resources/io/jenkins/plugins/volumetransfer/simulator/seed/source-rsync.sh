#!/bin/bash
# An exhibit: the rsync container of the enhancement that this project began with. Its paths are
# parameters, and nothing else is changed: $IPC_DIRECTORY was /usr/share/rsync-data, which is not where the
# stunnel container looks, and $SOURCE_DIRECTORY /mnt/app-3/postgresql.
# shellcheck disable=SC2064,SC2086,SC2154,SC2181 # kept as it was, faults included
trap "touch $IPC_DIRECTORY/rsync-client-container-done" exit $rc
timeout=600
SECONDS=0
while [ $SECONDS -lt $timeout ]
do nc -z localhost 2222
if [ $? -eq 0 ]
then
rsync --archive --delete --recursive --hard-links --partial --info=COPY2,DEL2,REMOVE2,SKIP2,FLIST2,PROGRESS2,STATS2 --human-readable --port "2222" --log-file /dev/stdout "$SOURCE_DIRECTORY/" rsync://root@localhost/postgresql
rc=$?
break
fi
done
