package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import io.jenkins.plugins.volumetransfer.engine.Published;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the destination's objects, as the server has them, tell of their address. */
public final class PublishedAddress {
  /** Where an OpenShift router takes TLS. */
  private static final int ROUTER_PORT = 443;

  private PublishedAddress() {}

  /** Empty: this object tells nothing, or nothing yet. */
  public static Optional<Published> of(Endpoint endpoint, HasMetadata object) {
    if (endpoint instanceof Endpoint.Route) {
      return object instanceof GenericKubernetesResource route ? ofRoute(route) : Optional.empty();
    }
    if (!(object instanceof Service service) || service.getSpec() == null) {
      return Optional.empty();
    }
    if (endpoint instanceof Endpoint.NodePort wanted) {
      return service.getSpec().getPorts().stream()
          .map(ServicePort::getNodePort)
          .filter(Objects::nonNull)
          .findFirst()
          .map(port -> new Published(wanted.host(), port));
    }
    Optional<String> host =
        endpoint instanceof Endpoint.LoadBalancer
            ? ofLoadBalancer(service)
            : Optional.ofNullable(service.getSpec().getClusterIP());
    return host.map(name -> new Published(Optional.of(name), Manifests.destinationPort()));
  }

  /** Some clouds give an IP address, some a name. */
  private static Optional<String> ofLoadBalancer(Service service) {
    return Optional.ofNullable(service.getStatus())
        .map(ServiceStatus::getLoadBalancer)
        .map(LoadBalancerStatus::getIngress)
        .orElse(List.of())
        .stream()
        .flatMap(ingress -> address(ingress).stream())
        .findFirst();
  }

  private static Optional<String> address(LoadBalancerIngress ingress) {
    return Optional.ofNullable(ingress.getIp())
        .or(() -> Optional.ofNullable(ingress.getHostname()))
        .filter(text -> !text.isEmpty());
  }

  /** OpenShift's API server chooses the host when it takes the Route. */
  private static Optional<Published> ofRoute(GenericKubernetesResource route) {
    return Optional.<Object>ofNullable(route.get("spec", "host"))
        .map(Object::toString)
        .filter(host -> !host.isEmpty())
        .map(host -> new Published(Optional.of(host), ROUTER_PORT));
  }
}
