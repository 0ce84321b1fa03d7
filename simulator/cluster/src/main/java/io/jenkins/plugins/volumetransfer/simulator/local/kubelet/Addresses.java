package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives out addresses, all of one network and each once. */
public final class Addresses implements AutoCloseable {

  private static final int KUBELET_PORT = 10250;
  private static final int NETWORKS = 253;

  private final String network;
  private final Optional<ServerSocket> holder;
  private final AtomicInteger last = new AtomicInteger(1);

  private Addresses(String network, Optional<ServerSocket> holder) {
    this.network = network;
    this.holder = holder;
  }

  /** Addresses of a cluster in which nobody listens: nothing leads to them. */
  public static Addresses imagined() {
    return new Addresses("10.244", Optional.empty());
  }

  /**
   * Takes a {@code 127.N.0.0/16} that no other cluster of this machine uses: the whole of 127/8 is
   * local on Linux, nothing needs to be configured. N is held by a socket on the kubelet's usual
   * port.
   *
   * @throws UncheckedIOException when all 253 are taken
   */
  public static Addresses reserve() {
    int first = ThreadLocalRandom.current().nextInt(NETWORKS);
    IOException failure = new IOException("no loopback network is free");
    for (int tries = 0; tries < NETWORKS; tries++) {
      String network = "127." + (2 + (first + tries) % NETWORKS);
      try {
        InetAddress node = InetAddress.getByName(network + ".0.1");
        return new Addresses(network, Optional.of(new ServerSocket(KUBELET_PORT, 1, node)));
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    throw new UncheckedIOException(failure);
  }

  String ofNode() {
    return network + ".0.1";
  }

  /** An address that was not given out before. */
  String next() {
    int number = last.incrementAndGet();
    // Neither .0 nor .255, which some programs take for a network or a broadcast address.
    return network + "." + number / 254 + "." + (1 + number % 254);
  }

  @Override
  public void close() {
    holder.ifPresent(
        socket -> {
          try {
            socket.close();
          } catch (IOException e) {
            // It was only held, never used.
          }
        });
  }
}
