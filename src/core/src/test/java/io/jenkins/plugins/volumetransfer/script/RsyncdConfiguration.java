package io.jenkins.plugins.volumetransfer.script;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a destination on this machine tells its rsync daemon.
 *
 * @param root of the pods' directories
 * @param port on loopback
 * @param daemon who runs it
 */
record RsyncdConfiguration(Path root, int port, Daemon daemon) {
  static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  enum Daemon {
    THIS_USER,
    ANOTHER_USER
  }

  enum Links {
    /** The daemon is in a chroot, as only root can be. */
    AS_THEY_ARE,
    /** By a prefix, until they are restored. */
    DISGUISED
  }

  /**
   * @param directories by the name of the volume
   */
  String text(Links links, Map<String, Path> directories) {
    StringBuilder text = new StringBuilder();
    text.append(
        "address = 127.0.0.1\nport = " + port + "\nlog file = /dev/stdout\nread only = no\n");
    text.append(
        links == Links.AS_THEY_ARE
            ? "use chroot = yes\n"
            : "use chroot = no\nmunge symlinks = yes\n");
    // A daemon that root starts would serve its modules as nobody.
    text.append(IS_ROOT && daemon == Daemon.THIS_USER ? "uid = 0\ngid = 0\n" : "");
    directories.forEach((name, directory) -> text.append(modules(name, directory)));
    return text.toString();
  }

  private String modules(String name, Path directory) {
    return """
        [%1$s]
        path = %2$s
        [%1$s.links]
        path = %2$s
        read only = yes
        pre-xfer exec = /bin/bash %3$s/scripts/destination-links.sh
        [%1$s.verify]
        path = %2$s
        read only = yes
        pre-xfer exec = /bin/bash %3$s/scripts/destination-verify.sh
        [%1$s.space]
        path = %3$s/destination/scratch
        read only = yes
        pre-xfer exec = /bin/bash %3$s/scripts/destination-space.sh
        [%1$s.listing]
        path = %3$s/destination/scratch/%1$s
        read only = yes
        """
        .formatted(name, directory, root);
  }
}
