#!/bin/bash
# An exhibit: the stunnel container of the enhancement that this project began with. Its paths are
# parameters, and nothing else is changed: $STUNNEL was /bin/stunnel, $CONFIG_DIRECTORY /etc/stunnel, and
# $IPC_DIRECTORY /rsync-data, which is not where the rsync container makes the file.
# shellcheck disable=SC2181 # kept as it was, faults included
"$STUNNEL" "$CONFIG_DIRECTORY/stunnel.conf"
while true
do test -f "$IPC_DIRECTORY/rsync-client-container-done"
if [ $? -eq 0 ]
then
break
fi
done
exit 0
