package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From the user's YAML, or a tree that came from flags or a pipeline, to a {@link TransferSpec}.
 * The fields have the same names everywhere; {@code docs/spec.md} lists them.
 */
public final class SpecReader {
  /** NAME_MAX of Linux, of each part of a path. */
  private static final int NAME_BYTES_MAX = 255;

  private SpecReader() {}

  /**
   * @param yaml one YAML or JSON document
   * @throws SpecException with the path of the first field that is wrong
   */
  public static TransferSpec read(String yaml) {
    return read(tree(yaml));
  }

  /** The YAML text as a tree, for callers that lay flags over it before {@link #read(JsonNode)}. */
  public static JsonNode tree(String yaml) {
    return SpecText.tree(yaml);
  }

  /**
   * The same for a text that is no spec.
   *
   * @return empty: nothing is written
   * @throws SpecException if it is more than one document, or has an alias
   */
  public static Optional<JsonNode> document(String yaml) {
    return SpecText.document(yaml);
  }

  public static TransferSpec read(JsonNode tree) {
    Fields root = Fields.of("", tree);
    Optional<Fields> source = root.read(VolumeFields.SOURCE);
    Optional<Fields> destination = root.read(VolumeFields.DESTINATION);
    ClusterRef from = source.map(SpecReader::cluster).orElse(ClusterRef.DEFAULT);
    ClusterRef to = destination.map(SpecReader::cluster).orElse(ClusterRef.DEFAULT);
    Optional<String> fromNamespace = source.flatMap(side -> side.read(SideFields.NAMESPACE));
    Optional<String> toNamespace = destination.flatMap(side -> side.read(SideFields.NAMESPACE));
    Endpoint endpoint = destination.map(SpecReader::endpoint).orElseGet(Endpoint.Auto::new);
    PodOptions pods = PodOptionsReader.read(root, source, destination);
    source.ifPresent(Fields::refuseOthers);
    destination.ifPresent(Fields::refuseOthers);

    Optional<WholeNamespace> all = WholeNamespaceReader.read(root, fromNamespace, toNamespace);
    List<VolumePair> volumes = new ArrayList<>();
    List<Fields> written = root.read(VolumeFields.VOLUMES);
    for (Fields volume : written) {
      volumes.add(volume(volume, fromNamespace, toNamespace));
    }
    RsyncOptions rsync = rsync(root);
    Timeouts timeouts = timeouts(root);
    Retries retries = retries(root);
    Concurrency concurrency = concurrency(root);
    ClaimOptions claims = ClaimOptionsReader.read(root, written, volumes);
    boolean verify = root.read(CopyFields.VERIFY);
    root.refuseOthers();
    all.ifPresent(whole -> WholeNamespaceReader.check(whole, from.equals(to), volumes));
    return new TransferSpec(
        from,
        to,
        volumes,
        rsync,
        pods,
        timeouts,
        retries,
        endpoint,
        concurrency,
        all,
        claims,
        verify,
        false);
  }

  private static ClusterRef cluster(Fields side) {
    Optional<String> kubeconfig = side.read(SideFields.KUBECONFIG);
    Optional<String> context = side.read(SideFields.CONTEXT);
    boolean inCluster = side.read(SideFields.IN_CLUSTER);
    if (inCluster && (kubeconfig.isPresent() || context.isPresent())) {
      throw side.wrong(
          "inCluster", "goes with neither kubeconfig nor context; write one or the other");
    }
    return new ClusterRef(
        kubeconfig,
        context,
        inCluster ? ClusterRef.Access.IN_CLUSTER : ClusterRef.Access.KUBECONFIG);
  }

