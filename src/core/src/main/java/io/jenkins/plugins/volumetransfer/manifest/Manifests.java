package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.volumetransfer.script.Script;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.Isolation;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.tls.PeerCredentials;
import io.jenkins.plugins.volumetransfer.tls.RunCertificates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Kubernetes objects of one transfer. Everything but the pods is made once and serves all
 * attempts.
 *
 * @param owner who runs it; empty: nobody said
 * @param expires when {@code cleanup} may take the objects for orphans
 * @param ownPod the pod that the objects of its namespace belong to; empty: they belong to none
 */
public record Manifests(
    TransferSpec spec,
    RunId run,
    Transfer transfer,
    RunCertificates certificates,
    Instant expires,
    String owner,
    Optional<OwnPod> ownPod) {

  private static final int PLAN_LENGTH = 16;

  /** Of objects that belong to no pod. */
  public Manifests(
      TransferSpec spec,
      RunId run,
      Transfer transfer,
      RunCertificates certificates,
      Instant expires,
      String owner) {
    this(spec, run, transfer, certificates, expires, owner, Optional.empty());
  }

  /** Name that stands in the client's certificate; the destination admits no other. */
  public static String clientName(RunId run, Transfer transfer) {
    return "source." + transfer.name() + "." + run + ".volume-transfer";
  }

  /** Name that stands in the server's certificate; the source accepts no other. */
  public static String serverName(RunId run, Transfer transfer) {
    return "destination." + transfer.name() + "." + run + ".volume-transfer";
  }

  /** The same, but for the endpoint. */
  public Manifests reachedBy(Endpoint endpoint) {
    return new Manifests(
        spec.withEndpoint(endpoint), run, transfer, certificates, expires, owner, ownPod);
  }

  /** The port of the destination's Service. */
  public static int destinationPort() {
    return Layout.ENDPOINT_PORT;
  }

  /** In the order in which they are to be created; the Service's address is then known. */
  public List<HasMetadata> destination() {
    Map<String, String> config = new LinkedHashMap<>();
    config.put(
        "stunnel.conf", StunnelConfig.destination(clientName(run, transfer), spec.timeouts()));
    config.put("rsyncd.conf", RsyncConfig.daemon(transfer, spec));
    config.put("volumes", RsyncConfig.volumes(transfer, Side.DESTINATION));
    ConfigMap configMap = configMap(Side.DESTINATION, config);
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(configMap);
    objects.add(secret(Side.DESTINATION, certificates.server()));
    if (isolated()) {
      objects.add(new DestinationNetworkPolicy(this).policy());
    }
    DestinationEndpoint endpoint = new DestinationEndpoint(this);
    objects.add(endpoint.service());
    endpoint
        .route()
        .ifPresent(
            route -> {
              configMap
                  .getMetadata()
                  .getAnnotations()
                  .put(Labels.ROUTE, route.getMetadata().getName());
              objects.add(route);
            });
    return List.copyOf(objects);
  }

  /** In the order in which they are to be created. */
  public List<HasMetadata> source(Address destination) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("stunnel.conf", StunnelConfig.source(destination, serverName(run, transfer), spec));
    config.put("rsync-arguments", RsyncConfig.arguments(transfer, spec));
    config.put("volumes", RsyncConfig.volumes(transfer, Side.SOURCE));
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(configMap(Side.SOURCE, config));
    objects.add(secret(Side.SOURCE, certificates.client()));
    if (isolated()) {
      objects.add(new SourceNetworkPolicy(this, destination).policy());
    }
    return List.copyOf(objects);
  }

  /**
   * @param attempt from 1
   */
  public Pod pod(Side side, int attempt) {
    return new PodManifest(this, side, attempt).pod();
  }

  private boolean isolated() {
    return spec.pods().isolation() == Isolation.NETWORK_POLICIES;
  }

  String name(Side side) {
    return ObjectNames.base(run, transfer, side);
  }

  ObjectMeta metadata(Side side, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(transfer.namespace(side))
        .withLabels(Labels.of(run, transfer, side))
        .addToAnnotations(Labels.EXPIRES, expires.toString())
        .withOwnerReferences(owners(side))
        .build();
  }

  /** An owner that Kubernetes does not find in the object's own cluster is as good as gone. */
  private List<OwnerReference> owners(Side side) {
    ClusterRef cluster = side == Side.SOURCE ? spec.source() : spec.destination();
    return ownPod
        .filter(pod -> cluster.own() && pod.namespace().equals(transfer.namespace(side)))
        .map(OwnPod::reference)
        .stream()
        .toList();
  }

  private ConfigMap configMap(Side side, Map<String, String> config) {
    Map<String, String> data = new LinkedHashMap<>(config);
    if (new Comparison(spec, transfer).isNeeded()) {
      data.put("left-out", new Comparison(spec, transfer).leftOut());
    }
    for (Script script : Script.values()) {
      data.put(script.fileName(), script.text());
    }
    return new ConfigMapBuilder()
        .withMetadata(metadata(side, name(side)))
        .editMetadata()
        .addToAnnotations(owner.isEmpty() ? Map.of() : Map.of(Labels.OWNER, owner))
        .addToAnnotations(Labels.PLAN, plan())
        .addToAnnotations(Labels.NONCE, nonce())
        .addToAnnotations(isolated() ? Map.of() : Map.of(Labels.NETWORK_POLICIES, Labels.NONE))
        .endMetadata()
        .withImmutable(true)
        .withData(data)
        .build();
  }

  /** The same for two specs that copy the same in the same way; else different. */
  public String plan() {
    return Names.hash(
        String.join(
            "\n",
            RsyncConfig.arguments(transfer, spec),
            RsyncConfig.daemon(transfer, spec),
            RsyncConfig.volumes(transfer, Side.SOURCE),
            RsyncConfig.volumes(transfer, Side.DESTINATION),
            transfer.toString(),
            spec.pods().topology().name() + overlays()),
        PLAN_LENGTH);
  }

  private String overlays() {
    return Stream.of(Side.values())
        .map(side -> new PodOverlay(side.of(spec.pods()).overrides()).text(side))
        .collect(Collectors.joining());
  }

  /** Of this process's making alone: certificates are never made twice. */
  String nonce() {
    return Names.hash(
        certificates.server().certificate() + certificates.client().certificate(), PLAN_LENGTH);
  }

  private Secret secret(Side side, PeerCredentials credentials) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("ca.crt", base64(credentials.caCertificate()));
    data.put("tls.crt", base64(credentials.certificate()));
    data.put("tls.key", base64(credentials.privateKey()));
    return new SecretBuilder()
        .withMetadata(metadata(side, name(side)))
        .withType("kubernetes.io/tls")
        .withImmutable(true)
        .withData(data)
        .build();
  }

  Map<String, String> selector(Side side) {
    return Labels.selector(run, transfer, side);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
