package io.jenkins.plugins.volumetransfer.cli.input;

import java.util.List;
import java.util.Locale;
import org.apache.commons.text.CaseUtils;

/**
 * Every flag that is a field of the spec, and which. {@code --from} and {@code --to} are not here:
 * two of them make one entry of {@code volumes}.
 */
public enum SpecFlag {
  SOURCE_NAMESPACE(
      Section.VOLUMES, Kind.TEXT, "NAMESPACE", "Namespace of each --from that names none."),
  DESTINATION_NAMESPACE(
      Section.VOLUMES,
      Kind.TEXT,
      "NAMESPACE",
      "Namespace of each --to that names none, and of the claims of the same name where --to is"
          + " left out."),
  ALL(
      Section.VOLUMES,
      Kind.SWITCH,
      "All claims of --source-namespace, to those of the same names in --destination-namespace."),
  SELECTOR(
      Section.VOLUMES,
      Kind.TEXT,
      "LABELS",
      "With --all: only claims with these labels, such as app=web,tier!=cache."),
  EXCLUDE_CLAIM(
      Section.VOLUMES,
      Kind.LIST,
      "NAME",
      "With --all: leave out this claim, or all that match, such as cache-*. Repeatable.",
      "excludeClaims"),

  CREATE(
      Section.VOLUMES,
      Kind.FLAG,
      "Make the destination claims that are missing, like their sources. They stay."),
  STORAGE_CLASS(
      Section.VOLUMES,
      Kind.TEXT,
      "NAME",
      "Storage class of the claims that --create makes. Default: that of the source."),
  ALLOW_IN_USE(Section.VOLUMES, Kind.FLAG, "Write to destination claims that pods use."),

  KUBECONFIG(
      Section.CLUSTERS,
      Kind.TEXT,
      "FILE",
      "Kubeconfig of both sides. Default: as kubectl (KUBECONFIG, ~/.kube/config), then the pod's"
          + " service account.",
      "source.kubeconfig",
      "destination.kubeconfig"),
  CONTEXT(
      Section.CLUSTERS,
      Kind.TEXT,
      "NAME",
      "Context of both sides. Default: the current one.",
      "source.context",
      "destination.context"),
  IN_CLUSTER(
      Section.CLUSTERS,
      Kind.SWITCH,
      "",
      "Use the service account of the pod that this runs in, for each side that has no"
          + " --SIDE-kubeconfig or --SIDE-context of its own.",
      "source.inCluster",
      "destination.inCluster"),
  SOURCE_KUBECONFIG(Section.CLUSTERS, Kind.TEXT, "FILE", "Kubeconfig of the source."),
  SOURCE_CONTEXT(Section.CLUSTERS, Kind.TEXT, "NAME", "Context of the source."),
  DESTINATION_KUBECONFIG(Section.CLUSTERS, Kind.TEXT, "FILE", "Kubeconfig of the destination."),
  DESTINATION_CONTEXT(Section.CLUSTERS, Kind.TEXT, "NAME", "Context of the destination."),
  ENDPOINT(
      Section.CLUSTERS,
      Kind.TEXT,
      "KIND",
      "How the source reaches the destination: AUTO (default; says what it chose), CLUSTER_IP,"
          + " NODE_PORT, LOAD_BALANCER or ROUTE.",
      "destination.endpoint"),
  ADDRESS(
      Section.CLUSTERS,
      Kind.TEXT,
      "HOST:PORT",
      "Where the source reaches the destination's stunnel, in place of --endpoint. With --endpoint"
          + " NODE_PORT: the HOST of a node, without a port.",
      "destination.address"),

  DELETE(
      Section.RSYNC,
      Kind.FLAG,
      "Delete what is only at the destination. On by default; a source that has nothing to copy then"
          + " deletes nothing and fails, unless --delete is written out."),
  MAX_DELETE(
      Section.RSYNC,
      Kind.NUMBER,
      "COUNT",
      "Delete at most this many entries at the destination; more fail the transfer. Default: no"
          + " limit."),
  ACCEPT_VANISHED(
      Section.RSYNC,
      Kind.FLAG,
      "Files that go away at the source while they are copied are no failure."),
  HARD_LINKS(Section.RSYNC, Kind.FLAG, "Keep hard links. On by default."),
  NUMERIC_IDS(Section.RSYNC, Kind.FLAG, "Copy owners as numbers, never by name. On by default."),
  ACLS(Section.RSYNC, Kind.FLAG, "Copy access control lists."),
  XATTRS(Section.RSYNC, Kind.FLAG, "Copy extended attributes."),
  SPARSE(Section.RSYNC, Kind.FLAG, "Write runs of zeroes as holes."),
  CHECKSUM(Section.RSYNC, Kind.FLAG, "Compare files by content instead of size and time."),
  VERIFY(
      Section.RSYNC,
      Kind.FLAG,
      "After each copy, compare source and destination independently of rsync; a difference fails"
          + " the transfer."),
  COMPRESS(Section.RSYNC, Kind.FLAG, "Compress inside the tunnel."),
  BANDWIDTH_LIMIT(
      Section.RSYNC,
      Kind.TEXT,
      "RATE",
      "Bytes per second at most, such as 50M. Default: no limit."),
  EXCLUDE(
      Section.RSYNC,
      Kind.LIST,
      "PATTERN",
      "Leave out what matches; rsync's patterns. Repeatable.",
      "excludes"),

