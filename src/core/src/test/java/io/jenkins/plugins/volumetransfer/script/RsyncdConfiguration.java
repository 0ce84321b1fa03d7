package io.jenkins.plugins.volumetransfer.script;

import java.nio.file.Path;
import java.util.Collection;
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
   * @param volumes their names, in the order of the file `volumes`
   */
  String text(Links links, Collection<String> volumes) {
    StringBuilder text = new StringBuilder();
    text.append(
        "address = 127.0.0.1\nport = " + port + "\nlog file = /dev/stdout\nread only = no\n");
    text.append(
        links == Links.AS_THEY_ARE
            ? "use chroot = yes\n"
            : "use chroot = no\nmunge symlinks = yes\n");
    // A daemon that root starts would serve its modules as nobody.
    text.append(IS_ROOT && daemon == Daemon.THIS_USER ? "uid = 0\ngid = 0\n" : "");
    int descriptor = 20;
    for (String name : volumes) {
      text.append(modules(name, descriptor++));
    }
    return text.toString();
  }

  private String modules(String name, int descriptor) {
    StringBuilder text = new StringBuilder();
    text.append("[%s]\npath = /proc/self/fd/%d\n".formatted(name, descriptor));
    Map<String, Script> scripts =
        Map.of(
            "foreign", Script.DESTINATION_LINKS,
            "links", Script.DESTINATION_LINKS,
            "verify", Script.DESTINATION_VERIFY,
            "space", Script.DESTINATION_SPACE,
            "work", Script.DESTINATION_WORK);
    for (Map.Entry<String, Script> question : scripts.entrySet()) {
      text.append(
          """
          [%1$s.%2$s]
          path = %3$s/destination/scratch/answers
          read only = yes
          pre-xfer exec = /bin/bash %3$s/scripts/%4$s
          """
              .formatted(name, question.getKey(), root, question.getValue().path()));
    }
    text.append(
        """
        [%1$s.own]
        path = %2$s/destination/scratch/links/%1$s
        [%1$s.listing]
        path = %2$s/destination/scratch/listings/%1$s
        read only = yes
        """
            .formatted(name, root));
    return text.toString();
  }
}