  private static Endpoint endpoint(Fields destination) {
    Optional<String> address = destination.read(SideFields.ADDRESS);
    String field = destination.path(SideFields.ADDRESS.name());
    Endpoint.Kind kind = destination.read(SideFields.ENDPOINT);
    if (address.isPresent() && !destination.has(SideFields.ENDPOINT.name())) {
      return EndpointAddress.read(field, address.get());
    }
    if (address.isPresent() && kind != Endpoint.Kind.NODE_PORT) {
      throw new SpecException(
          field, "does not go with `endpoint: " + kind + "`; write one or the other");
    }
    return switch (kind) {
      case AUTO -> new Endpoint.Auto();
      case CLUSTER_IP -> new Endpoint.ClusterIp();
      case NODE_PORT ->
          new Endpoint.NodePort(address.map(text -> EndpointAddress.host(field, text)));
      case LOAD_BALANCER -> new Endpoint.LoadBalancer();
      case ROUTE -> new Endpoint.Route();
    };
  }

  private static VolumePair volume(
      Fields volume, Optional<String> fromNamespace, Optional<String> toNamespace) {
    Optional<String> from = volume.read(VolumeFields.FROM);
    Optional<String> to = volume.read(VolumeFields.TO);
    String fromPath = volume.read(VolumeFields.FROM_PATH).orElse("");
    String toPath = volume.read(VolumeFields.TO_PATH).orElse("");
    volume.read(VolumeFields.NEW_CLAIM);
    // A misspelt field is the cause of what would be found missing below.
    volume.refuseOthers();
    if (from.isEmpty()) {
      throw volume.wrong("from", "is missing; name the source claim");
    }
    ClaimRef source = claim(volume, "from", from.get(), fromPath, fromNamespace, "source");
    return new VolumePair(
        source, claim(volume, "to", to.orElse(source.claim()), toPath, toNamespace, "destination"));
  }

  /** {@code CLAIM} or {@code NAMESPACE/CLAIM}, and the sub-path from the field beside it. */
  private static ClaimRef claim(
      Fields volume,
      String field,
      String text,
      String path,
      Optional<String> defaultNamespace,
      String side) {
    int slash = text.indexOf('/');
    String namespace =
        slash >= 0
            ? namespace(volume.path(field), text.substring(0, slash))
            : defaultNamespace.orElseThrow(
                () ->
                    volume.wrong(
                        field,
                        "has no namespace; write NAMESPACE/%s, or %s.namespace"
                            .formatted(text, side)));
    String claim = text.substring(slash + 1);
    if (!ObjectName.isSubdomain(claim)) {
      throw volume.wrong(
          field,
          "\"" + claim + "\" can't be a claim's name (lower-case letters, digits, `-` and `.`)");
    }
    return new ClaimRef(namespace, claim, subPath(volume.path(field + "Path"), path));
  }

  /**
   * A name of a namespace, if it is one.
   *
   * @param path of the field, for the error
   * @throws SpecException if it is none
   */
  public static void label(String path, String name) {
    if (!ObjectName.isLabel(name)) {
      throw new SpecException(
          path,
          "\"" + name + "\" can't be a namespace (lower-case letters, digits and `-`, at most 63)");
    }
  }

  private static String namespace(String path, String name) {
    label(path, name);
    return name;
  }

  private static String subPath(String field, String path) {
    String trimmed = path.replaceAll("/+", "/").replaceAll("/$", "");
    if (trimmed.startsWith("/")) {
      throw new SpecException(
          field, "is \"" + path + "\"; write it relative to the claim's root, without a leading /");
    }
    for (String part : trimmed.split("/", -1)) {
      if (part.equals("..") || part.equals(".")) {
        throw new SpecException(field, "is \"" + path + "\"; it may not contain `.` or `..`");
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES_MAX) {
        throw new SpecException(
            field,
            "has a name of more than "
                + NAME_BYTES_MAX
                + " bytes, which no directory can have; write its path from the claim's root");
      }
    }
    // rsyncd.conf(5) trims values, continues lines at `\\` and replaces %NAME%.
    if (trimmed.chars().anyMatch(c -> Character.isISOControl(c) || c == '%' || c == '\\')
        || !trimmed.equals(trimmed.strip())) {
      throw new SpecException(
          field,
          "is \""
              + path
              + "\"; control characters, `%`, `\\` and blanks at its ends can't be used");
    }
    return trimmed;
  }

