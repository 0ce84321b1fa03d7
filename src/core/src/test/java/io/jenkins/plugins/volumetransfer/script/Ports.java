package io.jenkins.plugins.volumetransfer.script;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody else takes: below the kernel's range for outgoing connections, which would take
 * one that is free now; in turn, and each process from a place of its own, as other tests run
 * beside this one.
 */
final class Ports {
  private static final int FIRST = 10_000;
  private static final int COUNT = 22_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() % COUNT) * 101);

  private Ports() {}

  static int free() {
    for (int tries = 0; tries < 100; tries++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // the next one, then
      }
    }
    throw new IllegalStateException("no free port in 100 tries");
  }
}
