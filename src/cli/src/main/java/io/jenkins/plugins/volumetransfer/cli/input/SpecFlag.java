package io.jenkins.plugins.volumetransfer.cli.input;

import java.util.List;

/**
 * Every flag that is a field of the spec, and which. {@code --from} and {@code --to} are not here:
 * two of them make one entry of {@code volumes}.
 */
public enum SpecFlag {
  SOURCE_NAMESPACE(
      Section.VOLUMES,
      Kind.TEXT,
      "NAMESPACE",
      "Namespace of each --from that names none.",
      List.of("source.namespace"),
      "--source-namespace"),
  DESTINATION_NAMESPACE(
      Section.VOLUMES,
      Kind.TEXT,
      "NAMESPACE",
      "Namespace of each --to that names none, and of the claims of the same name where --to is"
          + " left out.",
      List.of("destination.namespace"),
      "--destination-namespace"),
  ALL(
      Section.VOLUMES,
      Kind.SWITCH,
      "",
      "All claims of --source-namespace, to those of the same names in --destination-namespace.",
      List.of("all"),
      "--all"),
  SELECTOR(
      Section.VOLUMES,
      Kind.TEXT,
      "LABELS",
      "With --all: only claims with these labels, such as app=web,tier!=cache.",
      List.of("selector"),
      "--selector"),
  EXCLUDE_CLAIM(
      Section.VOLUMES,
      Kind.LIST,
      "NAME",
      "With --all: leave out this claim, or all that match, such as cache-*. Repeatable.",
      List.of("excludeClaims"),
      "--exclude-claim"),

  CREATE(
      Section.VOLUMES,
      Kind.FLAG,
      "",
      "Make the destination claims that are missing, like their sources. They stay.",
      List.of("create"),
      "--create"),
  STORAGE_CLASS(
      Section.VOLUMES,
      Kind.TEXT,
      "NAME",
      "Storage class of the claims that --create makes. Default: that of the source.",
      List.of("storageClass"),
      "--storage-class"),
  ALLOW_IN_USE(
      Section.VOLUMES,
      Kind.FLAG,
      "",
      "Write to destination claims that pods use.",
      List.of("allowInUse"),
      "--allow-in-use"),

  KUBECONFIG(
      Section.CLUSTERS,
      Kind.TEXT,
      "FILE",
      "Kubeconfig of both sides. Default: as kubectl (KUBECONFIG, ~/.kube/config), then the pod's"
          + " service account.",
      List.of("source.kubeconfig", "destination.kubeconfig"),
      "--kubeconfig"),
  CONTEXT(
      Section.CLUSTERS,
      Kind.TEXT,
      "NAME",
      "Context of both sides. Default: the current one.",
      List.of("source.context", "destination.context"),
      "--context"),
  IN_CLUSTER(
      Section.CLUSTERS,
      Kind.SWITCH,
      "",
      "Use the service account of the pod that this runs in, for each side that has no"
          + " --SIDE-kubeconfig or --SIDE-context of its own.",
      List.of("source.inCluster", "destination.inCluster"),
      "--in-cluster"),
  SOURCE_KUBECONFIG(
      Section.CLUSTERS,
      Kind.TEXT,
      "FILE",
      "Kubeconfig of the source.",
      List.of("source.kubeconfig"),
      "--source-kubeconfig"),
  SOURCE_CONTEXT(
      Section.CLUSTERS,
      Kind.TEXT,
      "NAME",
      "Context of the source.",
      List.of("source.context"),
      "--source-context"),
  DESTINATION_KUBECONFIG(
      Section.CLUSTERS,
      Kind.TEXT,
      "FILE",
      "Kubeconfig of the destination.",
      List.of("destination.kubeconfig"),
      "--destination-kubeconfig"),
  DESTINATION_CONTEXT(
      Section.CLUSTERS,
      Kind.TEXT,
      "NAME",
      "Context of the destination.",
      List.of("destination.context"),
      "--destination-context"),
  ENDPOINT(
      Section.CLUSTERS,
      Kind.TEXT,
      "KIND",
      "How the source reaches the destination: AUTO (default; says what it chose), CLUSTER_IP,"
          + " NODE_PORT, LOAD_BALANCER or ROUTE.",
      List.of("destination.endpoint"),
      "--endpoint"),
  ADDRESS(
      Section.CLUSTERS,
      Kind.TEXT,
      "HOST:PORT",
      "Where the source reaches the destination's stunnel, in place of --endpoint. With --endpoint"
          + " NODE_PORT: the HOST of a node, without a port.",
      List.of("destination.address"),
      "--address"),

