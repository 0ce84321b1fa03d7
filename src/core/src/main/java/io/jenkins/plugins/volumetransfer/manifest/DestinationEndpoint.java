package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The objects by which the source's stunnel reaches the destination pod. */
record DestinationEndpoint(Manifests manifests) {
  private static final String PORT = "stunnel";

  /**
   * An OpenShift router cuts a connection that is silent for 30 seconds, unless its Route says
   * otherwise (OpenShift documentation, Configuring route timeouts).
   */
  private static final String ROUTER_TIMEOUT = "haproxy.router.openshift.io/timeout";

  /** HAProxy keeps milliseconds in 31 bits. */
  private static final long ROUTER_SECONDS_MAX = Integer.MAX_VALUE / 1000;

  Service service() {
    return new ServiceBuilder()
        .withMetadata(manifests.metadata(Side.DESTINATION, manifests.name(Side.DESTINATION)))
        .withNewSpec()
        .withType(type().orElse(null))
        .withSelector(manifests.selector(Side.DESTINATION))
        // What others have put into the pod, and gates of theirs, may never be ready.
        .withPublishNotReadyAddresses(true)
        .addNewPort()
        .withName(PORT)
        .withProtocol("TCP")
        .withPort(Layout.ENDPOINT_PORT)
        .withNewTargetPort(Layout.ENDPOINT_PORT)
        .endPort()
        .endSpec()
        .build();
  }

  private Optional<String> type() {
    Endpoint endpoint = manifests.spec().endpoint();
    if (endpoint instanceof Endpoint.NodePort) {
      return Optional.of("NodePort");
    }
    return endpoint instanceof Endpoint.LoadBalancer
        ? Optional.of("LoadBalancer")
        : Optional.empty();
  }

  /** Passes TLS through: the router sees the server name and nothing else. */
  Optional<GenericKubernetesResource> route() {
    if (!(manifests.spec().endpoint() instanceof Endpoint.Route)) {
      return Optional.empty();
    }
    ObjectMeta metadata =
        manifests.metadata(
            Side.DESTINATION, ObjectNames.route(manifests.run(), manifests.transfer()));
    metadata
        .getAnnotations()
        .put(
            ROUTER_TIMEOUT,
            Math.min(manifests.spec().timeouts().transfer().toSeconds(), ROUTER_SECONDS_MAX) + "s");
    GenericKubernetesResource route = new GenericKubernetesResource();
    route.setApiVersion("route.openshift.io/v1");
    route.setKind("Route");
    route.setMetadata(metadata);
    route.setAdditionalProperty(
        "spec",
        // Sorted, as people compare plans.
        new TreeMap<>(
            Map.of(
                "to",
                new TreeMap<>(Map.of("kind", "Service", "name", manifests.name(Side.DESTINATION))),
                "port",
                Map.of("targetPort", PORT),
                "tls",
                Map.of("termination", "passthrough"))));
    return Optional.of(route);
  }
}
