package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.lang3.function.Failable;

/** The bash that starts containers and sends signals, and the FIFOs to it; see host.sh. */
final class ShellHost implements AutoCloseable {
  static final int SLOTS = 32;

  private final Process process;
  private final InputStream questions;
  private final FileInputStream rawQuestions;
  private final OutputStream signals;
  private final Map<ScriptContainer, OutputStream> containers =
      new EnumMap<>(ScriptContainer.class);
  private final List<OutputStream> answers = new ArrayList<>();
  private final List<FileInputStream> unread = new ArrayList<>();
  private final Thread watchdog;
  private volatile long waitingSince = Long.MAX_VALUE;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private ShellHost(Process process, Path directory, Collection<ScriptContainer> some)
      throws IOException {
    this.process = process;
    // The other end is open for reading and writing, so no opening blocks.
    rawQuestions = new FileInputStream(directory.resolve("questions").toFile());
    questions = new BufferedInputStream(rawQuestions, 1 << 16);
    signals = open(directory, "signals");
    for (ScriptContainer container : some) {
      containers.put(container, open(directory, container.containerName()));
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      answers.add(open(directory, "answers-" + slot));
      unread.add(new FileInputStream(directory.resolve("answers-" + slot).toFile()));
    }
    OutputStream own = open(directory, "questions");
    watchdog = new Thread(() -> watch(own), "watchdog of the scripts");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  private void watch(OutputStream own) {
    try (own) {
      while (true) {
        Thread.sleep(KernelPolling.BOUND.toMillis() / 10);
        if (System.nanoTime() - waitingSince > KernelPolling.BOUND.toNanos()) {
          writeLine(own, Message.OVERDUE);
        }
      }
    } catch (InterruptedException | IOException e) {
      // The host is closed.
    }
  }

  private static OutputStream open(Path directory, String name) throws IOException {
    return new FileOutputStream(directory.resolve(name).toFile());
  }

  /** For the scripts of a workplace. */
  static ShellHost start(PodDirectories workplace) throws IOException {
    Path host = workplace.host();
    Path directory = workplace.fifos();
    List<String> command = new ArrayList<>(List.of("bash", host.toString(), directory.toString()));
    for (ScriptContainer container : workplace.scripts().main().keySet()) {
      command.add(container.containerName());
      workplace.scripts(container).forEach(script -> command.add(script.toString()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(workplace.environment());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    if (process.getInputStream().read() == -1) {
      throw new IOException("bash can't run " + host + " in " + directory);
    }
    return new ShellHost(process, directory, workplace.scripts().main().keySet());
  }

  /** Its first question has this slot. */
  void startContainer(ScriptContainer container, int slot, boolean everyLine) {
    writeLine(containers.get(container), slot + (everyLine ? " 1" : " 0"));
  }

  /** What a process was told that was killed before it read that; nobody has this slot now. */
  void forgetAnswers(int slot) {
    try {
      FileInputStream rest = unread.get(slot);
      while (rest.available() > 0) {
        // readNBytes and skip seek, which no pipe can.
        rest.read(new byte[rest.available()]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answer(int slot, String verb, int nextSlot, int code) {
    write(answers.get(slot), String.format(Locale.ROOT, "%02d%03d%-5s", nextSlot, code, verb));
  }

  void signal(String signal, Collection<Long> processes) {
    if (!processes.isEmpty()) {
      writeLine(
          signals,
          signal
              + processes.stream().map(String::valueOf).collect(Collectors.joining(" ", " ", "")));
    }
  }

  private static void writeLine(OutputStream stream, String text) {
    write(stream, text + '\n');
  }

  private static void write(OutputStream stream, String text) {
    Failable.run(() -> stream.write(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Whether {@link #receive} would return at once. */
  boolean hasMessage() {
    return Failable.get(() -> questions.available() > 0);
  }

  /** Blocks until there is one. */
  Message receive() {
    waitingSince = System.nanoTime();
    try {
      line.reset();
      for (int next = questions.read(); next != '\n'; next = questions.read()) {
        if (next == -1) {
          throw new IOException("the host of the scripts has ended");
        }
        line.write(next);
      }
      return Message.of(line.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      waitingSince = Long.MAX_VALUE;
    }
  }

  /** Kills all that it runs. */
  @Override
  public void close() throws IOException {
    watchdog.interrupt();
    process.getOutputStream().close();
    rawQuestions.close();
    signals.close();
    for (OutputStream stream : containers.values()) {
      stream.close();
    }
    for (OutputStream stream : answers) {
      stream.close();
    }
    for (InputStream stream : unread) {
      stream.close();
    }
  }
}
