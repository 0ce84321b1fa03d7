package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.ContainerRun;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.ContainerRuntime;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LaunchProblem;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.PodControl;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.scenario.When.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays the containers of all pods. In a source transfer pod, one with a container {@code rsync},
 * what the scenario says goes wrong; everything else goes well.
 */
public final class VirtualRuntime implements ContainerRuntime {

  private static final List<String> RSYNCD =
      List.of("rsyncd version 3.2.7 starting, listening on port 8730");

  private final Loop loop;
  private final Set<Strike> struck = ConcurrentHashMap.newKeySet();
  private List<Strike> strikes = List.of();
  private int podsLeft;

  /**
   * @param loop the kubelet's
   */
  public VirtualRuntime(Loop loop) {
    this.loop = loop;
  }

  /** Why a scenario can't be played; empty if it can. */
  public static Optional<String> obstacle(Scenario scenario) {
    if (scenario.has(What.CONTAINER_RESTARTED)) {
      return Optional.of("the containers of a transfer pod are never restarted by a kubelet");
    }
    if (scenario.has(What.CLOCK_JUMPS)) {
      return Optional.of("the containers that are played have no clock");
    }
    return Optional.empty();
  }

  /**
   * What happens from now on.
   *
   * @param pods how many source pods are struck, those that come first; a scenario in which the pod
   *     is replaced strikes one
   * @throws IllegalArgumentException when the scenario can't be played
   */
  public void play(Scenario scenario, int pods) {
    obstacle(scenario)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(
                  "the scenario " + scenario.name() + " can't be played here: " + why);
            });
    loop.call(
        () -> {
          strikes = scenario.strikes();
          podsLeft = scenario.has(What.POD_REPLACED) ? 1 : pods;
          struck.clear();
          return true;
        });
  }

  /** What has gone wrong so far, of the scenario that is being played. */
  public Set<Strike> struck() {
    return Set.copyOf(struck);
  }

  @Override
  public PodRuntime pod(Pod pod, String address, PodControl control) {
    PlayedPod cast = PlayedPod.of(pod);
    if (cast.side() == Side.DESTINATION || !cast.rsyncs()) {
      return new Uneventful();
    }
    SourcePod source = new SourcePod(cast, new Strikes(next(), struck::add), control, loop);
    loop.execute(() -> source.reach(Point.AT_THE_START));
    return new Eventful(source);
  }

  private List<Strike> next() {
    boolean strikesThis = podsLeft > 0;
    podsLeft = Math.max(0, podsLeft - 1);
    return strikesThis ? strikes : List.of();
  }

  @Override
  public void close() {
    // All that runs is on the loop, which the kubelet ends.
  }

  private static ContainerBehaviour bystander(Container container) {
    return "Always".equals(container.getRestartPolicy())
        ? LonePart.daemon(List.of())
        : LonePart.task(PlayedDurations.USUAL.reaction());
  }

  /** A pod in which nothing goes wrong by itself. */
  private final class Uneventful implements PodRuntime {
    @Override
    public Duration creation(Container container) {
      return PlayedDurations.USUAL.creation();
    }

    @Override
    public ContainerRun start(Container container, Path log) throws IOException {
      return VirtualContainer.start(log, loop, part(container));
    }

    private ContainerBehaviour part(Container container) {
      return SourcePod.role(container.getName())
          .<ContainerBehaviour>map(
              role ->
                  LonePart.daemon(
                      switch (role) {
                        case RSYNC -> RSYNCD;
                        case STUNNEL -> StunnelOutput.STARTED;
                      }))
          .orElseGet(() -> bystander(container));
    }
  }

  /** A source pod. */
  private final class Eventful implements PodRuntime {
    private final SourcePod source;

    Eventful(SourcePod source) {
      this.source = source;
    }

    @Override
    public Duration creation(Container container) {
      boolean late =
          SourcePod.role(container.getName())
              .filter(role -> source.strikes().stands(What.CONTAINER_STARTS_LATE, role))
              .isPresent();
      return late ? PlayedDurations.LATE : source.course().creation();
    }

    @Override
    public ContainerRun start(Container container, Path log) throws IOException, LaunchProblem {
      var role = SourcePod.role(container.getName());
      if (role.isEmpty()) {
        return VirtualContainer.start(log, loop, bystander(container));
      }
      if (source.strikes().stands(What.CONTAINER_NEVER_STARTS, role.get())) {
        throw new LaunchProblem(
            "ImagePullBackOff", "Back-off pulling image \"%s\"".formatted(container.getImage()));
      }
      VirtualContainer run = VirtualContainer.start(log, loop, source.part(role.get()));
      source.plays(role.get(), run);
      return run;
    }
  }
}
