package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
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
        add(byNamespace, transfer.namespace(side), Permission.needed(side, spec));
        add(byNamespace, transfer.namespace(side), Permission.useful());
      }
    }
    spec.all()
        .ifPresent(
            all -> {
              if (sides.contains(Side.SOURCE)) {
                add(byNamespace, all.from(), Permission.needed(Side.SOURCE, spec));
                add(byNamespace, all.from(), Permission.neededToListClaims(all));
                add(byNamespace, all.from(), Permission.useful());
              }
              if (sides.contains(Side.DESTINATION)) {
                add(byNamespace, all.to(), Permission.needed(Side.DESTINATION, spec));
                add(byNamespace, all.to(), Permission.useful());
              }
            });
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

  /**
   * A ServiceAccount, and the bindings that give it the Roles.
   *
   * @param roles of the cluster that the account is in
   */
  public static List<HasMetadata> bindings(
      List<HasMetadata> roles, String accountNamespace, String account) {
    List<HasMetadata> bindings = new ArrayList<>();
    bindings.add(
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withName(account)
            .withNamespace(accountNamespace)
            .endMetadata()
            .build());
    for (HasMetadata role : roles) {
      bindings.add(
          new RoleBindingBuilder()
              .withNewMetadata()
              .withName(role.getMetadata().getName())
              .withNamespace(role.getMetadata().getNamespace())
              .endMetadata()
              .withNewRoleRef("rbac.authorization.k8s.io", role.getKind(), NAME)
              .addNewSubject("", "ServiceAccount", account, accountNamespace)
              .build());
    }
    return bindings;
  }

  private static void add(
      Map<String, Set<Permission>> byNamespace, String namespace, List<Permission> permissions) {
    byNamespace.computeIfAbsent(namespace, none -> new LinkedHashSet<>()).addAll(permissions);
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
