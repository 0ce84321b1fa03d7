package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Published;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.Host;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the destination's objects, as the server has them, tell of their address. That ends up in a
 * line of stunnel.conf in the source pod: so what is no address is refused here, by its field.
 */
public final class PublishedAddress {
  /** Where an OpenShift router takes TLS. */
  private static final int ROUTER_PORT = 443;

  private PublishedAddress() {}

  /**
   * Empty: this object tells nothing, or nothing yet.
   *
   * @throws ClusterException if what it tells can be no address
   */
  public static Optional<Published> of(Endpoint endpoint, HasMetadata object) {
    if (endpoint instanceof Endpoint.Route) {
      return object instanceof GenericKubernetesResource route ? ofRoute(route) : Optional.empty();
    }
    if (!(object instanceof Service service) || service.getSpec() == null) {
      return Optional.empty();
    }
    if (endpoint instanceof Endpoint.NodePort wanted) {
      return ofNodePort(service, wanted);
    }
    Optional<String> host =
        endpoint instanceof Endpoint.LoadBalancer ? ofLoadBalancer(service) : clusterIp(service);
    return host.map(name -> new Published(Optional.of(name), Manifests.destinationPort()));
  }

  private static Optional<Published> ofNodePort(Service service, Endpoint.NodePort wanted) {
    return service.getSpec().getPorts().stream()
        .map(ServicePort::getNodePort)
        .filter(Objects::nonNull)
        .findFirst()
        .map(
            port -> {
              if (!Host.isPort(port)) {
                throw refused(service, "spec.ports[].nodePort", String.valueOf(port), "a port");
              }
              return new Published(wanted.host(), port);
            });
  }

  /** A headless Service has {@code None}, which reads like a name. */
  private static Optional<String> clusterIp(Service service) {
    return said(service.getSpec().getClusterIP())
        .map(text -> checked(service, "spec.clusterIP", text, Host::isAddress, "an IP address"));
  }

  /** Some clouds give an IP address, some a name. */
  private static Optional<String> ofLoadBalancer(Service service) {
    return Optional.ofNullable(service.getStatus())
        .map(ServiceStatus::getLoadBalancer)
        .map(LoadBalancerStatus::getIngress)
        .orElse(List.of())
        .stream()
        .flatMap(ingress -> address(service, ingress).stream())
        .findFirst();
  }

  private static Optional<String> address(Service service, LoadBalancerIngress ingress) {
    String field = "status.loadBalancer.ingress[].";
    return said(ingress.getIp())
        .map(text -> checked(service, field + "ip", text, Host::isAddress, "an IP address"))
        .or(
            () ->
                said(ingress.getHostname())
                    .map(
                        text ->
                            checked(
                                service,
                                field + "hostname",
                                text,
                                Host::isOne,
                                "a host name or an IP address")));
  }

  /** OpenShift's API server chooses the host when it takes the Route. */
  private static Optional<Published> ofRoute(GenericKubernetesResource route) {
    return Optional.<Object>ofNullable(route.get("spec", "host"))
        .map(Object::toString)
        .flatMap(PublishedAddress::said)
        .map(text -> checked(route, "spec.host", text, Host::isName, "a host name"))
        .map(host -> new Published(Optional.of(host), ROUTER_PORT));
  }

  private static Optional<String> said(String text) {
    return Optional.ofNullable(text).filter(some -> !some.isEmpty());
  }

  private static String checked(
      HasMetadata object, String field, String text, Predicate<String> right, String wanted) {
    if (!right.test(text)) {
      throw refused(object, field, text, wanted);
    }
    return text;
  }

  private static ClusterException refused(
      HasMetadata object, String field, String text, String wanted) {
    return new ClusterException(
        new Failure(
            Reason.ENDPOINT_REFUSED,
            ("%s %s/%s: %s is \"%s\", which is not %s; nothing is sent there: look at what"
                    + " sets it, or give `destination.address`")
                .formatted(
                    object.getKind(),
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName(),
                    field,
                    Excerpt.of(text),
                    wanted)),
        null);
  }
}
