package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.ContainerState;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: runs are found from the cluster alone, with what one must know to go on or clean up. */
class StatusCommandTest {
  private static final Instant BEGAN = Typed.NOW.minus(Duration.ofMinutes(12));
  private static final Instant EXPIRES = Typed.NOW.plus(Duration.ofMinutes(75));

  private final FakeCluster cluster = new FakeCluster();
  private final Typed typed = Typed.into(cluster);

  @Test
  @DisplayName("a run is shown with its age, owner, deadline and pods")
  void run() {
    owns("bq7kd2wp", "data", EXPIRES, Optional.of("me@here"), Optional.empty());
    owns("bq7kd2wp", "data", EXPIRES, Optional.empty(), Optional.of(pod(2)));

    assertThat(typed.run("status", "-n", "app")).isZero();

    assertThat(typed.out().lines())
        .containsExactly(
            "RUN       AGE      OWNER    DEADLINE    TRANSFER  PODS",
            "bq7kd2wp  0:12:00  me@here  in 1:00:00  data      source-2 running");
  }

  @Test
  @DisplayName("a run that should be over by now says for how long")
  void overdue() {
    owns("old", "data", Typed.NOW, Optional.empty(), Optional.empty());

    typed.run("status", "-A");

    assertThat(typed.out()).contains("old  0:12:00  -      over for 0:15:00  data      none");
  }

  @Test
  @DisplayName("as JSON, for programs")
  void json() {
    owns("r1", "data", EXPIRES, Optional.of("me@here"), Optional.of(pod(1)));

    typed.run("status", "-A", "--output", "json");

    assertThat(typed.out())
        .isEqualTo(
            "{\"runs\":[{\"run\":\"r1\",\"since\":\"2026-01-02T02:52:05Z\",\"owner\":\"me@here\","
                + "\"deadline\":\"2026-01-02T04:04:05Z\",\"overdue\":false,\"transfers\":[{\"name\":"
                + "\"data\",\"pods\":[{\"side\":\"source\",\"attempt\":1,\"phase\":\"Running\",\"deleting\":false}]}]}]}\n");
  }

  @Test
  @DisplayName("where there is nothing, that is said; where to look must be told")
  void nothing() {
    assertThat(typed.run("status", "-n", "app")).isZero();
    assertThat(typed.out()).isEqualTo("No runs.\n");
    assertThat(typed.run("status")).isEqualTo(2);
  }

  @Test
  @DisplayName("--follow shows how far a run is that was left, and what its rsync ended with")
  void followed() {
    leave();
    cluster.endsWith("data", 0);

    assertThat(typed.run("status", "--follow", "r1", "-n", "app-3")).isZero();

    assertThat(typed.err()).contains("0:12:00 data: copying\n");
    assertThat(typed.out()).contains("r1 ").doesNotContain("other");
    assertThat(typed.out())
        .startsWith("data: rsync has ended with code 0 (Everything was copied.)");
    assertThat(cluster.deleted()).isEmpty();
  }

  @Test
  @DisplayName("a copy that failed is no success of --follow either")
  void followedToItsFailure() {
    leave();
    cluster.endsWith("data", 23);

    assertThat(typed.run("status", "--follow", "r1", "-n", "app-3")).isEqualTo(1);

    assertThat(typed.err()).contains("Permission denied");
    assertThat(typed.out()).contains("data: rsync has ended with code 23");
  }

  @Test
  @DisplayName("--follow of what is not here says where to look")
  void nothingToFollow() {
    owns("r1", "data", EXPIRES, Optional.empty(), Optional.empty());

    assertThat(typed.run("status", "--follow", "r2", "-n", "app")).isEqualTo(2);
    assertThat(typed.err()).contains("nothing of run r2 is here");
    assertThat(typed.run("status", "--follow", "r1", "-n", "app")).isEqualTo(2);
    assertThat(typed.err()).contains("run r1 has no source pod here now");
  }

  private void leave() {
    cluster.neverEnds("data");
    Typed.into(cluster)
        .run(
            "transfer",
            "--from=app-3/data",
            "--to=app-4/data",
            "--run-id=r1",
            "--retries=0",
            "--detach");
    owns("r1", "data", EXPIRES, Optional.empty(), Optional.of(pod(1)), "app-3");
    owns("other", "data", EXPIRES, Optional.empty(), Optional.of(pod(1)), "app-3");
  }

  private static PodState pod(int attempt) {
    return new PodState(
        Side.SOURCE,
        attempt,
        "Running",
        "",
        "",
        Optional.empty(),
        false,
        true,
        Map.of("rsync", new ContainerState.Running()),
        Map.of(),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  private void owns(
      String run,
      String transfer,
      Instant expires,
      Optional<String> owner,
      Optional<PodState> pod) {
    owns(run, transfer, expires, owner, pod, "app");
  }

  private void owns(
      String run,
      String transfer,
      Instant expires,
      Optional<String> owner,
      Optional<PodState> pod,
      String namespace) {
    cluster.owns(
        new OwnedObject(
            new ObjectRef(Side.SOURCE, ObjectRef.Kind.CONFIG_MAP, namespace, "vt-" + run),
            Optional.of("uid"),
            new RunId(run),
            transfer,
            BEGAN,
            Optional.of(expires),
            owner,
            Optional.empty(),
            pod.map(state -> new OwnedObject.OwnedPod(state, Set.of("data"), List.of("data")))));
  }
}
