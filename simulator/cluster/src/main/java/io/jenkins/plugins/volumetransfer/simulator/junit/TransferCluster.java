package io.jenkins.plugins.volumetransfer.simulator.junit;

import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Kubernetes cluster for one test: its API is real enough for kubectl and client libraries, its
 * containers only look as if they ran. Transfer pods, those with a container {@code rsync}, live
 * and fail as a scenario says, whoever creates them. It needs no rsync, no stunnel and no root.
 */
public final class TransferCluster implements AutoCloseable {

  /** With it a copy of 10 minutes takes a second. */
  static final int SPEED_DEFAULT = 600;

  /** In the time of the wall, for what is being deleted already. */
  private static final Duration DELETION_MAX = Duration.ofSeconds(10);

  private final Path directory;
  private final ScenarioLookup scenarios;
  private final VirtualRuntime runtime;
  private final LocalCluster cluster;
  private final Leftovers leftovers;
  private final List<ResourcePath> claims = new ArrayList<>();
  private Optional<Scenario> playing = Optional.empty();

  private TransferCluster(Path directory, Catalogue catalogue, int speed) {
    Loop loop = new Loop(speed);
    this.directory = directory;
    this.scenarios = new ScenarioLookup(catalogue);
    this.runtime = new VirtualRuntime(loop);
    this.cluster = LocalCluster.start(directory, runtime, loop);
    this.leftovers = new Leftovers(cluster.objects());
  }

  static TransferCluster start(Catalogue catalogue, int speed) {
    try {
      return new TransferCluster(Files.createTempDirectory("transfer-cluster"), catalogue, speed);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for a cluster", e);
    }
  }

  /** A kubeconfig file for it; for {@code KUBECONFIG}. Gone at the end of the test. */
  public Path kubeconfig() {
    return cluster.kubeconfig();
  }

  /**
   * Creates a claim that is bound at once, and its namespace where that is missing.
   *
   * @param claim {@code NAMESPACE/NAME}
   * @param size as Kubernetes writes it, for instance {@code 1Gi}
   * @return {@code claim}
   */
  public String claim(String claim, String size) {
    String[] parts = claim.split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("write NAMESPACE/NAME instead of " + claim);
    }
    if (cluster.objects().get(ResourcePath.core("", "namespaces", parts[0])).isEmpty()) {
      cluster.createNamespace(parts[0]);
    }
    cluster.createClaim(parts[0], parts[1], size);
    claims.add(ResourcePath.core(parts[0], "persistentvolumeclaims", parts[1]));
    return claim;
  }

  /**
   * What happens to all source pods from now on.
   *
   * @param scenario its name
   * @throws IllegalArgumentException when there is none of that name, or it can't be played here
   */
  public void play(String scenario) {
    play(scenario, Integer.MAX_VALUE);
  }

  /**
   * What happens to the source pods that come next; all after them live in peace.
   *
   * @param pods how many, from 1
   */
  public void play(String scenario, int pods) {
    if (pods < 1) {
      throw new IllegalArgumentException("at least one pod must be struck, not " + pods);
    }
    Scenario found = scenarios.find(scenario);
    runtime.play(found, pods);
    playing = Optional.of(found);
  }

  /** Whether something of the scenario that is played has happened; to be waited for. */
  public boolean hasStruck() {
    return !runtime.struck().isEmpty();
  }

  /**
   * All that the latest run of a container has said; also of a pod that is gone.
   *
   * @param container for instance {@code rsync}
   */
  public String log(String namespace, String pod, String container) {
    return cluster.log(namespace, pod, container);
  }

  /**
   * Fails if there is anything but namespaces, nodes, events and claims, or if a claim is gone that
   * was made by {@link #claim}. What is being deleted has some seconds to go.
   *
   * @throws AssertionError naming what is left by kind, namespace and name
   */
  public void assertNothingLeft() throws InterruptedException {
    List<String> left = leftovers.after(DELETION_MAX);
    if (!left.isEmpty()) {
      throw new AssertionError("the transfer has left behind:" + lines(left));
    }
    List<String> gone =
        claims.stream()
            .filter(claim -> cluster.objects().get(claim).isEmpty())
            .map(claim -> claim.namespace() + "/" + claim.name())
            .toList();
    if (!gone.isEmpty()) {
      throw new AssertionError("claims have been deleted:" + lines(gone));
    }
  }

  /** All that is in it. */
  ObjectStore objects() {
    return cluster.objects();
  }

  /** Fails if a scenario is played in which nothing has gone wrong yet, although it should. */
  void assertStruck() {
    playing
        .filter(scenario -> !scenario.strikes().isEmpty() && runtime.struck().isEmpty())
        .ifPresent(
            scenario -> {
              throw new AssertionError(
                  "nothing of the scenario "
                      + scenario.name()
                      + " has happened, so this test has shown nothing: no pod with a container"
                      + " \"rsync\" came as far as "
                      + scenario.strikes().stream()
                          .map(Strike::words)
                          .collect(Collectors.joining(", ")));
            });
  }

  private static String lines(List<String> items) {
    return items.stream().map(item -> "\n  " + item).collect(Collectors.joining());
  }

  /** Ends it, whatever still runs, and deletes its files. */
  @Override
  public void close() {
    cluster.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
