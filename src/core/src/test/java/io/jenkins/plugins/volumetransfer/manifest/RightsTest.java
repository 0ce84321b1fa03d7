package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: a run has the rights that it needs, and no more. */
class RightsTest {
  @Test
  @DisplayName("only a load balancer is watched, and only a Route needs rights on Routes")
  void rightsOfEndpoints() {
    assertThat(besides(new Endpoint.ClusterIp())).isEmpty();
    assertThat(besides(new Endpoint.NodePort(Optional.empty()))).isEmpty();
    assertThat(besides(new Endpoint.Auto())).isEmpty();
    assertThat(besides(new Endpoint.LoadBalancer())).containsExactly("watch services");
    assertThat(besides(new Endpoint.Route()))
        .containsExactly("create routes.route.openshift.io", "delete routes.route.openshift.io");
  }

  private static List<String> besides(Endpoint endpoint) {
    TransferSpec spec = SampleTransfers.spec("a/x b/x").withEndpoint(endpoint);
    assertThat(Permission.needed(Side.SOURCE, spec)).isEqualTo(Permission.needed(Side.SOURCE));
    List<Permission> all = new ArrayList<>(Permission.needed(Side.DESTINATION, spec));
    all.removeAll(Permission.needed(Side.DESTINATION));
    return texts(all);
  }

  @ParameterizedTest
  @DisplayName("each side's NetworkPolicy needs rights, and `networkPolicies: false` needs none")
  @EnumSource(Side.class)
  void rightsOfPolicies(Side side) {
    TransferSpec without =
        SpecReader.read("{volumes: [{from: a/x, to: b/x}], networkPolicies: false}");
    List<String> besides = new ArrayList<>(texts(Permission.needed(side)));
    besides.removeAll(texts(Permission.needed(side, without)));

    assertThat(besides)
        .containsExactly(
            "create networkpolicies.networking.k8s.io", "delete networkpolicies.networking.k8s.io");
  }

  @ParameterizedTest
  @DisplayName("the Role of a namespace allows what Permission lists for its side, and no more")
  @EnumSource(Side.class)
  void roleOfOneSide(Side side) {
    List<HasMetadata> roles = Rbac.roles(SampleTransfers.spec("a/x b/x"), EnumSet.of(side));

    assertThat(roles).hasSize(1);
    assertThat(roles.get(0).getMetadata().getNamespace())
        .isEqualTo(side == Side.SOURCE ? "a" : "b");
    assertThat(allowed((Role) roles.get(0)))
        .containsExactlyInAnyOrderElementsOf(texts(granted(side)));
  }

  @Test
  @DisplayName("two namespaces get a Role each")
  void rolesOfTwoNamespaces() {
    assertThat(Rbac.roles(SampleTransfers.spec("a/x b/x", "a/y b/y"), EnumSet.allOf(Side.class)))
        .extracting(role -> role.getMetadata().getNamespace())
        .containsExactly("a", "b");
  }

  @Test
  @DisplayName("one namespace gets one Role with the rights of both sides, each once")
  void roleOfBothSides() {
    List<HasMetadata> roles =
        Rbac.roles(SampleTransfers.spec("a/x a/y"), EnumSet.allOf(Side.class));

    assertThat(roles).hasSize(1);
    assertThat(allowed((Role) roles.get(0)))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(texts(granted(Side.DESTINATION)));
  }

  @Test
  @DisplayName("nothing of ours reads a Secret")
  void noSecretIsRead() {
    for (Side side : Side.values()) {
      assertThat(Permission.needed(side))
          .filteredOn(permission -> permission.resource().equals("secrets"))
          .extracting(Permission::verb)
          .containsExactlyInAnyOrder("create", "delete");
    }
  }

  private static List<Permission> granted(Side side) {
    return Stream.concat(Permission.needed(side).stream(), Permission.useful().stream()).toList();
  }

  private static List<String> allowed(Role role) {
    List<String> all = new ArrayList<>();
    for (PolicyRule rule : role.getRules()) {
      for (String verb : rule.getVerbs()) {
        all.add(
            new Permission(rule.getApiGroups().get(0), rule.getResources().get(0), verb)
                .toString());
      }
    }
    return all;
  }

  private static List<String> texts(List<Permission> permissions) {
    return permissions.stream().map(Permission::toString).toList();
  }
}
