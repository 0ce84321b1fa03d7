package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static io.jenkins.plugins.volumetransfer.cli.endtoend.RealFailure.of;
import static io.jenkins.plugins.volumetransfer.cli.endtoend.RealFailure.withSource;

import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All failures that a real cluster of one node shows. */
final class RealFailures {
  private RealFailures() {}

  static List<RealFailure> all(TestBed bed) {
    List<RealFailure> all = new ArrayList<>();
    all.addAll(clusters());
    if (!bed.hasSidecars()) {
      all.add(
          withSource("cluster too old for native sidecars", run -> List.of("--topology=sidecar")));
    }
    all.addAll(claims());
    all.addAll(RealPodFailures.all());
    return all;
  }

  private static List<RealFailure> clusters() {
    return List.of(
        of("no such context", run -> List.of("--context=nowhere")),
        of(
            "API server unreachable",
            run ->
                kubeconfig(
                    run,
                    config ->
                        config
                            .getClusters()
                            .forEach(each -> each.getCluster().setServer("https://127.0.0.1:9")))),
        of(
            "credentials not accepted",
            run ->
                kubeconfig(
                    run,
                    config ->
                        config
                            .getUsers()
                            .forEach(
                                each ->
                                    each.setUser(new AuthInfoBuilder().withToken("x").build())))),
        of("a right is missing", RealFailures::withoutSecrets));
  }

  private static List<String> withoutSecrets(RealRun run) throws Exception {
    List<String> plan = new ArrayList<>(List.of("plan", "--rbac"));
    plan.addAll(run.fromTo());
    Outcome roles = VolumeTransferCommand.run(run.bed().kubeconfig(), plan);
    TestBed.User user = run.bed().userWith(roles.output(), run.source(), run.destination());
    user.forbid(new Permission("", "secrets", "create"));
    return List.of("--kubeconfig=" + user.kubeconfig());
  }

  /** The bed's own, with something changed. */
  private static List<String> kubeconfig(RealRun run, Consumer<Config> change) throws Exception {
    Config config = Serialization.unmarshal(Files.readString(run.bed().kubeconfig()), Config.class);
    change.accept(config);
    return List.of("--kubeconfig=" + run.file(Serialization.asYaml(config)));
  }

  private static List<RealFailure> claims() {
    return List.of(
        withSource("claim missing", run -> List.of()),
        withSource(
            "claim being deleted",
            run -> {
              run.objects().terminatingClaim(run.destination());
              return List.of();
            }),
        withSource(
            "claim has lost its volume",
            run -> {
              run.objects()
                  .claim(
                      run.destination(),
                      claim ->
                          claim
                              .editMetadata()
                              .addToAnnotations("pv.kubernetes.io/bind-completed", "yes")
                              .endMetadata()
                              .editSpec()
                              .withStorageClassName("")
                              .withVolumeName("vt-no-such-volume")
                              .endSpec());
              run.await(
                  () ->
                      run.client()
                          .persistentVolumeClaims()
                          .inNamespace(run.destination())
                          .withName(RealRun.CLAIM)
                          .get()
                          .getStatus()
                          .getPhase()
                          .equals("Lost"));
              return List.of();
            }),
        withSource(
            "Block-mode claim",
            run -> {
              run.objects()
                  .claim(
                      run.destination(),
                      claim -> claim.editSpec().withVolumeMode("Block").endSpec());
              return List.of();
            }),
        withSource(
            "a pod uses the destination",
            run -> {
              run.objects().claim(run.destination(), claim -> claim);
              run.objects().sleeper(run.destination());
              return List.of("--no-allow-in-use");
            }),
        withSource(
            "no such storage class for a new claim",
            run -> List.of("--create", "--storage-class=premium")),
        withSource(
            "a quota does not admit the new claim",
            run -> {
              run.objects().quota(Map.of("persistentvolumeclaims", new Quantity("0")));
              return List.of("--create");
            }));
  }
}
