package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static io.jenkins.plugins.volumetransfer.cli.endtoend.RealFailure.of;
import static io.jenkins.plugins.volumetransfer.cli.endtoend.RealFailure.withClaims;
import static io.jenkins.plugins.volumetransfer.cli.endtoend.RealFailure.withSource;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Those for which pods are made: they don't start, don't find each other, or don't copy. */
final class RealPodFailures {
  private static final String SLOWLY = "--bandwidth-limit=1M";
  private static final String SOON = "--pod-start-timeout=10";
  private static final String IPC = "/volume-transfer/ipc";

  private RealPodFailures() {}

  static List<RealFailure> all() {
    List<RealFailure> all = new ArrayList<>();
    all.addAll(starts());
    all.addAll(tunnels());
    all.addAll(copies());
    return all;
  }

  private static List<RealFailure> starts() {
    return List.of(
        withSource(
            "no node takes the pod, as its claim gets no volume",
            run -> {
              run.objects()
                  .claim(
                      run.destination(),
                      claim -> claim.editSpec().withStorageClassName("unheard-of").endSpec());
              return List.of(SOON);
            }),
        withClaims(
            "no node has the memory",
            run -> List.of(SOON, resources(run, "requests: {memory: 1000Gi}"))),
        withSource(
            "the node can't mount the volume",
            run -> {
              run.objects()
                  .volume(
                      volume ->
                          volume
                              .withNewHostPath()
                              .withPath("/var/tmp/vt-no-such-directory")
                              .withType("Directory")
                              .endHostPath());
              return List.of(SOON);
            }),
        withSource(
            "the volume can't be attached to the node",
            run -> {
              run.objects()
                  .volume(
                      volume ->
                          volume
                              .withNewAwsElasticBlockStore()
                              .withVolumeID("vol-0nowhere")
                              .endAwsElasticBlockStore());
              return List.of(SOON);
            }),
        withClaims(
            "a quota is exceeded",
            run -> {
              run.objects().quota(Map.of("pods", new Quantity("0")));
              return List.of();
            }),
        withClaims(
            "a quota asks for limits",
            run -> {
              run.objects().quota(Map.of("limits.memory", new Quantity("1Gi")));
              return List.of();
            }),
        withClaims(
            "image can't be pulled", run -> List.of("--image=localhost/volume-transfer/none:1")),
        withClaims(
            "a limit is too low for any container",
            run -> List.of(resources(run, "limits: {memory: 1Mi}"))));
  }

  private static List<RealFailure> tunnels() {
    return List.of(
        withClaims(
            "nothing listens at the address",
            run -> List.of("--address=127.0.0.1:9", "--tunnel-timeout=5")),
        withClaims(
            "nobody answers at the address",
            run -> List.of("--address=198.51.100.1:8443", "--tunnel-timeout=12")),
        withClaims(
            "the load balancer gets no address",
            // A busy kubelet may take more than ten seconds to mount the files of the pod, and
            // that would be said first.
            run -> List.of("--endpoint=load-balancer", "--pod-start-timeout=25")));
  }

  private static List<RealFailure> copies() {
    return List.of(
        small("data too large for the destination"),
        // In doubt the copy begins: something is left out.
        small("no space left on the destination", "--exclude=nothing-of-this-name"),
        withClaims(
            "rsync can't copy a file",
            run -> {
              run.objects().fill(run.destination(), "mkdir /claim/file && echo >/claim/file/below");
              return List.of("--no-delete");
            }),
        withClaims(
            "a directory that non-root can't read",
            run -> {
              run.objects()
                  .fill(run.source(), "mkdir --mode=0700 /claim/private && chmod 0777 /claim");
              run.objects().fill(run.destination(), "chmod 0777 /claim");
              return List.of("--non-root");
            }),
        inCopy(
            "rsync killed", run -> run.bed().kill(run.source(), run.sourcePod(), "rsync", "rsync")),
        inCopy(
            "stunnel killed",
            run -> run.bed().kill(run.source(), run.sourcePod(), "stunnel", "stunnel")),
        new RealFailure(
            "out of memory",
            run -> {
              run.objects().claims();
              return List.of(SLOWLY, resources(run, "limits: {memory: 32Mi}"));
            },
            (run, command) -> {
              run.awaitCopying(command);
              fillMemory(run);
            }),
        inCopy(
            "pod deleted by somebody",
            run ->
                run.client().pods().inNamespace(run.source()).withName(run.sourcePod()).delete()),
        withClaims("deadline", run -> List.of(SLOWLY, "--timeout=9")));
  }

  /** What is in a volume of memory counts for the container that wrote it. */
  private static void fillMemory(RealRun run) {
    try {
      run.bed()
          .exec(
              run.source(),
              run.sourcePod(),
              "rsync",
              "bash",
              "-c",
              "until ! head --bytes=1M /dev/zero >>" + IPC + "/fill; do :; done");
    } catch (Exception killed) {
      // So it was meant.
    }
  }

  private static RealFailure small(String what, String... options) {
    return of(
        what,
        run -> {
          run.objects().source();
          run.objects().fill(run.source(), "head --bytes=8M /dev/urandom >/claim/file");
          run.objects().smallVolume(4);
          List<String> all = new ArrayList<>(List.of(options));
          // Attempts are counted: nothing is made again.
          all.add("--retries=2");
          return all;
        });
  }

  private static String resources(RealRun run, String ofRsync) throws Exception {
    return "--file=" + run.file("resources: {rsync: {" + ofRsync + "}}\n");
  }

  /** What is done to a run. */
  @FunctionalInterface
  private interface Strike {
    void at(RealRun run) throws Exception;
  }

  private static RealFailure inCopy(String what, Strike strike) {
    return new RealFailure(
        what,
        run -> {
          run.objects().claims();
          return List.of(SLOWLY);
        },
        (run, command) -> {
          run.awaitCopying(command);
          strike.at(run);
        });
  }
}
