package io.jenkins.plugins.volumetransfer.cli;

import static io.jenkins.plugins.volumetransfer.cli.ProvokedRun.CLAIM;
import static io.jenkins.plugins.volumetransfer.cli.ProvokedRun.DESTINATION;
import static io.jenkins.plugins.volumetransfer.cli.ProvokedRun.SOURCE;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The means by which failures are brought about on a local cluster. */
final class Provoking {
  private Provoking() {}

  static PersistentVolumeClaim destination(
      ProvokedRun run, String name, String mode, String storageClass, String... finalizers) {
    return run.client()
        .resource(
            new PersistentVolumeClaimBuilder(claim(DESTINATION, name, mode, storageClass))
                .editMetadata()
                .withFinalizers(finalizers)
                .endMetadata()
                .build())
        .create();
  }

  static PersistentVolumeClaim claim(
      String namespace, String name, String mode, String storageClass) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withAccessModes(mode)
        .withStorageClassName(storageClass)
        .withNewResources()
        .addToRequests("storage", new Quantity("1Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  /** What Kubernetes' own controller says of such a claim. */
  static void provisioningFails(ProvokedRun run, PersistentVolumeClaim claim) {
    run.client()
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withName(claim.getMetadata().getName() + ".1")
                .withNamespace(claim.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withKind("PersistentVolumeClaim")
                .withName(claim.getMetadata().getName())
                .withNamespace(claim.getMetadata().getNamespace())
                .withUid(claim.getMetadata().getUid())
                .endInvolvedObject()
                .withType("Warning")
                .withReason("ProvisioningFailed")
                .withMessage("storageclass.storage.k8s.io \"unheard-of\" not found")
                .build())
        .create();
  }

  static void sleeper(ProvokedRun run, String namespace) {
    run.client()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("web-0")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .addNewContainer()
                .withName("web")
                .withImage("web")
                .withCommand("sleep", "60")
                .endContainer()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim()
                .withClaimName(CLAIM)
                .endPersistentVolumeClaim()
                .endVolume()
                .endSpec()
                .build())
        .create();
    run.await(
        () ->
            run.client()
                .pods()
                .inNamespace(namespace)
                .withName("web-0")
                .get()
                .getStatus()
                .getPhase()
                .equals("Running"));
  }

  static void kill(ProvokedRun run, String program) {
    run.await(() -> run.pod(SOURCE).container(program).kill(program, Signal.KILL) > 0);
  }

  /** What an administrator does about the pod of a lost node; nothing else removes it. */
  static void forget(ProvokedRun run) {
    run.await(
        () -> {
          var pod = run.client().pods().inNamespace(SOURCE).withName("vt-run-data-source-1");
          if (pod.get() != null && pod.get().getMetadata().getDeletionTimestamp() != null) {
            pod.withGracePeriod(0).delete();
          }
          return pod.get() == null;
        });
  }

  /** An rsync whose daemon finds a file system of 2 MiB in the place of each volume. */
  static Path smallVolumes(ProvokedRun run) {
    Path program =
        write(
            run.directory().resolve("programs/rsync"),
            """
            #!/bin/bash
            set -o errexit -o nounset
            rsync=$(PATH=${PATH#*:} type -P rsync)
            if [[ " $* " == *" --daemon "* && -z ${SMALL_VOLUMES:-} ]]; then
              SMALL_VOLUMES=yes exec unshare --mount bash -c '
                for volume in "$VOLUMES_DIRECTORY"/*; do
                  mount --types tmpfs --options size=2m tmpfs "$(readlink --canonicalize "$volume")"
                done
                # The directories that the script holds open are those below.
                for open in /proc/$$/fd/*; do
                  directory=$(readlink "$open")
                  [[ ${open##*/} -lt 20 || ! -d $directory ]] || eval "exec ${open##*/}<\\"\\$directory\\""
                done
                exec "$@"' bash "$rsync" "$@"
            fi
            exec "$rsync" "$@"
            """);
    try {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return program.getParent();
  }

  /** A socket to which the kernel connects whoever comes; nobody reads from it. */
  static String silentServer(ProvokedRun run) {
    try {
      ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      run.closeLater(socket);
      return "http://127.0.0.1:" + socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String withServer(ProvokedRun run, String server) {
    return write(
            run.directory().resolve("elsewhere"),
            read(run.cluster().kubeconfig()).replaceAll("http://[0-9.:]+", server))
        .toString();
  }

  static String copyOf(ProvokedRun run) {
    return write(run.directory().resolve("copy"), read(run.cluster().kubeconfig())).toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