  TOPOLOGY(
      Section.PODS,
      Kind.TEXT,
      "KIND",
      "SEPARATE: rsync and stunnel in a container each (default). SINGLE: both in one. SIDECAR:"
          + " stunnel as a native sidecar (Kubernetes 1.29 and up)."),
  POD_PER(
      Section.PODS,
      Kind.TEXT,
      "KIND",
      "CLAIM: a pair of pods for each claim (default). NAMESPACE: one for all claims between two"
          + " namespaces."),
  NON_ROOT(
      Section.PODS,
      Kind.FLAG,
      "Run the pods as the restricted Pod Security Standard wants it: owners and devices are not"
          + " kept."),
  RUN_AS_USER(
      Section.PODS, Kind.NUMBER, "UID", "User of the pods, with --non-root. Default: 65532."),
  RUN_AS_GROUP(
      Section.PODS,
      Kind.NUMBER,
      "GID",
      "Group of the pods, with --non-root. Default: --run-as-user."),
  FS_GROUP(
      Section.PODS,
      Kind.NUMBER,
      "GID",
      "The kubelet gives what is in the destination volume to this group. Default: with --non-root"
          + " the pods' group, else none."),
  NETWORK_POLICIES(
      Section.PODS,
      Kind.FLAG,
      "NetworkPolicies let the source pod reach only the destination and DNS, and the destination"
          + " pod only be reached by the tunnel. On by default."),
  IMAGE(Section.PODS, Kind.TEXT, "IMAGE", "Image with rsync, stunnel, nc and bash."),
  STUNNEL_IMAGE(
      Section.PODS, Kind.TEXT, "IMAGE", "Image of the stunnel containers. Default: --image."),

  TIMEOUT(
      Section.BOUNDS, Kind.DURATION, "TIME", "The whole run, all attempts included. Default: 24h."),
  CLAIM_TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "One transfer, all its attempts, from its own start. Default: no bound of its own."),
  TUNNEL_TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "Until the destination answers through the tunnel. Default: 10m."),
  POD_START_TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "From a pod's creation until its containers run. Default: 10m."),
  NO_PROGRESS_TIMEOUT(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "While copying, without any news of rsync. Default: 15m."),
  RETRIES(
      Section.BOUNDS,
      Kind.NUMBER,
      "COUNT",
      "Attempts after the first, where one more can help. Default: 3."),
  RETRY_DELAY(
      Section.BOUNDS,
      Kind.DURATION,
      "TIME",
      "Wait before the second attempt; doubles with each. Default: 5s."),
  MAX_CONCURRENT(
      Section.BOUNDS,
      Kind.NUMBER,
      "COUNT",
      "Transfers under way at the same time; the others wait. Default: 8."),
  FAIL_FAST(
      Section.BOUNDS,
      Kind.FLAG,
      "The first failure ends the transfers under way; those that wait are never started.");

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

  /** Without a value; sets the field of its own name. */
  SpecFlag(Section section, Kind kind, String description) {
    this(section, kind, "", description);
  }

  /**
   * @param fields that it sets; none: the one of its own name
   */
  SpecFlag(Section section, Kind kind, String valueLabel, String description, String... fields) {
    this.section = section;
    this.kind = kind;
    this.valueLabel = valueLabel;
    this.description = description;
    this.fields = fields.length == 0 ? List.of(ownField()) : List.of(fields);
  }

  /** {@code source.namespace} of SOURCE_NAMESPACE, {@code retryDelaySeconds} of RETRY_DELAY. */
  private String ownField() {
    String name = name().replaceFirst("^(SOURCE|DESTINATION)_", "");
    String side = name().substring(0, name().length() - name.length());
    return side.toLowerCase(Locale.ROOT).replace('_', '.')
        + CaseUtils.toCamelCase(name, false, '_')
        + (kind == Kind.DURATION ? "Seconds" : "");
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

  /** The first is the one to show; pipelines know the timeout by the name of its field, too. */
  public List<String> names() {
    return this == TIMEOUT ? List.of(flag(), "--timeout-seconds") : List.of(flag());
  }

  public String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
