package io.jenkins.plugins.volumetransfer.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The script files of the transfer pods. A container needs all of them, flat in one directory: the
 * first ten are what it runs, the others are sourced from beside them.
 */
public enum Script {
  SOURCE_STUNNEL("source-stunnel.sh"),
  SOURCE_RSYNC("source-rsync.sh"),
  SOURCE_SINGLE("source-single.sh"),
  DESTINATION_RSYNC("destination-rsync.sh"),
  DESTINATION_STUNNEL("destination-stunnel.sh"),
  DESTINATION_LINKS("destination-links.sh"),
  DESTINATION_VERIFY("destination-verify.sh"),
  DESTINATION_SPACE("destination-space.sh"),
  DESTINATION_WORK("destination-work.sh"),
  LISTING("listing.sh"),
  EXIT_CODES("exit-codes.sh"),
  PROCESS("process.sh"),
  IMAGE("image.sh"),
  IPC("ipc.sh"),
  TUNNEL("tunnel.sh"),
  VOLUMES("volumes.sh"),
  COPY("copy.sh"),
  VERIFY("verify.sh"),
  SPACE("space.sh"),
  DELETIONS("deletions.sh"),
  WORK("work.sh"),
  DESTINATION("destination.sh"),
  DESTINATION_ERRORS("destination-errors.sh");

  /** Every transfer mounts all of them: each is read once. */
  private static final Map<Script, String> TEXTS = new ConcurrentHashMap<>();

  private final String fileName;

  Script(String fileName) {
    this.fileName = fileName;
  }

  /** The name that the other scripts know it by, without a directory. */
  public String fileName() {
    return fileName;
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
    try (InputStream resource = Script.class.getResourceAsStream(fileName)) {
      if (resource == null) {
        throw new IOException("The resource " + fileName + " is missing beside " + Script.class);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
