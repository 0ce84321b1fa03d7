package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.jenkins.plugins.volumetransfer.spec.ContainerResources;
import io.jenkins.plugins.volumetransfer.spec.Deletion;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.SidePods;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The containers of a transfer pod. */
record PodContainers(TransferSpec spec, Transfer transfer) {
  private static final String RSYNC = "rsync";
  private static final String STUNNEL = "stunnel";

  /** Of all containers that we make. Others in a transfer pod are somebody else's. */
  static final Set<String> NAMES = Set.of(RSYNC, STUNNEL);

  static final String SCRIPTS_VOLUME = "scripts";
  static final String CONFIG_VOLUME = "config";
  static final String CERTIFICATES_VOLUME = "certificates";

  /**
   * To read any file of any owner; the volume is read-only. DAC_READ_SEARCH would say it better,
   * but the baseline Pod Security Standard does not allow it.
   */
  private static final List<String> READ_ALL = List.of("DAC_OVERRIDE");

  /** To write any file and give it its owner, group, mode and device numbers, in a chroot. */
  private static final List<String> WRITE_ALL =
      List.of(
          "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "MKNOD", "SETGID", "SETUID", "SYS_CHROOT");

  /** How long a source may be counted that might be too large for its destination. */
  private static final long SPACE_SECONDS_MAX = 120;

  /** How often a copy may say that it works, although rsync says nothing. */
  private static final long WORK_SECONDS_MAX = 60;

  /** Init containers of the source pod; they run for as long as those of {@link #source}. */
  List<Container> sourceSidecars() {
    return switch (spec.pods().topology()) {
      case SEPARATE, SINGLE -> List.of();
      case SIDECAR -> List.of(sourceStunnel().withRestartPolicy("Always").build());
    };
  }

  /**
   * stunnel comes first, because the kubelet starts containers in this order: a tunnel that can't
   * start has then said so before rsync's container looks.
   */
  List<Container> source() {
    return switch (spec.pods().topology()) {
      case SEPARATE -> List.of(sourceStunnel().build(), sourceRsync());
      case SINGLE ->
          List.of(
              rsyncWithIpc("source-single.sh")
                  .addToVolumeMounts(mount(CERTIFICATES_VOLUME, Layout.CERTIFICATES))
                  .addAllToVolumeMounts(claims(Access.READ_ONLY))
                  .build());
      case SIDECAR -> List.of(sourceRsync());
    };
  }

  private ContainerBuilder sourceStunnel() {
    return stunnel(spec.pods().source(), "source-stunnel.sh")
        .addAllToEnv(sourceEnvironment())
        .addToVolumeMounts(mount(Layout.IPC_VOLUME, Layout.IPC));
  }

  private Container sourceRsync() {
    return rsyncWithIpc("source-rsync.sh").addAllToVolumeMounts(claims(Access.READ_ONLY)).build();
  }

  private ContainerBuilder rsyncWithIpc(String script) {
    ContainerBuilder rsync =
        rsync(spec.pods().source(), script, READ_ALL)
            .addAllToEnv(sourceEnvironment())
            .addAllToEnv(spaceCheck())
            .addAllToEnv(leniency())
            .addToEnv(env("WORK_SECONDS", Long.toString(workSeconds())))
            .addToVolumeMounts(mount(Layout.IPC_VOLUME, Layout.IPC));
    return new Comparison(spec, transfer).isNeeded()
        ? rsync
            .addToEnv(env("SCRATCH_DIRECTORY", Layout.SCRATCH))
            .addToVolumeMounts(mount(Layout.SCRATCH_VOLUME, Layout.SCRATCH))
        : rsync;
  }

  /**
   * What is left out, or becomes holes, makes the need smaller than what is counted: then nothing
   * is certain. The count must end long before it could be taken for a standstill.
   */
  private List<EnvVar> spaceCheck() {
    boolean certain = spec.rsync().excludes().isEmpty() && !spec.rsync().has(Flag.SPARSE);
    long seconds =
        Math.max(1, Math.min(SPACE_SECONDS_MAX, spec.timeouts().noProgress().toSeconds() / 2));
    return List.of(
        env("CHECK_SPACE", "yes"),
        env("SPACE_CERTAIN", certain ? "yes" : "no"),
        env("SPACE_SECONDS_MAX", Long.toString(seconds)));
  }

  /** What the scripts have to know of what would else be a failure, or none. */
  private List<EnvVar> leniency() {
    return List.of(
        env(
            "REFUSE_EMPTY_SOURCE",
            spec.rsync().delete() == Deletion.UNLESS_SOURCE_EMPTY ? "yes" : "no"),
        env("ACCEPT_VANISHED", spec.rsync().has(Flag.ACCEPT_VANISHED) ? "yes" : "no"));
  }

  /** Twice before silence would be taken for a standstill. */
  private long workSeconds() {
    long noProgress = spec.timeouts().noProgress().toSeconds();
    return Math.max(1, Math.min(WORK_SECONDS_MAX, noProgress / 3));
  }

  /**
   * Without probes: the source asks through the tunnel until rsyncd answers, which no probe of one
   * end could tell.
   */
  List<Container> destination() {
    return List.of(
        rsync(spec.pods().destination(), "destination-rsync.sh", writeAll())
            .addToEnv(env("RSYNCD_HOST", Layout.RSYNCD_HOST))
            .addToEnv(env("RSYNCD_PORT", Integer.toString(Layout.RSYNCD_PORT)))
            .addToEnv(env("SCRATCH_DIRECTORY", Layout.SCRATCH))
            .addToVolumeMounts(mount(Layout.SCRATCH_VOLUME, Layout.SCRATCH))
            .addAllToVolumeMounts(claims(spec.dryRun() ? Access.READ_ONLY : Access.READ_WRITE))
            .build(),
        stunnel(spec.pods().destination(), "destination-stunnel.sh")
            .addToEnv(podIp())
            .addToEnv(env("ENDPOINT_PORT", Integer.toString(Layout.ENDPOINT_PORT)))
            .build());
  }

  /** File capabilities are extended attributes, and writing them needs one more. */
  private List<String> writeAll() {
    List<String> capabilities = new ArrayList<>(WRITE_ALL);
    if (spec.rsync().has(Flag.XATTRS)) {
      capabilities.add("SETFCAP");
    }
    return capabilities;
  }

  private ContainerBuilder rsync(SidePods pods, String script, List<String> capabilities) {
    return container(RSYNC, script, pods.rsyncImage(), pods.rsyncResources(), capabilities)
        .addToEnv(env("VOLUMES_DIRECTORY", Layout.VOLUMES))
        .addToEnv(env("RESULT_FILE", Layout.RESULT_FILE))
        .addAllToEnv(verification())
        .withTerminationMessagePath(Layout.RESULT_FILE);
  }

  private ContainerBuilder stunnel(SidePods pods, String script) {
    return container(STUNNEL, script, pods.stunnelImage(), pods.stunnelResources(), List.of())
        .addToVolumeMounts(mount(CERTIFICATES_VOLUME, Layout.CERTIFICATES));
  }

  private ContainerBuilder container(
      String name,
      String script,
      String image,
      ContainerResources resources,
      List<String> capabilities) {
    boolean root = spec.pods().runAs() == RunAs.ROOT;
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withCommand("/bin/bash", Layout.SCRIPTS + "/" + script)
        .addToEnv(env("CONFIG_DIRECTORY", Layout.CONFIG))
        .addToVolumeMounts(mount(SCRIPTS_VOLUME, Layout.SCRIPTS))
        .addToVolumeMounts(mount(CONFIG_VOLUME, Layout.CONFIG))
        .withResources(resources(resources))
        .withNewSecurityContext()
        .withRunAsNonRoot(!root)
        .withRunAsUser(spec.pods().ids().user())
        .withRunAsGroup(spec.pods().ids().group())
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .addToDrop("ALL")
        .addAllToAdd(root ? capabilities : List.of())
        .endCapabilities()
        .endSecurityContext();
  }

  private List<EnvVar> sourceEnvironment() {
    // What root never meets, and a dry run leaves as it is.
    String mends = spec.pods().runAs() == RunAs.ROOT || spec.dryRun() ? "no" : "yes";
    return List.of(
        env("IPC_DIRECTORY", Layout.IPC),
        env("RESTORE_LINKS", mends),
        env("FOREIGN_ROOT", mends),
        env("TUNNEL_HOST", Layout.TUNNEL_HOST),
        env("TUNNEL_PORT", Integer.toString(Layout.TUNNEL_PORT)),
        env("TUNNEL_TIMEOUT_SECONDS", Long.toString(spec.timeouts().tunnel().toSeconds())));
  }

  private List<EnvVar> verification() {
    List<EnvVar> variables = new ArrayList<>();
    if (spec.verify()) {
      new Comparison(spec, transfer)
          .environment()
          .forEach((name, value) -> variables.add(env(name, value)));
    }
    return variables;
  }

  private enum Access {
    READ_ONLY,
    READ_WRITE
  }

  private List<VolumeMount> claims(Access access) {
    List<VolumeMount> mounts = new ArrayList<>();
    for (PlannedVolume volume : transfer.volumes()) {
      mounts.add(
          new VolumeMountBuilder()
              .withName(volume.inPod())
              .withMountPath(Layout.volume(volume))
              .withReadOnly(access == Access.READ_ONLY)
              .build());
    }
    return mounts;
  }

  private static ResourceRequirements resources(ContainerResources resources) {
    return new ResourceRequirementsBuilder()
        .withRequests(quantities(resources.requests()))
        .withLimits(quantities(resources.limits()))
        .build();
  }

  private static Map<String, Quantity> quantities(Map<String, String> amounts) {
    return amounts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Quantity.parse(entry.getValue())));
  }

  private static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }

  private static EnvVar env(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private static EnvVar podIp() {
    return new EnvVarBuilder()
        .withName("POD_IP")
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath("status.podIP")
        .endFieldRef()
        .endValueFrom()
        .build();
  }
}
