package io.jenkins.plugins.volumetransfer.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The script files of the transfer pods. A container needs all of them, in one directory with the
 * same subdirectory: the first ten are what runs, the others are sourced.
 */
public enum Script {
  SOURCE_STUNNEL("source-stunnel.sh"),
  SOURCE_RSYNC("source-rsync.sh"),
  SOURCE_SINGLE("source-single.sh"),
  DESTINATION_RSYNC("destination-rsync.sh"),
  DESTINATION_STUNNEL("destination-stunnel.sh"),
  DESTINATION_LINKS("compare/destination-links.sh"),
  DESTINATION_VERIFY("compare/destination-verify.sh"),
  DESTINATION_SPACE("compare/destination-space.sh"),
  DESTINATION_WORK("destination-work.sh"),
  LISTING("compare/listing.sh"),
  EXIT_CODES("exit-codes.sh"),
  PROCESS("process.sh"),
  IMAGE("image.sh"),
  IPC("ipc.sh"),
  TUNNEL("tunnel.sh"),
  VOLUMES("volumes.sh"),
  COPY("copy.sh"),
  SEND("send.sh"),
  WORK("work.sh"),
  DESTINATION("destination.sh"),
  COMPARE("compare/compare.sh"),
  ANSWERS("compare/answers.sh"),
  SPACE("compare/space.sh"),
  DELETIONS("compare/deletions.sh"),
  LINKS("compare/links.sh"),
  TROUBLE("compare/trouble.sh"),
  VERIFY("compare/verify.sh"),
  DIFFERENCES("compare/differences.sh"),
  DESTINATION_ERRORS("compare/destination-errors.sh");

  /** Every transfer mounts all of them: each is read once. */
  private static final Map<Script, String> TEXTS = new ConcurrentHashMap<>();

  private final String path;

  Script(String path) {
    this.path = path;
  }

  /** Where it is in the directory of all, as {@code compare/listing.sh}. */
  public String path() {
    return path;
  }

  /** Without a directory; no two have the same. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * The whole file, as it is to be mounted.
   *
   * @throws UncheckedIOException if this library was packed without it
   */
  public String text() {
    return TEXTS.computeIfAbsent(this, Script::read);
  }

  private String read() {
    try (InputStream resource = Script.class.getResourceAsStream(path)) {
      if (resource == null) {
        throw new IOException("The resource " + path + " is missing beside " + Script.class);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
