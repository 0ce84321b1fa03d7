package io.jenkins.plugins.volumetransfer.manifest;

/**
 * Paths, ports and names inside the transfer pods. Every mount lies below one root, so that the
 * simulator's local kubelet can tell our paths from the machine's.
 */
final class Layout {
  static final String ROOT = "/volume-transfer";
  static final String SCRIPTS = ROOT + "/scripts";
  static final String CONFIG = ROOT + "/config";
  static final String CERTIFICATES = ROOT + "/certificates";
  static final String IPC = ROOT + "/ipc";
  static final String VOLUMES = ROOT + "/volumes";
  static final String SCRATCH = ROOT + "/scratch";
  static final String RESULT_FILE = "/dev/termination-log";

  /** The seed's name of the volume that both containers of the source pod share. */
  static final String IPC_VOLUME = "rsync-stunnel-ipc";

  /**
   * Room for what the destination has to say of a volume, and for the listings of a verification:
   * about a KiB for each entry.
   */
  static final String SCRATCH_VOLUME = "scratch";

  /** The seed's address of the source's end of the tunnel. */
  static final String TUNNEL_HOST = "localhost";

  static final int TUNNEL_PORT = 2222;
  static final int ENDPOINT_PORT = 8443;
  static final String RSYNCD_HOST = "127.0.0.1";
  static final int RSYNCD_PORT = 8730;

  private Layout() {}

  static String volume(PlannedVolume volume) {
    return VOLUMES + "/" + volume.name();
  }
}
