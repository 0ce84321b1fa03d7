package io.jenkins.plugins.volumetransfer.cli;

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
import io.jenkins.plugins.volumetransfer.manifest.Rbac;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code plan} prints. No key is made for it, so none can get out. */
final class Plan {
  private static final String PLACEHOLDER = "made anew for each run, never printed";
  private static final PeerCredentials NO_CREDENTIALS =
      new PeerCredentials(PLACEHOLDER, PLACEHOLDER, PLACEHOLDER);

  private Plan() {}

  /**
   * All objects of the first attempt, in the order of their creation.
   *
   * @param only empty: both sides
   */
  static List<PlannedObject> objects(
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
              object.getKind().equals("ConfigMap") && !isGiven(choice.endpoint())
                  ? new PlannedObject(object, Optional.of(connect(choice.endpoint())))
                  : planned(object));
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

  private static String connect(Endpoint endpoint) {
    return "A run writes "
        + (endpoint instanceof Endpoint.ClusterIp
            ? "the Service's ClusterIP"
            : "the address of the " + endpoint.text() + " endpoint")
        + " into `connect`.";
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

  /** Roles of both sides come together only where both sides are one cluster. */
  static List<PlannedObject> roles(TransferSpec spec, Optional<Side> only) {
    if (only.isEmpty() && spec.withinOneCluster()) {
      return roles(spec, EnumSet.allOf(Side.class), Optional.empty());
    }
    List<PlannedObject> roles = new ArrayList<>();
    for (Side side : Side.values()) {
      if (only.filter(wanted -> wanted != side).isEmpty()) {
        roles.addAll(
            roles(
                spec,
                EnumSet.of(side),
                Optional.of("In the cluster of the " + side.label() + ".")));
      }
    }
    return roles;
  }

  private static List<PlannedObject> roles(
      TransferSpec spec, Set<Side> sides, Optional<String> comment) {
    return Rbac.roles(spec, sides).stream().map(role -> new PlannedObject(role, comment)).toList();
  }
}
