package io.jenkins.plugins.volumetransfer.cli.endtoend;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpecBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What a failure needs in a real cluster; what is in no namespace goes with this. */
final class RealObjects implements AutoCloseable {
  private static final long SECONDS_MAX = 120;
  private static final String SIZE = "1Gi";

  private final KubernetesTestBed bed;
  private final KubernetesClient client;
  private final String id;
  private final String source;
  private final String destination;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  RealObjects(KubernetesTestBed bed, String id, String source, String destination) {
    this.bed = bed;
    this.client = bed.client();
    this.id = id;
    this.source = source;
    this.destination = destination;
  }

  /** Both claims, of the default storage class; the source has a file of 8 MiB. */
  void claims() {
    source();
    fill(source, "head --bytes=8M /dev/urandom >/claim/file");
    claim(destination, claim -> claim);
  }

  void source() {
    claim(source, claim -> claim);
  }

  PersistentVolumeClaim claim(
      String namespace, UnaryOperator<PersistentVolumeClaimBuilder> different) {
    return client
        .resource(
            different
                .apply(
                    new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName(RealRun.CLAIM)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity(SIZE))
                        .endResources()
                        .endSpec())
                .build())
        .create();
  }

  /** A claim that goes, but not before this. */
  void terminatingClaim(String namespace) {
    claim(
        namespace,
        claim -> claim.editMetadata().withFinalizers("volume-transfer.test/held").endMetadata());
    var held = client.persistentVolumeClaims().inNamespace(namespace).withName(RealRun.CLAIM);
    held.delete();
    undo.push(
        () ->
            held.edit(
                claim ->
                    new PersistentVolumeClaimBuilder(claim)
                        .editMetadata()
                        .withFinalizers()
                        .endMetadata()
                        .build()));
  }

  /** The destination claim, of a volume of this kind. */
  void volume(UnaryOperator<PersistentVolumeSpecBuilder> kind) {
    String name = "vt-" + id + "-volume";
    var volume =
        client.resource(
            new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withSpec(
                    kind.apply(
                            new PersistentVolumeSpecBuilder()
                                .withAccessModes("ReadWriteOnce")
                                .addToCapacity("storage", new Quantity(SIZE))
                                .withStorageClassName("")
                                .withPersistentVolumeReclaimPolicy("Retain")
                                .withNewClaimRef()
                                .withNamespace(destination)
                                .withName(RealRun.CLAIM)
                                .endClaimRef())
                        .build())
                .build());
    volume.create();
    undo.push(volume::delete);
    claim(
        destination,
        claim -> claim.editSpec().withStorageClassName("").withVolumeName(name).endSpec());
    client
        .persistentVolumeClaims()
        .inNamespace(destination)
        .withName(RealRun.CLAIM)
        .waitUntilCondition(
            claim -> claim != null && "Bound".equals(claim.getStatus().getPhase()),
            SECONDS_MAX,
            TimeUnit.SECONDS);
  }

  /**
   * The destination claim is a file system of that size in the node's memory. It is mounted by a
   * pod that may do everything, where the kubelet sees it.
   */
  void smallVolume(int mib) {
    String directory = "/var/tmp/vt-" + id + "-" + destination;
    onNode(
        "mount", "mkdir " + directory + " && mount -t tmpfs -o size=" + mib + "m t " + directory);
    undo.push(() -> onNode("unmount", "umount " + directory + " && rmdir " + directory));
    volume(
        volume -> volume.withNewHostPath().withPath(directory).withType("Directory").endHostPath());
  }

  void quota(Map<String, Quantity> hard) {
    client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("few")
                .withNamespace(destination)
                .endMetadata()
                .withNewSpec()
                .withHard(hard)
                .endSpec()
                .build())
        .create();
    client
        .resourceQuotas()
        .inNamespace(destination)
        .withName("few")
        .waitUntilCondition(
            quota -> quota.getStatus() != null && hard.equals(quota.getStatus().getHard()),
            SECONDS_MAX,
            TimeUnit.SECONDS);
  }

  /** Runs a script on a claim, as {@code /claim}, and leaves no pod that uses it. */
  void fill(String namespace, String script) {
    client.resource(onClaim(namespace, "filler", script)).create();
    awaitEnd(namespace, "filler");
  }

  /** A pod that has the claim for as long as the namespace is there. */
  void sleeper(String namespace) {
    client.resource(onClaim(namespace, "web-0", "sleep 600")).create();
    client
        .pods()
        .inNamespace(namespace)
        .withName("web-0")
        .waitUntilReady(SECONDS_MAX, TimeUnit.SECONDS);
  }

  private void onNode(String name, String script) {
    String kubelet =
        "for p in /proc/[0-9]*; do [[ $(<$p/comm) == kubelet ]] && kubelet=${p#/proc/}; done;";
    Pod pod =
        new PodBuilder(pod(source, name))
            .editSpec()
            .withHostPID(true)
            .editFirstContainer()
            .withCommand("bash", "-c", kubelet + " nsenter --target $kubelet --mount sh -c \"$0\"")
            .withArgs(script)
            .withNewSecurityContext()
            .withPrivileged(true)
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    client.resource(pod).create();
    awaitEnd(source, name);
  }

  private Pod onClaim(String namespace, String name, String script) {
    return new PodBuilder(pod(namespace, name))
        .editSpec()
        .editFirstContainer()
        .withCommand("bash", "-c", script)
        .addNewVolumeMount()
        .withName("claim")
        .withMountPath("/claim")
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("claim")
        .withNewPersistentVolumeClaim()
        .withClaimName(RealRun.CLAIM)
        .endPersistentVolumeClaim()
        .endVolume()
        .endSpec()
        .build();
  }

  private Pod pod(String namespace, String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(0L)
        .addNewContainer()
        .withName("script")
        .withImage(bed.image())
        .withImagePullPolicy("IfNotPresent")
        .endContainer()
        .endSpec()
        .build();
  }

  private void awaitEnd(String namespace, String name) {
    var pod = client.pods().inNamespace(namespace).withName(name);
    pod.waitUntilCondition(
        each -> each != null && "Succeeded".equals(each.getStatus().getPhase()),
        SECONDS_MAX,
        TimeUnit.SECONDS);
    pod.delete();
  }

  @Override
  public void close() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }
}
