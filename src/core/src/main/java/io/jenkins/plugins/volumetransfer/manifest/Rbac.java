package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Roles that a transfer needs, one a namespace, made from {@link Permission#needed}. */
public final class Rbac {
  private static final String NAME = "volume-transfer";

  private Rbac() {}

  /**
   * @param sides the sides whose Roles are wanted: both together only where they are one cluster
   */
  public static List<HasMetadata> roles(TransferSpec spec, Set<Side> sides) {
    Map<String, Set<Permission>> byNamespace = new LinkedHashMap<>();
    for (Transfer transfer : Transfer.of(spec)) {
      for (Side side : sides) {
        byNamespace
            .computeIfAbsent(transfer.namespace(side), namespace -> new LinkedHashSet<>())
            .addAll(Permission.needed(side, spec));
        byNamespace.get(transfer.namespace(side)).addAll(Permission.useful());
      }
    }
    List<HasMetadata> roles = new ArrayList<>();
    byNamespace.forEach(
        (namespace, permissions) ->
            roles.add(
                new RoleBuilder()
                    .withNewMetadata()
                    .withName(NAME)
                    .withNamespace(namespace)
                    .endMetadata()
                    .withRules(rules(permissions))
                    .build()));
    return roles;
  }

  private static List<PolicyRule> rules(Set<Permission> permissions) {
    Map<List<String>, List<String>> verbs = new LinkedHashMap<>();
    for (Permission permission : permissions) {
      verbs
          .computeIfAbsent(
              List.of(permission.group(), permission.resource()), key -> new ArrayList<>())
          .add(permission.verb());
    }
    List<PolicyRule> rules = new ArrayList<>();
    verbs.forEach(
        (resource, allowed) ->
            rules.add(
                new PolicyRuleBuilder()
                    .withApiGroups(resource.get(0))
                    .withResources(resource.get(1))
                    .withVerbs(allowed)
                    .build()));
    return rules;
  }
}
