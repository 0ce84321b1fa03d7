#!/bin/bash
# An exhibit: the single container of the enhancement that this project began with. Its paths are
# parameters, and nothing else is changed: $STUNNEL was /bin/stunnel, $CONFIG_DIRECTORY /etc/stunnel, and
# $SOURCE_DIRECTORY /mnt/app-3/postgresql.
# shellcheck disable=SC2181 # kept as it was, faults included
"$STUNNEL" "$CONFIG_DIRECTORY/stunnel.conf"
while true
do nc -z localhost 2222
if [ $? -eq 0 ]
then
rsync --archive --delete --recursive --hard-links --partial --info=COPY2,DEL2,REMOVE2,SKIP2,FLIST2,PROGRESS2,STATS2 --human-readable --port "2222" --log-file /dev/stdout "$SOURCE_DIRECTORY/" rsync://root@localhost/postgresql
break
fi
done
exit 0
