package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at before a transfer, on a cluster that answers by itself. */
class CheckIT {
  private static TestBed bed;
  private static String source;
  private static String destination;

  @BeforeAll
  static void makeClaims() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    destination = bed.createNamespace("destination");
    bed.createClaim(source, "data");
    bed.createClaim(destination, "data");
    bed.onClaim(source, "data", "echo text >\"$1/file\"");
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @Test
  @DisplayName("`check` finds nothing in the way, and makes nothing")
  void nothing() throws Exception {
    Outcome outcome = run("check");

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(outcome.output()).contains("Nothing stands in the way");
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("`check --deep` tells what would be sent and deleted, and changes neither side")
  void deep() throws Exception {
    bed.createClaim(destination, "older");
    bed.onClaim(destination, "older", "mkdir \"$1/old\"; echo gone >\"$1/old/file\"");

    Outcome outcome = run("check", "--to=" + destination + "/older", "--deep");

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(outcome.output())
        .contains("older: the source reaches the destination (CLUSTER_IP)")
        .containsPattern(
            "5 B in 1 of 1 files would be sent, 2 entries deleted; at the destination");
    assertThat(outcome.errors()).contains("counting what would be sent");
    bed.onClaim(destination, "older", "test -e \"$1/old/file\" && test ! -e \"$1/file\"");
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("`check --deep` without root does the same")
  void deepWithoutRoot() throws Exception {
    // What an fsGroup does where the volume's kind supports it.
    bed.createClaim(destination, "empty");
    bed.onClaim(destination, "empty", "chmod 0777 \"$1\"");
    bed.onClaim(source, "data", "chmod 0755 \"$1\"");

    Outcome outcome = run("check", "--to=" + destination + "/empty", "--deep", "--non-root");

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(outcome.output()).contains("5 B in 1 of 1 files would be sent, 0 entries deleted");
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName(
      "a destination in use is refused, naming the pod; with leave, the pods share its node")
  void inUse() throws Exception {
    bed.createClaim(destination, "used");
    use(destination, "used");

    Outcome refused = run("transfer", "--to=" + destination + "/used", "--no-allow-in-use");

    assertThat(refused.exitCode()).as(refused.all()).isEqualTo(1);
    assertThat(refused.all()).contains("CLAIM_IN_USE", destination + "/used", "web-0");

    Outcome allowed = run("transfer", "--to=" + destination + "/used", "--allow-in-use");

    assertThat(allowed.exitCode()).as(allowed.all()).isZero();
    assertThat(allowed.all()).contains("the transfer pod goes to node");
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @DisplayName("--create makes the claim with the Role that `plan --rbac --create` prints")
  void create() throws Exception {
    String to = bed.createNamespace("created");
    Outcome roles =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "plan", "--rbac", "--create", "--from=" + source + "/data", "--to=" + to + "/new"));
    TestBed.User user = bed.userWith(roles.output(), source, to);

    Outcome outcome =
        VolumeTransferCommand.run(
            user.kubeconfig(),
            List.of(
                "transfer",
                "--create",
                "--from=" + source + "/data",
                "--to=" + to + "/new",
                "--image=" + bed.image()));

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(
            bed.client().persistentVolumeClaims().inNamespace(to).withName("new").get().getStatus())
        .satisfies(status -> assertThat(status.getPhase()).isEqualTo("Bound"));
    assertThat(bed.leftovers(source, to)).isEmpty();
  }

  @Test
  @DisplayName("a claim that is made gets what `newClaims` asks for, and no less than its source")
  void newClaims(@TempDir Path directory) throws Exception {
    String to = bed.createNamespace("created");
    Path spec =
        Files.writeString(
            directory.resolve("spec.yaml"),
            """
            create: true
            newClaims: {size: 2Gi, labels: {example.org/app: web}, annotations: {example.org/a: b}}
            volumes: [{from: %1$s/data, to: %2$s/new}]
            """
                .formatted(source, to));

    Outcome outcome =
        VolumeTransferCommand.run(
            bed.kubeconfig(), List.of("transfer", "--file=" + spec, "--image=" + bed.image()));

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    PersistentVolumeClaim made =
        bed.client().persistentVolumeClaims().inNamespace(to).withName("new").get();
    assertThat(made.getSpec().getResources().getRequests().get("storage"))
        .isEqualTo(new Quantity("2Gi"));
    assertThat(made.getMetadata().getLabels()).containsEntry("example.org/app", "web");
    assertThat(made.getMetadata().getAnnotations()).containsEntry("example.org/a", "b");

    Files.writeString(
        spec, Files.readString(spec).replace("2Gi", "1Mi").replace(to + "/new", to + "/smaller"));
    Outcome refused =
        VolumeTransferCommand.run(
            bed.kubeconfig(), List.of("check", "--file=" + spec, "--image=" + bed.image()));

    assertThat(refused.exitCode()).as(refused.all()).isEqualTo(1);
    assertThat(refused.output()).contains("newClaims.size: is 1Mi, but " + source + "/data has ");
  }

  @Test
  @DisplayName("without the right to read Events a transfer goes on, and says so")
  void withoutEvents() throws Exception {
    Outcome roles =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "plan", "--rbac", "--from=" + source + "/data", "--to=" + destination + "/data"));
    TestBed.User user = bed.userWith(roles.output(), source, destination);
    for (Permission permission : Permission.useful()) {
      user.forbid(permission);
    }
    Outcome outcome =
        VolumeTransferCommand.run(
            user.kubeconfig(),
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--image=" + bed.image()));
    for (Permission permission : Permission.useful()) {
      user.allow(permission);
    }

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(outcome.errors()).contains("not allowed to list events, watch events");
  }

  private static void use(String namespace, String claim) throws Exception {
    bed.client()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("web-0")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .withActiveDeadlineSeconds(600L)
                .addNewContainer()
                .withName("web")
                .withImage(bed.image())
                .withImagePullPolicy("IfNotPresent")
                .withCommand("sleep", "600")
                .endContainer()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim()
                .withClaimName(claim)
                .endPersistentVolumeClaim()
                .endVolume()
                .endSpec()
                .build())
        .create();
    bed.client()
        .pods()
        .inNamespace(namespace)
        .withName("web-0")
        .waitUntilReady(120, TimeUnit.SECONDS);
  }

  private static Outcome run(String command, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command, "--from=" + source + "/data"));
    if (List.of(more).stream().noneMatch(option -> option.startsWith("--to="))) {
      arguments.add("--to=" + destination + "/data");
    }
    arguments.add("--image=" + bed.image());
    arguments.addAll(List.of(more));
    return VolumeTransferCommand.run(bed.kubeconfig(), arguments);
  }
}
