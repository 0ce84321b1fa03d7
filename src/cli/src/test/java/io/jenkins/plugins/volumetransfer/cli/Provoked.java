package io.jenkins.plugins.volumetransfer.cli;

import static io.jenkins.plugins.volumetransfer.cli.ProvokedRun.CLAIM;
import static io.jenkins.plugins.volumetransfer.cli.ProvokedRun.DESTINATION;
import static io.jenkins.plugins.volumetransfer.cli.ProvokedRun.SOURCE;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.claim;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.copyOf;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.destination;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.forget;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.kill;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.provisioningFails;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.silentServer;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.sleeper;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.withServer;
import static io.jenkins.plugins.volumetransfer.cli.Provoking.write;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A failure and how it is brought about.
 *
 * @param what in the words of the table
 * @param before what is different from the start; returns further options
 * @param during what happens beside the run
 */
record Provoked(
    String what, Function<ProvokedRun, List<String>> before, Consumer<ProvokedRun> during) {
  private static final String SLOWLY = "--bandwidth-limit=1M";
  private static final int OFTEN = 1_000;

  /** In the words of Kubernetes' admission. */
  private static final String EXCEEDED_QUOTA =
      "pods \"vt-run-data-destination-1\" is forbidden: exceeded quota: few, requested: pods=1, used:"
          + " pods=0, limited: pods=0";

  static List<Provoked> all() {
    List<Provoked> all = new ArrayList<>();
    all.addAll(clusters());
    all.addAll(claims());
    all.addAll(starts());
    if (isRoot()) {
      all.add(smallVolumes("data too large for the destination"));
      // In doubt the copy begins: something is left out.
      all.add(smallVolumes("no space left on the destination", "--exclude=nothing-of-this-name"));
    }
    all.addAll(copies());
    return all;
  }

  private static List<Provoked> clusters() {
    return List.of(
        of("no such context", run -> List.of("--context=nowhere")),
        of(
            "API server unreachable",
            run -> List.of("--kubeconfig=" + withServer(run, "http://127.0.0.1:9"))),
        of(
            "API server takes connections and never answers",
            run -> List.of("--kubeconfig=" + withServer(run, silentServer(run)))),
        of(
            "credentials not accepted",
            run -> {
              run.cluster().faults().inject(any -> true, new RequestFault.Refuse(401), OFTEN);
              return List.of();
            }),
        of(
            "a right is missing",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              run.cluster().access().deny("create", "secrets");
              return List.of();
            }),
        of(
            "the namespace admits no root",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              run.client()
                  .namespaces()
                  .withName(DESTINATION)
                  .edit(
                      namespace ->
                          new NamespaceBuilder(namespace)
                              .editMetadata()
                              .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                              .endMetadata()
                              .build());
              return List.of();
            }));
  }

  private static List<Provoked> claims() {
    return List.of(
        of("claim missing", run -> List.of()),
        of(
            "claim being deleted",
            run -> {
              PersistentVolumeClaim claim =
                  destination(
                      run, CLAIM, "ReadWriteOnce", "standard", "kubernetes.io/pvc-protection");
              run.client().resource(claim).delete();
              return List.of();
            }),
        of(
            "claim has lost its volume",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              run.client()
                  .persistentVolumeClaims()
                  .inNamespace(DESTINATION)
                  .withName(CLAIM)
                  .editStatus(
                      claim ->
                          new PersistentVolumeClaimBuilder(claim)
                              .editStatus()
                              .withPhase("Lost")
                              .endStatus()
                              .build());
              return List.of();
            }),
        of(
            "Block-mode claim",
            run -> {
              run.client()
                  .resource(
                      new PersistentVolumeClaimBuilder(
                              claim(DESTINATION, CLAIM, "ReadWriteOnce", "standard"))
                          .editSpec()
                          .withVolumeMode("Block")
                          .endSpec()
                          .build())
                  .create();
              return List.of();
            }),
        of("source equals destination", run -> List.of("--from=a/b", "--to=a/b")),
        of(
            "the same, by two names of one cluster",
            run ->
                List.of(
                    "--source-kubeconfig=" + run.cluster().kubeconfig(),
                    "--destination-kubeconfig=" + copyOf(run),
                    "--from=" + SOURCE + "/" + CLAIM,
                    "--to=" + SOURCE + "/" + CLAIM,
                    "--address=127.0.0.1:9")),
        of(
            "a pod uses the destination",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              sleeper(run, DESTINATION);
              return List.of();
            }),
        of(
            "a pod uses a ReadWriteOncePod claim",
            run -> {
              destination(run, CLAIM, "ReadWriteOncePod", "standard");
              sleeper(run, DESTINATION);
              return List.of("--allow-in-use");
            }),
        of(
            "no such storage class for a new claim",
            run -> List.of("--create", "--storage-class=premium")));
  }

  private static List<Provoked> starts() {
    return List.of(
        of(
            "no node takes the pod, as its claim gets no volume",
            run -> {
              PersistentVolumeClaim claim = destination(run, CLAIM, "ReadWriteOnce", "unheard-of");
              provisioningFails(run, claim);
              return List.of("--pod-start-timeout=4");
            }),
        of(
            "the node can't mount a volume of the pod",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              run.cluster()
                  .objects()
                  .listen(
                      event -> {
                        if (event.isCreation() && event.path().isCore("secrets")) {
                          new Thread(
                                  () ->
                                      run.client()
                                          .secrets()
                                          .inNamespace(event.path().namespace())
                                          .withName(event.path().name())
                                          .delete())
                              .start();
                        }
                      });
              return List.of("--pod-start-timeout=20");
            }),
        notStarting(
            "a volume of the pod can't be attached",
            "FailedAttachVolume",
            "Multi-Attach error for volume \"pv-1\" Volume is already used by pod(s) web-0"),
        notStarting(
            "the node can't make the pod's sandbox",
            "FailedCreatePodSandBox",
            "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network"
                + " for sandbox: no IP addresses available in range set"),
        of(
            "a quota is exceeded",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              run.cluster()
                  .faults()
                  .inject("create", "pods", new RequestFault.Refuse(403, EXCEEDED_QUOTA), OFTEN);
              return List.of();
            }),
        of(
            "image can't be pulled",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              run.cluster().images().only(image -> false);
              return List.of();
            }),
        of(
            "the tunnel does not open",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              return List.of("--address=127.0.0.1:9", "--tunnel-timeout=3");
            }));
  }

  private static Provoked notStarting(String what, String reason, String message) {
    return of(
        what,
        run -> {
          destination(run, CLAIM, "ReadWriteOnce", "standard");
          run.cluster().node().keepPodsFromStarting(reason, message);
          return List.of("--pod-start-timeout=4");
        });
  }

  /** A small file system is mounted, which in a user namespace would keep rsyncd from setgroups. */
  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Provoked smallVolumes(String what, String... options) {
    return of(
        what,
        run -> {
          destination(run, CLAIM, "ReadWriteOnce", "standard");
          run.cluster().images().addPrograms(Provoking.smallVolumes(run));
          return List.of(options);
        });
  }

  private static List<Provoked> copies() {
    return List.of(
        of(
            "rsync can't copy a file",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              write(run.cluster().claimDirectory(DESTINATION, CLAIM).resolve("file/below"), "text");
              return List.of("--no-delete");
            }),
        inCopy("rsync killed", run -> kill(run, "rsync")),
        inCopy("stunnel killed", run -> kill(run, "stunnel")),
        inCopy("out of memory", run -> run.pod(SOURCE).container("rsync").oomKill()),
        inCopy(
            "pod evicted", run -> run.pod(SOURCE).evict("The node was low on resource: memory.")),
        inCopy(
            "node lost",
            run -> {
              run.pod(SOURCE).loseNode();
              run.pod(SOURCE).reportNodeLost();
              forget(run);
            }),
        inCopy(
            "pod deleted by somebody",
            run ->
                run.client().pods().inNamespace(SOURCE).withName(run.pod(SOURCE).name()).delete()),
        of(
            "deadline",
            run -> {
              destination(run, CLAIM, "ReadWriteOnce", "standard");
              return List.of(SLOWLY, "--timeout=4");
            }));
  }

  private static Provoked of(String what, Function<ProvokedRun, List<String>> before) {
    return new Provoked(what, before, run -> {});
  }

  private static Provoked inCopy(String what, Consumer<ProvokedRun> strike) {
    return new Provoked(
        what,
        run -> {
          destination(run, CLAIM, "ReadWriteOnce", "standard");
          return List.of(SLOWLY);
        },
        run -> {
          run.awaitCopying();
          strike.accept(run);
        });
  }
}
