package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.Isolation;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.WholeNamespace;
import java.util.ArrayList;
import java.util.List;

/**
 * One right that the engine uses. {@link #needed} is the only list: the Role that {@code plan
 * --rbac} prints and the check before a run are both made from it. Secrets are never read; {@code
 * cleanup} finds all that is no pod by the ConfigMap of the same name.
 *
 * @param group API group; empty: the core group
 * @param resource plural, with the subresource behind a slash ({@code pods/log})
 */
public record Permission(String group, String resource, String verb) {
  private static final String CORE = "";
  private static final String NETWORKING = "networking.k8s.io";
  private static final String NETWORK_POLICIES = "networkpolicies";

  /** What is needed in a namespace of this side. */
  public static List<Permission> needed(Side side) {
    List<Permission> all = new ArrayList<>();
    add(all, CORE, "persistentvolumeclaims", "get");
    add(all, CORE, "pods", "create", "delete", "list", "watch");
    add(all, CORE, "pods/log", "get");
    add(all, CORE, "configmaps", "create", "delete", "list");
    add(all, CORE, "secrets", "create", "delete");
    if (side == Side.DESTINATION) {
      add(all, CORE, "services", "create", "delete");
    }
    add(all, NETWORKING, NETWORK_POLICIES, "create", "delete");
    return List.copyOf(all);
  }

  /** The same, and what the spec's own wishes need besides. */
  public static List<Permission> needed(Side side, TransferSpec spec) {
    List<Permission> all = new ArrayList<>(needed(side));
    if (spec.pods().isolation() == Isolation.NONE) {
      all.removeIf(Permission::isOfNetworkPolicies);
    }
    if (side == Side.DESTINATION && spec.claims().create()) {
      add(all, CORE, "persistentvolumeclaims", "create");
    }
    Endpoint endpoint = spec.endpoint();
    boolean open = endpoint instanceof Endpoint.Auto && !spec.withinOneCluster();
    if (side == Side.DESTINATION && (open || endpoint instanceof Endpoint.LoadBalancer)) {
      add(all, CORE, "services", "watch");
    }
    if (side == Side.DESTINATION && (open || endpoint instanceof Endpoint.Route)) {
      add(all, "route.openshift.io", "routes", "create", "delete");
    }
    return List.copyOf(all);
  }

  /** What is needed besides, where the claims of a source namespace are to be found out. */
  public static List<Permission> neededToListClaims(WholeNamespace namespace) {
    List<Permission> all = new ArrayList<>();
    add(all, CORE, "persistentvolumeclaims", "list");
    namespace
        .workload()
        .ifPresent(
            workload -> add(all, workload.kind().group(), workload.kind().resource(), "get"));
    return List.copyOf(all);
  }

  /** What a run does without where it must, and then says less of what keeps a pod. */
  public static List<Permission> useful() {
    List<Permission> all = new ArrayList<>();
    add(all, CORE, "events", "list", "watch");
    return List.copyOf(all);
  }

  /** What {@code networkPolicies: false} makes unnecessary. */
  public boolean isOfNetworkPolicies() {
    return resource.equals(NETWORK_POLICIES);
  }

  private static void add(List<Permission> all, String group, String resource, String... verbs) {
    for (String verb : verbs) {
      all.add(new Permission(group, resource, verb));
    }
  }

  @Override
  public String toString() {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }
}
