package io.jenkins.plugins.volumetransfer.simulator.level.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Answers the programs that stand before those of the machine. A program waits as long as its
 * answer takes; when the gate is closed, it fails with 99, which is nobody's code.
 */
final class ProgramGate implements AutoCloseable {
  static final String GO = "go";

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool(ProgramGate::thread);

  private ProgramGate() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /**
   * Puts the programs into a directory.
   *
   * @param programs which of them
   * @param answers {@link #GO} or an exit code; may block
   */
  static ProgramGate open(Path directory, Set<String> programs, Function<Place, String> answers) {
    try {
      ProgramGate gate = new ProgramGate();
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("port"), gate.socket.getLocalPort() + "\n");
      copy("gate.sh", directory);
      for (String program : programs) {
        if (!copy(program, directory).toFile().setExecutable(true)) {
          throw new IOException("cannot make " + program + " executable");
        }
      }
      gate.threads.execute(() -> gate.serve(answers));
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put programs into " + directory, e);
    }
  }

  private static Path copy(String name, Path directory) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream text = ProgramGate.class.getResourceAsStream(name)) {
      Files.copy(text, file);
    }
    return file;
  }

  private void serve(Function<Place, String> answers) {
    while (!socket.isClosed()) {
      try {
        Socket program = socket.accept();
        threads.execute(() -> answer(program, answers));
      } catch (IOException e) {
        // Closed: nobody is served any more.
        return;
      }
    }
  }

  private static void answer(Socket program, Function<Place, String> answers) {
    try (program) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
      String answer = answers.apply(Place.valueOf(reader.readLine()));
      program.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Killed while it waited: it needs no answer.
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "gate");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
