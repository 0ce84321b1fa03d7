package io.jenkins.plugins.volumetransfer.cli.endtoend;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamedAuthInfoBuilder;
import io.fabric8.kubernetes.api.model.NamedClusterBuilder;
import io.fabric8.kubernetes.api.model.NamedContextBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A ServiceAccount with the Roles of a test, and a kubeconfig that logs in as it. */
final class KubernetesUser implements TestBed.User {
  private static final String NAME = "volume-transfer-test";

  private final KubernetesClient client;
  private final List<Role> roles;
  private final Path kubeconfig;

  private final Set<Permission> forbidden = new HashSet<>();

  private KubernetesUser(KubernetesClient client, List<Role> roles, Path kubeconfig) {
    this.client = client;
    this.roles = roles;
    this.kubeconfig = kubeconfig;
  }

  static KubernetesUser create(KubernetesClient client, String yaml, String... namespaces)
      throws Exception {
    String home = namespaces[0];
    // Another one than before, with the rights of this one alone.
    String account = NAME + "-" + UUID.randomUUID();
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(home)
                .endMetadata()
                .build())
        .create();
    List<Role> roles = new ArrayList<>();
    for (HasMetadata role :
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items()) {
      roles.add((Role) client.resource(role).createOr(given -> given.update()));
      client
          .resource(
              new RoleBindingBuilder()
                  .withNewMetadata()
                  .withName(NAME)
                  .withNamespace(role.getMetadata().getNamespace())
                  .endMetadata()
                  .addNewSubject()
                  .withKind("ServiceAccount")
                  .withName(account)
                  .withNamespace(home)
                  .endSubject()
                  .withNewRoleRef("rbac.authorization.k8s.io", "Role", role.getMetadata().getName())
                  .build())
          .createOr(given -> given.update());
    }
    return new KubernetesUser(client, roles, kubeconfig(client, login(client, home, account)));
  }

  /** With a token, and the authority of the API server. */
  private static Secret login(KubernetesClient client, String namespace, String account) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(account + "-token")
                .withNamespace(namespace)
                .addToAnnotations("kubernetes.io/service-account.name", account)
                .endMetadata()
                .withType("kubernetes.io/service-account-token")
                .build())
        .create();
    return client
        .secrets()
        .inNamespace(namespace)
        .withName(account + "-token")
        .waitUntilCondition(
            s -> s != null && s.getData() != null && s.getData().containsKey("token"),
            30,
            TimeUnit.SECONDS);
  }

  private static Path kubeconfig(KubernetesClient client, Secret login) throws Exception {
    Path file = Files.createTempFile("volume-transfer-test", ".kubeconfig");
    file.toFile().deleteOnExit();
    io.fabric8.kubernetes.api.model.Config config =
        new io.fabric8.kubernetes.api.model.ConfigBuilder()
            .addToClusters(
                new NamedClusterBuilder()
                    .withName("test")
                    .withNewCluster()
                    .withServer(client.getMasterUrl().toString())
                    .withCertificateAuthorityData(login.getData().get("ca.crt"))
                    .endCluster()
                    .build())
            .addToUsers(
                new NamedAuthInfoBuilder()
                    .withName("test")
                    .withNewUser()
                    .withToken(
                        new String(
                            Base64.getDecoder().decode(login.getData().get("token")),
                            StandardCharsets.UTF_8))
                    .endUser()
                    .build())
            .addToContexts(
                new NamedContextBuilder()
                    .withName("test")
                    .withNewContext()
                    .withCluster("test")
                    .withUser("test")
                    .endContext()
                    .build())
            .withCurrentContext("test")
            .build();
    Files.writeString(file, Serialization.asYaml(config));
    return file;
  }

  @Override
  public Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public void forbid(Permission permission) {
    forbidden.add(permission);
    roles.forEach(this::replace);
  }

  @Override
  public void allow(Permission permission) {
    forbidden.remove(permission);
    roles.forEach(this::replace);
  }

  private void replace(Role role) {
    List<PolicyRule> rules = new ArrayList<>();
    for (PolicyRule rule : role.getRules()) {
      List<String> verbs = new ArrayList<>(rule.getVerbs());
      forbidden.stream()
          .filter(each -> rule.getApiGroups().contains(each.group()))
          .filter(each -> rule.getResources().contains(each.resource()))
          .forEach(each -> verbs.remove(each.verb()));
      rules.add(new PolicyRuleBuilder(rule).withVerbs(verbs).build());
    }
    rules.removeIf(rule -> rule.getVerbs().isEmpty());
    Role changed =
        new RoleBuilder(role)
            .editMetadata()
            .withResourceVersion(null)
            .endMetadata()
            .withRules(rules)
            .build();
    client.resource(changed).update();
  }
}
