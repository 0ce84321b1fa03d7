package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One run of a probe: a command in the container, or a TCP connection to it. */
record ProbeCheck(
    Probe probe,
    Container container,
    LaunchPlan plan,
    String mark,
    String address,
    Executor workers) {

  private static final int TIMEOUT_SECONDS_DEFAULT = 1;

  CompletableFuture<Boolean> run() {
    if (probe.getExec() != null) {
      return exec(probe.getExec().getCommand());
    }
    if (probe.getTcpSocket() != null) {
      return CompletableFuture.supplyAsync(this::connect, workers);
    }
    // Other types are not known here: they never pass, which is seen at once.
    return CompletableFuture.completedFuture(false);
  }

  private int timeoutSeconds() {
    return Objects.requireNonNullElse(probe.getTimeoutSeconds(), TIMEOUT_SECONDS_DEFAULT);
  }

  private CompletableFuture<Boolean> exec(List<String> command) {
    try {
      List<String> translated = command.stream().map(plan.translation()::apply).toList();
      Process process =
          ContainerProcess.builder(plan, translated, mark)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process
          .onExit()
          .thenApply(ended -> ended.exitValue() == 0)
          .completeOnTimeout(false, timeoutSeconds(), TimeUnit.SECONDS)
          .whenComplete((passed, failure) -> process.destroyForcibly());
    } catch (IOException e) {
      return CompletableFuture.completedFuture(false);
    }
  }

  private boolean connect() {
    String host = probe.getTcpSocket().getHost();
    String target = host == null || host.isEmpty() ? address : plan.translation().apply(host);
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(target, port(probe.getTcpSocket().getPort())),
          timeoutSeconds() * 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private int port(IntOrString port) {
    if (port.getIntVal() != null) {
      return port.getIntVal();
    }
    return container.getPorts().stream()
        .filter(named -> port.getStrVal().equals(named.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElse(0);
  }
}
