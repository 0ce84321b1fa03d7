package io.jenkins.plugins.volumetransfer.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for rsyncd behind the tunnel: greets whoever gets through, and counts them. */
final class Greeter implements AutoCloseable {

  static final String GREETING = "@RSYNCD: 32.0\n";

  private final ServerSocket listener;
  private final AtomicInteger greeted = new AtomicInteger();

  private Greeter(ServerSocket listener) {
    this.listener = listener;
  }

  static Greeter start() throws IOException {
    Greeter greeter = new Greeter(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(greeter::serve, "greeter");
    thread.setDaemon(true);
    thread.start();
    return greeter;
  }

  int port() {
    return listener.getLocalPort();
  }

  int greeted() {
    return greeted.get();
  }

  /** What a client gets that connects to the address: the greeting, or nothing. */
  static String greetingFrom(InetSocketAddress address, String said) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address);
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      return new String(
          socket.getInputStream().readNBytes(GREETING.length()), StandardCharsets.US_ASCII);
    } catch (SocketException reset) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        greeted.incrementAndGet();
        socket.getOutputStream().write(GREETING.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        // Until the other end is done: closing with unread input would reset the greeting away.
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException ended) {
        // This client is gone, or the test is over.
      }
    }
  }
}
