package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import java.util.List;

/** What stunnel prints with {@code debug = notice}, without the time before each line. */
final class StunnelOutput {

  static final List<String> STARTED =
      List.of(
          "LOG5[ui]: stunnel 5.68 on x86_64-pc-linux-gnu platform",
          "LOG5[ui]: Reading configuration from file /volume-transfer/config/stunnel.conf",
          "LOG5[ui]: Configuration successful");

  static final List<String> REFUSED =
      List.of(
          "LOG5[ui]: stunnel 5.68 on x86_64-pc-linux-gnu platform",
          "LOG3[ui]: error queue: ssl/ssl_rsa.c: error:0A080002:SSL routines::system lib",
          "LOG3[ui]: Service [rsync]: Failed to initialize TLS context",
          "LOG3[ui]: Configuration failed");

  static final List<String> ACCEPTED =
      List.of("LOG5[0]: Service [rsync] accepted connection from 127.0.0.1:40812");

  static final List<String> TERMINATED = List.of("LOG5[main]: Terminated");

  private StunnelOutput() {}
}
