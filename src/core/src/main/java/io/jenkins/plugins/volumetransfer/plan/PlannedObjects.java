package io.jenkins.plugins.volumetransfer.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice.Sameness;
import io.jenkins.plugins.volumetransfer.engine.Notices;
import io.jenkins.plugins.volumetransfer.manifest.Address;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.tls.PeerCredentials;
import io.jenkins.plugins.volumetransfer.tls.RunCertificates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All objects of a transfer. No key is made for them, so none can get out. */
public final class PlannedObjects {
  private static final String PLACEHOLDER = "made anew for each run, never printed";
  private static final PeerCredentials NO_CREDENTIALS =
      new PeerCredentials(PLACEHOLDER, PLACEHOLDER, PLACEHOLDER);

  private PlannedObjects() {}

  /**
   * All objects of the first attempt, in the order of their creation.
   *
   * @param only empty: both sides
   */
  public static List<PlannedObject> of(
      TransferSpec spec, RunId run, Clock clock, Optional<Side> only) {
    Instant expires = clock.instant().plus(spec.timeouts().transfer());
    RunCertificates certificates = new RunCertificates(NO_CREDENTIALS, NO_CREDENTIALS, expires);
    List<PlannedObject> objects = new ArrayList<>();
    EndpointChoice choice = choice(spec);
    for (Transfer transfer : Transfer.of(spec)) {
      Manifests manifests =
          new Manifests(spec, run, transfer, certificates, expires, "")
              .reachedBy(choice.endpoint());
      if (only.filter(side -> side == Side.SOURCE).isEmpty()) {
        manifests
            .destination()
            .forEach(
                object ->
                    objects.add(
                        object instanceof Service
                            ? new PlannedObject(object, Optional.of(endpoint(spec, choice)))
                            : planned(object)));
        objects.add(pod(manifests, Side.DESTINATION));
      }
      if (only.filter(side -> side == Side.DESTINATION).isEmpty()) {
        for (HasMetadata object : manifests.source(address(manifests))) {
          objects.add(
              isGiven(choice.endpoint())
                  ? planned(object)
                  : withAddress(object, choice.endpoint()));
        }
        objects.add(pod(manifests, Side.SOURCE));
      }
    }
    return objects;
  }

  /** The Service's address is not known before there is one; its name is. */
  private static Address address(Manifests manifests) {
    if (manifests.spec().endpoint() instanceof Endpoint.Address given) {
      return new Address(given.host(), given.port());
    }
    Transfer transfer = manifests.transfer();
    return new Address(
        ObjectNames.base(manifests.run(), transfer, Side.DESTINATION)
            + "."
            + transfer.destinationNamespace()
            + ".svc",
        Manifests.destinationPort());
  }

  /** No cluster is asked: where only they can tell, the choice is the one that needs least. */
  private static EndpointChoice choice(TransferSpec spec) {
    Sameness sameness = spec.withinOneCluster() ? Sameness.ONE : Sameness.UNKNOWN;
    return EndpointChoice.of(spec.endpoint(), new EndpointChoice.Facts(sameness, false));
  }

  private static String endpoint(TransferSpec spec, EndpointChoice choice) {
    return spec.endpoint() instanceof Endpoint.Auto && !spec.withinOneCluster()
        ? "endpoint AUTO, shown as "
            + choice.endpoint().text()
            + ": a run asks the clusters, and takes CLUSTER_IP if they are one, ROUTE if the"
            + " destination's serves route.openshift.io."
        : choice + ".";
  }

  private static PlannedObject withAddress(HasMetadata object, Endpoint endpoint) {
    String address =
        endpoint instanceof Endpoint.ClusterIp
            ? "the Service's ClusterIP"
            : "the address of the " + endpoint.text() + " endpoint";
    return switch (object.getKind()) {
      case "ConfigMap" ->
          new PlannedObject(object, Optional.of("A run writes " + address + " into `connect`."));
      case "NetworkPolicy" ->
          new PlannedObject(
              object,
              Optional.of(
                  "A run names "
                      + address
                      + " in the rules that are open to all here, unless it is a host name."));
      default -> planned(object);
    };
  }

  private static boolean isGiven(Endpoint endpoint) {
    return endpoint instanceof Endpoint.Address;
  }

  private static PlannedObject pod(Manifests manifests, Side side) {
    return new PlannedObject(
        manifests.pod(side, 1),
        manifests.spec().pods().runAs() == RunAs.NON_ROOT
            ? Optional.of(Notices.NON_ROOT + ".")
            : Optional.empty());
  }

  private static PlannedObject planned(HasMetadata object) {
    if (!(object instanceof Secret secret)) {
      return new PlannedObject(object, Optional.empty());
    }
    Map<String, String> placeholders = new LinkedHashMap<>();
    secret.getData().keySet().forEach(key -> placeholders.put(key, PLACEHOLDER));
    return new PlannedObject(
        new SecretBuilder(secret).withData(Map.of()).withStringData(placeholders).build(),
        Optional.of("Placeholders: keys and certificates are made anew for each run."));
  }
}
