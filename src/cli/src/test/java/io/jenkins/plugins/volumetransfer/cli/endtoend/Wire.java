package io.jenkins.plugins.volumetransfer.cli.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A way between source and destination that the test holds in its hands. While it is silent nothing
 * passes in either direction and no connection ends, as when a cable is out; when it is cut, its
 * connections end and new ones are refused.
 */
final class Wire implements AutoCloseable {
  /** A pod of the local cluster takes 127.0.0.1 for its own. */
  private static final String HOST = "127.0.0.2";

  private static final int CHUNK_BYTES = 16 << 10;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Supplier<InetSocketAddress> destination;
  private ServerSocket door;
  private boolean silent;

  /**
   * @param destination asked anew for each connection; a new attempt has a new pod
   */
  Wire(Supplier<InetSocketAddress> destination) throws IOException {
    this.destination = destination;
    open(0);
  }

  /** Where the source reaches the destination. */
  String address() {
    return HOST + ":" + door.getLocalPort();
  }

  synchronized void silence() {
    silent = true;
  }

  synchronized void pass() {
    silent = false;
    notifyAll();
  }

  void cut() throws IOException {
    door.close();
    closeSockets();
  }

  void mend() throws IOException {
    open(door.getLocalPort());
  }

  private void open(int port) throws IOException {
    ServerSocket opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
    door = opened;
    threads.execute(() -> admit(opened));
  }

  private void admit(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        connect(opened.accept());
      } catch (IOException closed) {
        // By cut(); the loop looks.
      }
    }
  }

  /** Who finds nobody at the other end is told so by the end of the connection. */
  private void connect(Socket near) {
    Socket far = new Socket();
    sockets.addAll(List.of(near, far));
    try {
      far.connect(destination.get());
    } catch (IOException | RuntimeException nobodyThere) {
      close(near);
      return;
    }
    threads.execute(() -> carry(near, far));
    threads.execute(() -> carry(far, near));
  }

  /** One direction may end before the other does. */
  private void carry(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        awaitPassage();
        out.write(chunk, 0, length);
      }
      to.shutdownOutput();
    } catch (IOException | InterruptedException ended) {
      close(from);
      close(to);
    }
  }

  private synchronized void awaitPassage() throws InterruptedException {
    while (silent) {
      wait();
    }
  }

  private void closeSockets() {
    sockets.forEach(Wire::close);
    sockets.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError("a socket that can't be closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    cut();
    threads.shutdownNow();
  }
}
