package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.lang3.function.Failable;

/**
 * The volume {@code rsync-stunnel-ipc}, a real directory. That it is full is shown by links to
 * /dev/full, which can be opened and not written; that it is read-only, by what can't be opened.
 */
final class SharedVolume {

  enum State {
    WRITABLE,
    FULL,
    READ_ONLY
  }

  static final String RSYNC = "rsync-client-container";
  static final String STUNNEL = "stunnel-container";
  static final String DAEMON_LOCK = "stunnel-process-lock";
  private static final List<String> WRITTEN =
      List.of(
          RSYNC + "-lock",
          RSYNC + "-started",
          RSYNC + "-done.new",
          STUNNEL + "-lock",
          STUNNEL + "-started",
          STUNNEL + "-done.new",
          DAEMON_LOCK);
  private static final Path FULL = Path.of("/dev/full");
  private static final Path NOWHERE = Path.of("/nonexistent/read-only");

  private final Path directory;
  private State state = State.WRITABLE;

  SharedVolume(Path directory) {
    this.directory = directory;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  State state() {
    return state;
  }

  void fill() {
    state = State.FULL;
    // The new done files are looked at by nobody. The started files are seen to once they are
    // written: see beforeWrite.
    for (String name : List.of(RSYNC + "-done.new", STUNNEL + "-done.new")) {
      if (!exists(name)) {
        link(name, FULL);
      }
    }
  }

  void makeReadOnly() {
    state = State.READ_ONLY;
    for (String name : WRITTEN) {
      if (exists(name)) {
        replaceByDirectory(name);
      } else {
        link(name, NOWHERE);
      }
    }
  }

  private void replaceByDirectory(String name) {
    Failable.run(
        () -> {
          Files.delete(path(name));
          Files.createDirectory(path(name));
        });
  }

  /** To be called before a script opens the file to write it. */
  void beforeWrite(String name) {
    if (state == State.FULL) {
      link(name, FULL);
    }
  }

  /** What is left of a write to a full volume: the file, without content. */
  void afterWrite() {
    if (state != State.FULL) {
      return;
    }
    for (String name : List.of(RSYNC + "-started", STUNNEL + "-started")) {
      if (Files.isSymbolicLink(path(name))) {
        remove(path(name));
        Failable.run(() -> Files.createFile(path(name)));
      }
    }
  }

  private void link(String name, Path target) {
    Failable.run(
        () -> {
          Files.deleteIfExists(path(name));
          Files.createSymbolicLink(path(name), target);
        });
  }

  boolean exists(String name) {
    return Files.exists(path(name));
  }

  /** Whether something could be written to it. */
  boolean isWritten(String name) {
    return Files.isRegularFile(path(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** {@code rm --force}; the exit code. */
  int remove(List<String> files) {
    int code = 0;
    for (String file : files) {
      Path path = Path.of(file);
      if (state == State.READ_ONLY && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        code = Files.exists(path) ? 1 : code;
      } else {
        remove(path);
      }
    }
    return code;
  }

  private static void remove(Path path) {
    Failable.run(() -> Files.deleteIfExists(path));
  }

  /** {@code mv --force}; the exit code. */
  int rename(String from, String to) {
    try {
      Files.move(Path.of(from), Path.of(to), StandardCopyOption.REPLACE_EXISTING);
      return 0;
    } catch (IOException e) {
      return 1;
    }
  }

  /** {@code touch}; the exit code. */
  int touch(String file) {
    if (state == State.READ_ONLY) {
      return 1;
    }
    try {
      if (!Files.exists(Path.of(file))) {
        Files.createFile(Path.of(file));
      }
      return 0;
    } catch (IOException e) {
      return 1;
    }
  }

  /** Empty if there is no such file; {@code ""} if it has nothing in it. */
  Optional<String> content(String name) {
    return Failable.get(
        () ->
            isWritten(name) ? Optional.of(Files.readString(path(name)).strip()) : Optional.empty());
  }

  /** What there is, and what those have in them that are read. */
  String fingerprint() {
    String[] names = Optional.ofNullable(directory.toFile().list()).orElseGet(() -> new String[0]);
    Arrays.sort(names);
    StringBuilder text = new StringBuilder(state.name());
    for (String name : names) {
      text.append(' ').append(name);
      if (name.contains("-done")) {
        text.append('=').append(content(name).orElse("unwritable"));
      }
    }
    return text.toString();
  }

  /** Each file's name and content; {@code ""} for one that is empty. */
  SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          files.put(entry.getFileName().toString(), Files.readString(entry).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Empty and writable again. */
  void clear() {
    state = State.WRITABLE;
    try (Stream<Path> entries = Files.list(directory)) {
      entries.forEach(SharedVolume::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
