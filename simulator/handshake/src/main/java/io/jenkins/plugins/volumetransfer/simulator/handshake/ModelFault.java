package io.jenkins.plugins.volumetransfer.simulator.handshake;

/** What may go wrong; each happens as often as the budget allows. */
public enum ModelFault {
  RSYNC_FAILS,
  RSYNC_KILLED,
  STUNNEL_NOT_STARTED,
  /** Its start does not return, until the script kills it: {@link #STUNNEL_NOT_STARTED}, later. */
  STUNNEL_HANGS,
  STUNNEL_DIES,
  RSYNC_CONTAINER_KILLED,
  STUNNEL_CONTAINER_KILLED,
  RSYNC_CONTAINER_TERMINATED,
  STUNNEL_CONTAINER_TERMINATED,
  POD_DELETED,
  TUNNEL_NEVER_ANSWERS,
  RSYNC_CONTAINER_ABSENT,
  STUNNEL_CONTAINER_ABSENT,
  /** A container that failed is started again, the volume as it was left. */
  RSYNC_CONTAINER_RESTARTED,
  STUNNEL_CONTAINER_RESTARTED,
  VOLUME_FULL,
  VOLUME_READ_ONLY,
  BAD_INPUT
}
