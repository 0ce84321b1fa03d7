package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.kubeconfig.Credentials;
import io.jenkins.plugins.volumetransfer.kubeconfig.Route;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAccess;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAddress;
import io.jenkins.plugins.volumetransfer.kubeconfig.Trust;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: whoever stops to follow a log, or to watch, in its midst harms no other connection, and a
 * log that is cut tells no half lines. Method: logs and watches that say nothing but their pod's
 * name, many times over, closed again and again; and a log that stops within a line.
 */
@DisplayName("A stream that ends before its time")
@Tag("integration")
@Tag("search")
class ClosedStreamTest {
  private static final int FOLLOWERS = 6;
  private static final int TURNS = Integer.getInteger("log.turns", 15);
  private static final int LINES_IN_CHUNK = 200;
  private static final String SILENT = "silent";
  private static final String GONE = "gone";

  private final Queue<String> strange = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> taken = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Thread.UncaughtExceptionHandler former;
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    former = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> strange.add(thread + ": " + e));
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    threads.execute(this::take);
  }

  private void take() {
    while (!server.isClosed()) {
      try {
        Socket one = server.accept();
        taken.add(one);
        threads.execute(() -> answer(one));
      } catch (IOException closed) {
        // The loop looks.
      }
    }
  }

  /** The log of a pod, or a watch on it, that says its name for as long as somebody listens. */
  private static void answer(Socket client) {
    try (client) {
      BufferedReader request =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String asked = request.readLine();
      String pod = asked.replaceFirst(".*(/pods/|name%3D)([a-z]+).*", "$2");
      while (!request.readLine().isEmpty()) {
        // The header ends with an empty line.
      }
      OutputStream out = client.getOutputStream();
      if (pod.equals(GONE)) {
        String status = "{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":404}";
        String header = "HTTP/1.1 404 Not Found\r\nContent-Length: " + status.length();
        out.write((header + "\r\n\r\n" + status).getBytes());
        return;
      }
      out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
      if (pod.equals(SILENT)) {
        stopWithinLine(client);
        return;
      }
      for (int second = 1; ; ) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < LINES_IN_CHUNK; line++) {
          text.append(asked.contains("watch=true") ? event(pod) : logLine(second++, pod));
        }
        byte[] lines = text.toString().getBytes();
        out.write((Integer.toHexString(lines.length) + "\r\n").getBytes());
        out.write(lines);
        out.write("\r\n".getBytes());
      }
    } catch (IOException gone) {
      // That is how it ends.
    }
  }

  private static String logLine(int second, String pod) {
    return Instant.EPOCH.plusSeconds(second) + " " + pod.repeat(9) + "\n";
  }

  private static String event(String pod) {
    return "{\"type\":\"MODIFIED\",\"object\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\","
        + "\"metadata\":{\"namespace\":\"app\",\"resourceVersion\":\"1\",\"name\":\""
        + pod
        + "\"}}}\n";
  }

  @AfterEach
  void close() throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(former);
    server.close();
    for (Socket each : taken) {
      each.close();
    }
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Follows the stream of a pod until the latch is down. */
  private interface Follower {
    AutoCloseable follow(KubernetesClient client, String pod, CountDownLatch some);
  }

  @Test
  @DisplayName("as a log is closed while it is read, harms no other connection")
  void logs() throws Exception {
    closeInTheMidst(this::log);
  }

  @Test
  @DisplayName("as a watch without WebSocket is closed while it is read, harms no other connection")
  void watches() throws Exception {
    closeInTheMidst(this::watch);
  }

  private void closeInTheMidst(Follower stream) throws Exception {
    try (KubernetesClient client = client()) {
      List<Future<?>> followers = new ArrayList<>();
      for (int i = 0; i < FOLLOWERS; i++) {
        String pod = String.valueOf((char) ('a' + i)).repeat(20);
        followers.add(threads.submit(() -> follow(stream, client, pod)));
      }
      for (Future<?> each : followers) {
        each.get(100, TimeUnit.SECONDS);
      }
    }
    assertThat(strange).isEmpty();
  }

  private static Void follow(Follower stream, KubernetesClient client, String pod)
      throws Exception {
    for (int turn = 0; turn < TURNS; turn++) {
      CountDownLatch some = new CountDownLatch(1 + turn % 50);
      try (AutoCloseable open = stream.follow(client, pod, some)) {
        assertThat(some.await(30, TimeUnit.SECONDS)).as("of %s", open).isTrue();
      }
    }
    return null;
  }

  private Watch watch(KubernetesClient client, String pod, CountDownLatch some) {
    Watcher<Pod> watcher =
        new Watcher<>() {
          @Override
          public void eventReceived(Action action, Pod told) {
            if (!told.getMetadata().getName().equals(pod)) {
              strange.add("in the watch on " + pod + ": " + told);
            }
            some.countDown();
          }

          @Override
          public void onClose(WatcherException cause) {
            strange.add("the watch on " + pod + " ended: " + cause);
          }
        };
    return client.pods().inNamespace("app").withName(pod).watch(watcher);
  }

  private LogStream log(KubernetesClient client, String pod, CountDownLatch some) {
    LogListener listener =
        new LogListener() {
          @Override
          public void line(Instant at, String line) {
            if (!line.equals(pod.repeat(9))) {
              strange.add("in the log of " + pod + ": " + line);
            }
            some.countDown();
          }

          @Override
          public void ended(Optional<Failure> failure) {
            some.countDown();
            strange.add("the log of " + pod + " ended: " + failure);
          }
        };
    return new LogStream(
        client, "app", pod, "rsync", LogStream.Extent.after(LogPosition.start()), listener);
  }

  @Test
  @DisplayName("as its time is over, tells no half line, and is at its end")
  void cut() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    LogStream.Extent extent =
        new LogStream.Extent("follow=true", LogOverlap.none(), Duration.ofSeconds(2));
    try (KubernetesClient client = client();
        LogStream open = new LogStream(client, "app", SILENT, "rsync", extent, telling(told))) {
      assertThat(told.poll(30, TimeUnit.SECONDS)).as("of %s", open).isEqualTo("whole");
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("ended: nothing");
    }
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("as its pod is gone, says so")
  void gone() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    LogStream.Extent extent = LogStream.Extent.after(LogPosition.start());
    try (KubernetesClient client = client();
        LogStream open = new LogStream(client, "app", GONE, "rsync", extent, telling(told))) {
      assertThat(told.poll(30, TimeUnit.SECONDS))
          .as("of %s", open)
          .isEqualTo("ended: read the log of app/gone: the pod is gone (404)");
    }
  }

  private static LogListener telling(Queue<String> told) {
    return new LogListener() {
      @Override
      public void line(Instant at, String line) {
        told.add(line);
      }

      @Override
      public void ended(Optional<Failure> failure) {
        told.add("ended: " + failure.map(Failure::message).orElse("nothing"));
      }
    };
  }

  private KubernetesClient client() {
    return AccessClient.of(
        ServerAccess.of(
            new ServerAddress("http", "127.0.0.1", server.getLocalPort(), ""),
            new Trust.OfJava(),
            new Route.Direct(),
            () -> new Credentials.Shown(Optional.empty(), Optional.empty())),
        RequestTimeouts.USUAL);
  }

  /** A line, half of another, and then nothing until the client goes. */
  private static void stopWithinLine(Socket client) throws IOException {
    String text = Instant.EPOCH.plusSeconds(1) + " whole\n" + Instant.EPOCH.plusSeconds(2) + " ha";
    client
        .getOutputStream()
        .write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes());
    assertThat(client.getInputStream().read()).isNegative();
  }
}
