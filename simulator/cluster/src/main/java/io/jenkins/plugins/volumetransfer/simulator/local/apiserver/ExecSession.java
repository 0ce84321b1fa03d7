package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One command in a container, its streams carried by the channels of a WebSocket. */
record ExecSession(ServerWebSocket socket, Process process) {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int STATUS = 3;
  private static final int CLOSE = 255;
  private static final int WRITE_SECONDS_MAX = 30;

  static void start(ServerWebSocket socket, Process process, ApiRequest request) {
    ExecSession session = new ExecSession(socket, process);
    // One thread each: a command may fill one stream while nobody reads the other.
    ExecutorService threads =
        Executors.newFixedThreadPool(
            3,
            task -> {
              Thread thread = new Thread(task, "exec");
              thread.setDaemon(true);
              return thread;
            });
    socket.binaryMessageHandler(message -> threads.execute(() -> session.receive(message)));
    socket.closeHandler(
        closed -> {
          process.destroyForcibly();
          threads.shutdown();
        });
    if (!request.isTrue("stdin")) {
      session.closeStdin();
    }
    var stdout =
        CompletableFuture.runAsync(() -> session.pump(STDOUT, process.getInputStream()), threads);
    var stderr =
        CompletableFuture.runAsync(() -> session.pump(STDERR, process.getErrorStream()), threads);
    process
        .onExit()
        .thenCombine(stdout, (ended, done) -> ended)
        .thenCombine(stderr, (ended, done) -> ended)
        .thenAccept(ended -> session.end(ended.exitValue()));
  }

  private void receive(Buffer message) {
    int channel = message.length() == 0 ? -1 : message.getUnsignedByte(0);
    if (channel == CLOSE && message.length() > 1 && message.getByte(1) == STDIN) {
      closeStdin();
    } else if (channel == STDIN) {
      try {
        OutputStream stdin = process.getOutputStream();
        stdin.write(message.getBytes(1, message.length()));
        stdin.flush();
      } catch (IOException e) {
        // The command does not read any more, as at the end of a pipe.
        closeStdin();
      }
    }
  }

  private void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // What was left in the buffer has no reader.
    }
  }

  private void pump(int channel, InputStream in) {
    byte[] bytes = new byte[16 << 10];
    try (in) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        send(channel, Buffer.buffer().appendBytes(bytes, 0, count));
      }
    } catch (IOException e) {
      // The stream was closed under us: the process was killed.
    }
  }

  private void send(int channel, Buffer content) {
    Buffer frame = Buffer.buffer().appendByte((byte) channel).appendBuffer(content);
    try {
      socket
          .writeBinaryMessage(frame)
          .toCompletionStage()
          .toCompletableFuture()
          .get(WRITE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }

  private void end(int exitCode) {
    socket
        .writeBinaryMessage(
            Buffer.buffer().appendByte((byte) STATUS).appendString(status(exitCode).toString()))
        .onComplete(written -> socket.close((short) 1000));
  }

  private static ObjectNode status(int exitCode) {
    ObjectNode status = Json.object();
    status.putObject("metadata");
    if (exitCode == 0) {
      return status.put("status", "Success");
    }
    status.put("status", "Failure").put("reason", "NonZeroExitCode");
    status.put("message", "command terminated with non-zero exit code: exit status " + exitCode);
    status
        .putObject("details")
        .putArray("causes")
        .addObject()
        .put("reason", "ExitCode")
        .put("message", String.valueOf(exitCode));
    return status;
  }
}
