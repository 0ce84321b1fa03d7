package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives out loopback addresses, all of one {@code 127.N.0.0/16} that no other cluster of this
 * machine uses: the whole of 127/8 is local on Linux, nothing needs to be configured. N is held by
 * a socket on the kubelet's usual port.
 */
public final class Addresses implements AutoCloseable {

  private static final int KUBELET_PORT = 10250;
  private static final int NETWORKS = 253;

  private final ServerSocket holder;
  private final int network;
  private final AtomicInteger last = new AtomicInteger(1);

  private Addresses(ServerSocket holder, int network) {
    this.holder = holder;
    this.network = network;
  }

  /**
   * Takes a network that is free.
   *
   * @throws UncheckedIOException when all 253 are taken
   */
  public static Addresses reserve() {
    int first = ThreadLocalRandom.current().nextInt(NETWORKS);
    IOException failure = new IOException("no loopback network is free");
    for (int tries = 0; tries < NETWORKS; tries++) {
      int network = 2 + (first + tries) % NETWORKS;
      try {
        InetAddress node = InetAddress.getByName("127." + network + ".0.1");
        return new Addresses(new ServerSocket(KUBELET_PORT, 1, node), network);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    throw new UncheckedIOException(failure);
  }

  String ofNode() {
    return "127." + network + ".0.1";
  }

  /** An address that was not given out before. */
  String next() {
    int number = last.incrementAndGet();
    // Neither .0 nor .255, which some programs take for a network or a broadcast address.
    return "127." + network + "." + number / 254 + "." + (1 + number % 254);
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      // It was only held, never used.
    }
  }
}
