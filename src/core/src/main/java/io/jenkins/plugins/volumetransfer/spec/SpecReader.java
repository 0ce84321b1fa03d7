package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * From the user's YAML, or a tree that came from flags or a pipeline, to a {@link TransferSpec}.
 * The fields have the same names everywhere; {@code docs/spec.md} lists them.
 */
public final class SpecReader {
  /** NAME_MAX of Linux, of each part of a path. */
  private static final int NAME_BYTES_MAX = 255;

  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

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
    Optional<Fields> source = root.mapping("source");
    Optional<Fields> destination = root.mapping("destination");
    ClusterRef from = source.map(SpecReader::cluster).orElse(ClusterRef.DEFAULT);
    ClusterRef to = destination.map(SpecReader::cluster).orElse(ClusterRef.DEFAULT);
    Optional<String> fromNamespace = source.flatMap(SpecReader::namespace);
    Optional<String> toNamespace = destination.flatMap(SpecReader::namespace);
    Endpoint endpoint = destination.map(SpecReader::endpoint).orElseGet(Endpoint.Auto::new);
    source.ifPresent(Fields::refuseOthers);
    destination.ifPresent(Fields::refuseOthers);

    Optional<WholeNamespace> all = WholeNamespaceReader.read(root, fromNamespace, toNamespace);
    List<VolumePair> volumes = new ArrayList<>();
    for (Fields volume : root.mappings("volumes")) {
      volumes.add(volume(volume, fromNamespace, toNamespace));
    }
    RsyncOptions rsync = rsync(root);
    PodOptions pods = PodOptionsReader.read(root);
    Timeouts timeouts = timeouts(root);
    Retries retries = retries(root);
    Concurrency concurrency = concurrency(root);
    ClaimOptions claims = claims(root);
    boolean verify = root.flag("verify", false);
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
    Optional<String> kubeconfig = side.text("kubeconfig");
    Optional<String> context = side.text("context");
    boolean inCluster = side.flag("inCluster", false);
    if (inCluster && (kubeconfig.isPresent() || context.isPresent())) {
      throw side.wrong(
          "inCluster", "goes with neither kubeconfig nor context; write one or the other");
    }
    return new ClusterRef(
        kubeconfig,
        context,
        inCluster ? ClusterRef.Access.IN_CLUSTER : ClusterRef.Access.KUBECONFIG);
  }

  private static Optional<String> namespace(Fields side) {
    return side.text("namespace").map(name -> label(side.path("namespace"), name));
  }

  private static Endpoint endpoint(Fields destination) {
    Optional<String> address = destination.text("address");
    String field = destination.path("address");
    if (destination.text("endpoint").isEmpty() && address.isPresent()) {
      return EndpointAddress.read(field, address.get());
    }
    Endpoint.Kind kind = destination.choice("endpoint", Endpoint.Kind.AUTO);
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
    Optional<String> from = volume.text("from");
    Optional<String> to = volume.text("to");
    String fromPath = volume.text("fromPath").orElse("");
    String toPath = volume.text("toPath").orElse("");
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
            ? label(volume.path(field), text.substring(0, slash))
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
  public static String label(String path, String name) {
    if (!ObjectName.isLabel(name)) {
      throw new SpecException(
          path,
          "\"" + name + "\" can't be a namespace (lower-case letters, digits and `-`, at most 63)");
    }
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

  private static ClaimOptions claims(Fields root) {
    boolean create = root.flag("create", false);
    Optional<String> storageClass =
        root.text("storageClass").map(name -> storageClass(root.path("storageClass"), name));
    Map<String, String> storageClasses = root.textMap("storageClasses");
    storageClasses.forEach(
        (from, to) -> storageClass(root.path("storageClasses") + "." + from, to));
    if (!create && (storageClass.isPresent() || !storageClasses.isEmpty())) {
      throw root.wrong(
          storageClass.isPresent() ? "storageClass" : "storageClasses",
          "is of claims that are made; write `create: true` too");
    }
    return new ClaimOptions(root.flag("allowInUse", false), create, storageClass, storageClasses);
  }

  private static String storageClass(String path, String name) {
    if (!ObjectName.isSubdomain(name)) {
      throw new SpecException(
          path,
          "\"" + name + "\" can't be a storage class (lower-case letters, digits, `-` and `.`)");
    }
    return name;
  }

  private static RsyncOptions rsync(Fields root) {
    List<String> excludes = root.texts("excludes");
    Deletion delete = deletion(root);
    ExcludePattern.check(root.path("excludes"), excludes);
    return new RsyncOptions(
        delete,
        maxDelete(root, delete),
        bandwidth(root),
        excludes,
        Arrays.stream(RsyncOptions.Flag.values())
            .filter(flag -> root.flag(flag.field(), RsyncOptions.DEFAULT.has(flag)))
            .collect(Collectors.toSet()));
  }

  private static Deletion deletion(Fields root) {
    return root.has("delete")
        ? root.flag("delete", true) ? Deletion.ALWAYS : Deletion.NEVER
        : RsyncOptions.DEFAULT.delete();
  }

  private static OptionalLong maxDelete(Fields root, Deletion delete) {
    OptionalLong max = root.number("maxDelete", 0, Integer.MAX_VALUE, "");
    if (max.isPresent() && delete == Deletion.NEVER) {
      throw root.wrong("maxDelete", "does not go with `delete: false`; write one or the other");
    }
    return max;
  }

  private static OptionalLong bandwidth(Fields root) {
    Optional<String> text = root.text("bandwidthLimit");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    long bytes =
        Units.bytes(text.get())
            .filter(value -> value >= 1024)
            .orElseThrow(
                () ->
                    root.wrong(
                        "bandwidthLimit",
                        "is \"%s\"; write bytes per second, such as 500K, 50M or 1G (at least 1K)"
                            .formatted(text.get())));
    return OptionalLong.of(bytes);
  }

  private static Timeouts timeouts(Fields root) {
    Timeouts normal = Timeouts.DEFAULT;
    return new Timeouts(
        seconds(root, "tunnelTimeoutSeconds", normal.tunnel()),
        seconds(root, "podStartTimeoutSeconds", normal.podStart()),
        seconds(root, "noProgressTimeoutSeconds", normal.noProgress()),
        seconds(root, "timeoutSeconds", normal.transfer()),
        seconds(root, "claimTimeoutSeconds"));
  }

  private static Duration seconds(Fields root, String name, Duration otherwise) {
    return seconds(root, name).orElse(otherwise);
  }

  private static Optional<Duration> seconds(Fields root, String name) {
    OptionalLong seconds = root.number(name, 1, 30 * DAY_SECONDS, "seconds");
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  private static Concurrency concurrency(Fields root) {
    Concurrency normal = Concurrency.DEFAULT;
    return new Concurrency(
        (int) root.number("maxConcurrent", 1, 1000, "").orElse(normal.max()),
        root.flag("failFast", normal.failFast()));
  }

  private static Retries retries(Fields root) {
    Retries normal = Retries.DEFAULT;
    return new Retries(
        (int) root.number("retries", 0, 20, "").orElse(normal.limit()),
        Duration.ofSeconds(
            root.number("retryDelaySeconds", 0, 120, "seconds")
                .orElse(normal.firstDelay().toSeconds())));
  }
}