  private static RsyncOptions rsync(Fields root) {
    List<String> excludes = root.read(CopyFields.EXCLUDES);
    Deletion delete = deletion(root);
    ExcludePattern.check(root.path(CopyFields.EXCLUDES.name()), excludes);
    OptionalLong maxDelete = root.read(CopyFields.MAX_DELETE);
    if (maxDelete.isPresent() && delete == Deletion.NEVER) {
      throw root.wrong(
          CopyFields.MAX_DELETE.name(), "does not go with `delete: false`; write one or the other");
    }
    Set<RsyncOptions.Flag> flags =
        Stream.of(RsyncOptions.Flag.values())
            .filter(flag -> root.read(flag.field()))
            .collect(Collectors.toSet());
    return new RsyncOptions(
        delete,
        maxDelete,
        rate(root, CopyFields.BANDWIDTH_LIMIT),
        excludes,
        flags,
        compression(root, flags.contains(RsyncOptions.Flag.COMPRESS)),
        owners(root),
        root.read(CopyFields.RSYNC_OPTIONS));
  }

  private static OptionalLong rate(Fields root, SpecField<Optional<String>> field) {
    return root.read(field).flatMap(Units::bytes).stream().mapToLong(bytes -> bytes).findFirst();
  }

  private static Compression compression(Fields root, boolean compressed) {
    Compression compression =
        new Compression(
            root.read(CopyFields.COMPRESS_ALGORITHM), root.read(CopyFields.COMPRESS_LEVEL));
    for (SpecField<?> field : List.of(CopyFields.COMPRESS_ALGORITHM, CopyFields.COMPRESS_LEVEL)) {
      if (root.has(field.name()) && !compressed) {
        throw root.wrong(field.name(), "goes only with `compress: true`");
      }
    }
    int most = compression.algorithm().levelMax();
    if (compression.level().orElse(0) > most) {
      throw root.wrong(
          CopyFields.COMPRESS_LEVEL.name(),
          "does not go with `compressAlgorithm: %s`, %s"
              .formatted(
                  compression.algorithm(),
                  most == 0 ? "which has no levels" : "whose levels are 1 to " + most));
    }
    return compression;
  }

  private static Owners owners(Fields root) {
    Optional<Fields> fields = root.read(CopyFields.OWNERS);
    Owners owners =
        fields
            .map(each -> new Owners(each.read(CopyFields.USERS), each.read(CopyFields.GROUPS)))
            .orElse(Owners.SAME);
    fields.ifPresent(Fields::refuseOthers);
    if (!owners.same() && root.read(PodFields.NON_ROOT)) {
      throw root.wrong(
          CopyFields.OWNERS.name(), "does not go with `nonRoot: true`, which keeps no owners");
    }
    if (!owners.same() && !root.read(RsyncOptions.Flag.NUMERIC_IDS.field())) {
      throw root.wrong(CopyFields.OWNERS.name(), "are numbers; leave out `numericIds: false`");
    }
    return owners;
  }

  private static Deletion deletion(Fields root) {
    boolean deletes = root.read(CopyFields.DELETE);
    return root.has(CopyFields.DELETE.name())
        ? deletes ? Deletion.ALWAYS : Deletion.NEVER
        : RsyncOptions.DEFAULT.delete();
  }

  private static Timeouts timeouts(Fields root) {
    return new Timeouts(
        root.read(RunFields.TUNNEL_TIMEOUT).orElseThrow(),
        root.read(RunFields.POD_START_TIMEOUT).orElseThrow(),
        root.read(RunFields.NO_PROGRESS_TIMEOUT).orElseThrow(),
        root.read(RunFields.TIMEOUT).orElseThrow(),
        root.read(RunFields.CLAIM_TIMEOUT));
  }

  private static Concurrency concurrency(Fields root) {
    return new Concurrency(
        (int) root.read(RunFields.MAX_CONCURRENT).orElseThrow(),
        root.read(RunFields.FAIL_FAST),
        rate(root, CopyFields.TOTAL_BANDWIDTH_LIMIT));
  }

  private static Retries retries(Fields root) {
    return new Retries(
        (int) root.read(RunFields.RETRIES).orElseThrow(),
        root.read(RunFields.RETRY_DELAY).orElseThrow());
  }
}