  DELETE(
      Section.RSYNC,
      Kind.FLAG,
      "",
      "Delete what is only at the destination. On by default; a source that has nothing to copy then"
          + " deletes nothing and fails, unless --delete is written out.",
      List.of("delete"),
      "--delete"),
  MAX_DELETE(
      Section.RSYNC,
      Kind.NUMBER,
      "COUNT",
      "Delete at most this many entries at the destination; more fail the transfer. Default: no"
          + " limit.",
      List.of("maxDelete"),
      "--max-delete"),
  ACCEPT_VANISHED(
      Section.RSYNC,
      Kind.FLAG,
      "",
      "Files that go away at the source while they are copied are no failure.",
      List.of("acceptVanished"),
      "--accept-vanished"),
  HARD_LINKS(
      Section.RSYNC,
      Kind.FLAG,
      "",
      "Keep hard links. On by default.",
      List.of("hardLinks"),
      "--hard-links"),
  NUMERIC_IDS(
      Section.RSYNC,
      Kind.FLAG,
      "",
      "Copy owners as numbers, never by name. On by default.",
      List.of("numericIds"),
      "--numeric-ids"),
  ACLS(Section.RSYNC, Kind.FLAG, "", "Copy access control lists.", List.of("acls"), "--acls"),
  XATTRS(Section.RSYNC, Kind.FLAG, "", "Copy extended attributes.", List.of("xattrs"), "--xattrs"),
  SPARSE(
      Section.RSYNC,
      Kind.FLAG,
      "",
      "Write runs of zeroes as holes.",
      List.of("sparse"),
      "--sparse"),
  CHECKSUM(
      Section.RSYNC,
      Kind.FLAG,
      "",
      "Compare files by content instead of size and time.",
      List.of("checksum"),
      "--checksum"),
  VERIFY(
      Section.RSYNC,
      Kind.FLAG,
      "",
      "After each copy, compare source and destination independently of rsync; a difference fails"
          + " the transfer.",
      List.of("verify"),
      "--verify"),
  COMPRESS(
      Section.RSYNC,
      Kind.FLAG,
      "",
      "Compress inside the tunnel.",
      List.of("compress"),
      "--compress"),
  BANDWIDTH_LIMIT(
      Section.RSYNC,
      Kind.TEXT,
      "RATE",
      "Bytes per second at most, such as 50M. Default: no limit.",
      List.of("bandwidthLimit"),
      "--bandwidth-limit"),
  EXCLUDE(
      Section.RSYNC,
      Kind.LIST,
      "PATTERN",
      "Leave out what matches; rsync's patterns. Repeatable.",
      List.of("excludes"),
      "--exclude"),

  TOPOLOGY(
      Section.PODS,
      Kind.TEXT,
      "KIND",
      "SEPARATE: rsync and stunnel in a container each (default). SINGLE: both in one. SIDECAR:"
          + " stunnel as a native sidecar (Kubernetes 1.29 and up).",
      List.of("topology"),
      "--topology"),
  POD_PER(
      Section.PODS,
      Kind.TEXT,
      "KIND",
      "CLAIM: a pair of pods for each claim (default). NAMESPACE: one for all claims between two"
          + " namespaces.",
      List.of("podPer"),
      "--pod-per"),
  NON_ROOT(
      Section.PODS,
      Kind.FLAG,
      "",
      "Run the pods as the restricted Pod Security Standard wants it: owners and devices are not"
          + " kept.",
      List.of("nonRoot"),
      "--non-root"),
  RUN_AS_USER(
      Section.PODS,
      Kind.NUMBER,
      "UID",
      "User of the pods, with --non-root. Default: 65532.",
      List.of("runAsUser"),
      "--run-as-user"),
  RUN_AS_GROUP(
      Section.PODS,
      Kind.NUMBER,
      "GID",
      "Group of the pods, with --non-root. Default: --run-as-user.",
      List.of("runAsGroup"),
      "--run-as-group"),
  FS_GROUP(
      Section.PODS,
      Kind.NUMBER,
      "GID",
      "The kubelet gives what is in the destination volume to this group. Default: with --non-root"
          + " the pods' group, else none.",
      List.of("fsGroup"),
      "--fs-group"),
  NETWORK_POLICIES(
      Section.PODS,
      Kind.FLAG,
      "",
      "NetworkPolicies let the source pod reach only the destination and DNS, and the destination"
          + " pod only be reached by the tunnel. On by default.",
      List.of("networkPolicies"),
      "--network-policies"),
  IMAGE(
      Section.PODS,
      Kind.TEXT,
      "IMAGE",
      "Image with rsync, stunnel, nc and bash.",
      List.of("image"),
      "--image"),
  STUNNEL_IMAGE(
      Section.PODS,
      Kind.TEXT,
      "IMAGE",
      "Image of the stunnel containers. Default: --image.",
      List.of("stunnelImage"),
      "--stunnel-image"),

  TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "The whole run, all attempts included. Default: 24h.",
      List.of("timeoutSeconds"),
      "--timeout",
      "--timeout-seconds"),
  CLAIM_TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "One transfer, all its attempts, from its own start. Default: no bound of its own.",
      List.of("claimTimeoutSeconds"),
      "--claim-timeout"),
  TUNNEL_TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "Until the destination answers through the tunnel. Default: 10m.",
      List.of("tunnelTimeoutSeconds"),
      "--tunnel-timeout"),
  POD_START_TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "From a pod's creation until its containers run. Default: 10m.",
      List.of("podStartTimeoutSeconds"),
      "--pod-start-timeout"),
  NO_PROGRESS_TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "While copying, without any news of rsync. Default: 15m.",
      List.of("noProgressTimeoutSeconds"),
      "--no-progress-timeout"),
  RETRIES(
      Section.BOUNDS,
      Kind.NUMBER,
      "COUNT",
      "Attempts after the first, where one more can help. Default: 3.",
      List.of("retries"),
      "--retries"),
  RETRY_DELAY(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "Wait before the second attempt; doubles with each. Default: 5s.",
      List.of("retryDelaySeconds"),
      "--retry-delay"),
  MAX_CONCURRENT(
      Section.BOUNDS,
      Kind.NUMBER,
      "COUNT",
      "Transfers under way at the same time; the others wait. Default: 8.",
      List.of("maxConcurrent"),
      "--max-concurrent"),
  FAIL_FAST(
      Section.BOUNDS,
      Kind.FLAG,
      "",
      "The first failure ends the transfers under way; those that wait are never started.",
      List.of("failFast"),
      "--fail-fast");

  /** What the value is. */
  public enum Kind {
    TEXT,
    /** A text each time it is given. */
    LIST,
    /** {@code --x} and {@code --no-x}. */
    FLAG,
    /** {@code --x} only. */
    SWITCH,
    NUMBER,
    /** Becomes seconds. */
    DURATION
  }

  /** Groups in {@code --help}. */
  public enum Section {
    VOLUMES("What to copy:"),
    CLUSTERS("Clusters:"),
    RSYNC("How to copy:"),
    PODS("Transfer pods:"),
    BOUNDS("Bounds (TIME: 90, 90s, 15m, 4h, 2d):");

    private final String heading;

    Section(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  private final Section section;
  private final Kind kind;
  private final String valueLabel;
  private final String description;
  private final List<String> fields;
  private final List<String> names;

  SpecFlag(
      Section section,
      Kind kind,
      String valueLabel,
      String description,
      List<String> fields,
      String... names) {
    this.section = section;
    this.kind = kind;
    this.valueLabel = valueLabel;
    this.description = description;
    this.fields = fields;
    this.names = List.of(names);
  }

  public Section section() {
    return section;
  }

  public Kind kind() {
    return kind;
  }

  String valueLabel() {
    return valueLabel;
  }

  String description() {
    return description;
  }

  /** Paths of the fields that it sets. */
  public List<String> fields() {
    return fields;
  }

  /** The first is the one to show. */
  public List<String> names() {
    return names;
  }

  public String flag() {
    return names.get(0);
  }
}
