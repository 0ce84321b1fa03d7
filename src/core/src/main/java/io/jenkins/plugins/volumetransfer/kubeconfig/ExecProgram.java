package io.jenkins.plugins.volumetransfer.kubeconfig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program of a kubeconfig, run as it is written, without a shell. It has two minutes, in which
 * somebody may have to log in with a browser, and may print a mebibyte. What it says on standard
 * error is shown where there is a terminal, and told where it fails.
 */
final class ExecProgram {
  /** The program gave nothing that can be used; the message goes on after its name. */
  static final class FailedException extends Exception {
    FailedException(String message) {
      super(message);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(ExecProgram.class);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration AFTER_ITS_END = Duration.ofSeconds(2);
  private static final int PRINTED_MAX = 1 << 20;
  private static final int SAID_MAX = 1_000;
  private static final int NOT_FOUND = 127;

  private final List<String> line;
  private final Map<String, String> variables;
  private final boolean interactive;
  private final Optional<String> installHint;
  private final Duration timeout;
  private volatile String said = "";

  ExecProgram(
      List<String> line,
      Map<String, String> variables,
      boolean interactive,
      Optional<String> installHint) {
    this(line, variables, interactive, installHint, TIMEOUT);
  }

  ExecProgram(
      List<String> line,
      Map<String, String> variables,
      boolean interactive,
      Optional<String> installHint,
      Duration timeout) {
    this.line = line;
    this.variables = variables;
    this.interactive = interactive;
    this.installHint = installHint;
    this.timeout = timeout;
  }

  /** What it printed. */
  String run() throws FailedException {
    said = "";
    Process process = start();
    try {
      return printed(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("was ended, as this process is to end");
    } finally {
      // What has become nobody's child by the program's own end, such as an agent, goes on.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start() throws FailedException {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(variables);
    if (interactive) {
      builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
    }
    try {
      Process process = builder.start();
      if (!interactive) {
        process.getOutputStream().close();
      }
      return process;
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage()).replaceFirst("^.*error=[0-9]+, ", "");
      throw new FailedException("can't be run: " + why + hint());
    } catch (IllegalArgumentException e) {
      throw new FailedException("can't be run with these variables: a name has a =");
    }
  }

  private String printed(Process process) throws FailedException, InterruptedException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    CompletableFuture<Void> out =
        CompletableFuture.runAsync(() -> readFirst(process, first), ExecProgram::inThread);
    CompletableFuture<Void> err =
        CompletableFuture.runAsync(() -> readLast(process.getErrorStream()), ExecProgram::inThread);
    boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    // What it has started may hold its pipes for longer; what was printed by then counts.
    await(CompletableFuture.allOf(out, err));
    byte[] printed = first.toByteArray();
    if (!ended) {
      throw new FailedException("did not end within " + timeout.toSeconds() + " s" + said());
    }
    if (printed.length > PRINTED_MAX) {
      throw new FailedException("printed more than a mebibyte" + said());
    }
    int code = process.exitValue();
    if (code != 0) {
      throw new FailedException(
          "ended with code " + code + said() + (code == NOT_FOUND ? hint() : ""));
    }
    return text(printed);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void await(Future<?> readers) throws InterruptedException {
    try {
      readers.get(AFTER_ITS_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("not all of its output could be read", e);
    }
  }

  private static void inThread(Runnable reader) {
    Thread thread = new Thread(reader, "volume-transfer-plugin");
    thread.setDaemon(true);
    thread.start();
  }

  /** All that it prints; where that is too much, one byte too many, and it is ended. */
  private static void readFirst(Process process, ByteArrayOutputStream to) {
    byte[] some = new byte[SAID_MAX];
    try (InputStream in = process.getInputStream()) {
      for (int length = in.read(some); length >= 0; length = in.read(some)) {
        to.write(some, 0, Math.min(length, PRINTED_MAX + 1 - to.size()));
        if (to.size() > PRINTED_MAX) {
          process.destroyForcibly();
          return;
        }
      }
    } catch (IOException e) {
      // It was ended; what it printed before counts.
    }
  }

  /** The last that it says. */
  private void readLast(InputStream from) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] some = new byte[SAID_MAX];
    try (InputStream in = from) {
      for (int length = in.read(some); length >= 0; length = in.read(some)) {
        if (interactive) {
          System.err.write(some, 0, length);
          System.err.flush();
        }
        byte[] before = kept.toByteArray();
        kept.reset();
        int keep = Math.min(before.length, 4 * SAID_MAX);
        kept.write(before, before.length - keep, keep);
        kept.write(some, 0, length);
        said = text(kept.toByteArray());
      }
    } catch (IOException e) {
      // It was ended; what it wrote before counts.
    }
  }

  /** The end of what it said on standard error, to be added to a message. */
  String said() {
    String words = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String end = words.length() > SAID_MAX ? words.substring(words.length() - SAID_MAX) : words;
    return end.isEmpty() ? " and said nothing" : "; it said: " + end;
  }

  private String hint() {
    return installHint
        .map(text -> "; installHint: " + text.strip())
        .orElse("; install it, or write its whole path");
  }

  @Override
  public String toString() {
    return "\"" + line.get(0) + "\"";
  }
}
