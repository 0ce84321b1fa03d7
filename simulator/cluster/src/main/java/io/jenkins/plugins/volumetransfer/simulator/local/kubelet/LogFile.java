package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Writes what a container says to its log file, as a container runtime does: a time before each
 * line, a line ending only at {@code \n}, very long lines in pieces. So whatever ends in {@code \r}
 * is held back here as it is on a cluster.
 */
public final class LogFile implements ContainerOutput {

  private static final int PIECE_BYTES_MAX = 16 << 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Path file;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private volatile long length;
  private long written;

  private LogFile(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /** An empty log in a new file, whose directory is made if it is missing. */
  public static LogFile create(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return new LogFile(file, new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Starts a thread that copies {@code in} to {@code file} until its end. */
  static LogFile start(Path file, InputStream in) throws IOException {
    LogFile log = create(file);
    Thread thread = new Thread(() -> log.pump(in), "log " + file.getParent().getFileName());
    thread.setDaemon(true);
    thread.start();
    return log;
  }

  private void pump(InputStream in) {
    byte[] bytes = new byte[PIECE_BYTES_MAX];
    try (in) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        append(bytes, count);
      }
    } catch (IOException e) {
      // The pipe was closed under us, or the disk is full: what was written stays readable.
    } finally {
      end();
    }
  }

  /** Adds the first {@code count} bytes; from one thread at a time. */
  public void append(byte[] bytes, int count) throws IOException {
    for (int index = 0; index < count; index++) {
      if (bytes[index] == '\n') {
        write("F");
      } else {
        line.write(bytes[index]);
        if (line.size() == PIECE_BYTES_MAX) {
          write("P");
        }
      }
    }
    publish();
  }

  /** Nothing is added any more. */
  public void end() {
    try (out) {
      if (line.size() > 0) {
        write("P");
      }
      publish();
    } catch (IOException e) {
      // The disk is full: what was written stays readable.
    } finally {
      ended.complete(null);
      listeners.forEach(Runnable::run);
    }
  }

  private void write(String tag) throws IOException {
    byte[] head =
        (TIME.format(SteadyClock.wallTime()) + " stdout " + tag + " ")
            .getBytes(StandardCharsets.US_ASCII);
    out.write(head);
    line.writeTo(out);
    out.write('\n');
    written += head.length + line.size() + 1;
    line.reset();
  }

  private void publish() throws IOException {
    out.flush();
    if (written > length) {
      length = written;
      listeners.forEach(Runnable::run);
    }
  }

  /** Completes when the last process that could write has ended. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean isEnded() {
    return ended.isDone();
  }

  @Override
  public Runnable listen(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
