package io.jenkins.plugins.volumetransfer.jenkins.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to an API server that can be cut, and opened again. */
final class TcpFront implements AutoCloseable {
  private final URI behind;
  private final int port;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private ServerSocket listening;

  TcpFront(URI behind) throws IOException {
    this.behind = behind;
    this.listening = listen(0);
    this.port = listening.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void cut() throws IOException {
    close();
  }

  void open() throws IOException {
    listening = listen(port);
  }

  private ServerSocket listen(int on) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
    daemon(() -> accept(socket));
    return socket;
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket server = new Socket(behind.getHost(), behind.getPort());
        open.addAll(List.of(client, server));
        daemon(() -> pump(client, server));
        daemon(() -> pump(server, client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // It was cut.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "tcp-front");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket each : open) {
      each.close();
    }
    open.clear();
  }
}
