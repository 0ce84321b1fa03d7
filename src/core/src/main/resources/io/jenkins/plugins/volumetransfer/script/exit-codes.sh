# shellcheck shell=bash disable=SC2034 # read by the scripts that source this file
# Exit codes of our own. rsync's (1 to 35) and those of signals (128 + n) pass through unchanged.

readonly TUNNEL_NOT_READY=64
readonly TUNNEL_DIED=65
readonly RSYNC_NEVER_STARTED=66
readonly RSYNC_VANISHED=67
readonly STUNNEL_NOT_STARTED=68
readonly STUNNEL_DIED=69
readonly IPC_UNUSABLE=70
readonly BAD_INPUT=71
readonly SOURCE_MISSING=72
readonly DESTINATION_UNUSABLE=73
readonly RSYNCD_ENDED=74
readonly LINKS_NOT_RESTORED=75
readonly DIFFERENT=76
readonly NOT_VERIFIED=77
readonly DESTINATION_TOO_SMALL=78
readonly IMAGE_UNSUITABLE=79
readonly SOURCE_EMPTY=80
readonly DESTINATION_UNWRITABLE=81
