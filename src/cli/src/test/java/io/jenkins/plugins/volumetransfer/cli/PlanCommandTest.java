package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  private static final String[] PLAN = {
    "plan", "--from", "app-3/data", "--to", "app-4/data", "--run-id", "r1"
  };
  private final Typed typed = Typed.without();

  @Test
  @DisplayName("prints every object as a YAML document, in the order of creation")
  void order() throws IOException {
    assertThat(typed.run(PLAN)).isEqualTo(0);

    assertThat(documents().stream().map(PlanCommandTest::named))
        .containsExactly(
            "ConfigMap app-4/vt-r1-data-destination",
            "Secret app-4/vt-r1-data-destination",
            "NetworkPolicy app-4/vt-r1-data-destination",
            "Service app-4/vt-r1-data-destination",
            "Pod app-4/vt-r1-data-destination-1",
            "ConfigMap app-3/vt-r1-data-source",
            "Secret app-3/vt-r1-data-source",
            "NetworkPolicy app-3/vt-r1-data-source",
            "Pod app-3/vt-r1-data-source-1");
  }

  @Test
  @DisplayName("no key is printed: all values of Secrets are one placeholder")
  void noKeys() throws IOException {
    typed.run(PLAN);

    assertThat(typed.out()).doesNotContain("BEGIN").doesNotContain("PRIVATE");
    assertThat(documents())
        .filteredOn(object -> object.path("kind").asText().equals("Secret"))
        .hasSize(2)
        .allSatisfy(
            secret -> {
              assertThat(secret.has("data")).isFalse();
              assertThat(secret.path("stringData"))
                  .hasSize(3)
                  .allMatch(
                      value -> value.asText().equals("made anew for each run, never printed"));
            });
  }

  @Test
  @DisplayName("the source dials the Service by its name, or the address that is given")
  void address() {
    typed.run(PLAN);
    assertThat(typed.out())
        .contains("connect = vt-r1-data-destination.app-4.svc:8443")
        .contains("# A run writes the Service's ClusterIP into `connect`.")
        .contains("# A run names the Service's ClusterIP in the rules that are open to all here");

    Typed given = Typed.without();
    given.run("plan", "--from=a/b", "--to=c/d", "--address", "lb.example.com:443");
    assertThat(given.out()).contains("connect = lb.example.com:443").doesNotContain("# A run ");
  }

  @Test
  @DisplayName("says which endpoint it shows, and what only a run can tell")
  void endpoint() {
    typed.run(PLAN);
    assertThat(typed.out())
        .contains("# endpoint CLUSTER_IP: source and destination are in one cluster.");

    Typed open = Typed.without();
    open.run("plan", "--from=a/b", "--to=c/d", "--source-context=x");
    assertThat(open.out())
        .contains("# endpoint AUTO, shown as LOAD_BALANCER: a run asks the clusters")
        .contains("type: \"LoadBalancer\"");

    Typed asked = Typed.without();
    asked.run("plan", "--from=a/b", "--to=c/d", "--endpoint=route");
    assertThat(asked.out())
        .contains("kind: \"Route\"")
        .contains("sni = ")
        .contains("# A run writes the address of the ROUTE endpoint into `connect`.");
  }

  @Test
  @DisplayName("--rbac names what the endpoint needs")
  void rbacOfEndpoint() {
    typed.run("plan", "--from=a/b", "--to=a/d", "--rbac", "--endpoint=route");
    assertThat(typed.out()).contains("route.openshift.io");

    Typed balancer = Typed.without();
    balancer.run("plan", "--from=a/b", "--to=c/d", "--source-context=x", "--rbac");
    assertThat(balancer.out()).contains("route.openshift.io").contains("\"services\"");
  }

  @Test
  @DisplayName("says beforehand what cannot be kept without root")
  void nonRoot() {
    typed.run("plan", "--from=a/b", "--to=c/d", "--non-root");

    assertThat(typed.out()).contains("# non-root: owners, groups and device files are not kept");
  }

  @Test
  @DisplayName("--side prints the objects of one side")
  void side() throws IOException {
    typed.runWith("", "plan", "--from=a/b", "--to=c/d", "--side", "source");

    assertThat(documents())
        .extracting(object -> object.at("/metadata/namespace").asText())
        .containsExactly("a", "a", "a", "a");
  }

  @Test
  @DisplayName("--rbac prints a Role for each namespace, of both sides where they share one")
  void rbac() throws IOException {
    typed.run("plan", "--from=a/b", "--to=a/d", "--rbac");

    assertThat(documents()).hasSize(1);
    assertThat(typed.out()).contains("kind: \"Role\"").contains("networkpolicies");
  }

  @Test
  @DisplayName("--rbac between two clusters keeps the sides apart")
  void rbacOfTwoClusters() throws IOException {
    typed.run("plan", "--from=a/b", "--to=a/b", "--source-context=x", "--address=h:1", "--rbac");

    assertThat(documents()).hasSize(2);
    assertThat(typed.out())
        .contains("# In the cluster of the source.")
        .contains("# In the cluster of the destination.");
  }

  @Test
  @DisplayName(
      "--all: the Roles let the claims be listed at the source; nothing else can be planned")
  void wholeNamespace() throws IOException {
    String[] all = {"plan", "--all", "--source-namespace=a", "--destination-namespace=b"};
    assertThat(typed.run(all)).isEqualTo(2);
    assertThat(typed.err()).contains("--all: plan asks no cluster, so it can't know the claims");

    typed.run("plan", "--all", "--source-namespace=a", "--destination-namespace=b", "--rbac");

    assertThat(documents())
        .extracting(role -> role.at("/rules/0/verbs").toString())
        .containsExactly("[\"get\",\"list\"]", "[\"get\"]");
  }

  @Test
  @DisplayName("--service-account prints the account, and binds each Role to it")
  void serviceAccount() throws IOException {
    typed.run("plan", "--from=a/b", "--to=c/d", "--rbac", "--service-account=ci/mover");

    assertThat(documents().stream().map(PlanCommandTest::named))
        .containsExactly(
            "Role a/volume-transfer",
            "Role c/volume-transfer",
            "ServiceAccount ci/mover",
            "RoleBinding a/volume-transfer",
            "RoleBinding c/volume-transfer");
    assertThat(documents().get(3).path("roleRef").path("name").asText())
        .isEqualTo("volume-transfer");
    assertThat(documents().get(3).at("/subjects/0/namespace").asText()).isEqualTo("ci");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --rbac --service-account=mover                        | --service-account: is "mover"; write NAMESPACE/NAME
          --rbac --service-account=ci/m --source-context=x      | --service-account: it is in one cluster only; give --side
          --service-account=ci/m                                | --service-account goes only with --rbac
          """)
  @DisplayName("an account that can't be bound is refused")
  void noServiceAccount(String options, String message) {
    String[] plan = ("plan --from=a/b --to=c/d " + options).split(" +");

    assertThat(typed.run(plan)).isEqualTo(2);

    assertThat(typed.err()).contains(message);
  }

  @Test
  @DisplayName("asks no cluster")
  void noCluster() {
    typed.run(PLAN);

    assertThat(typed.opened()).isEmpty();
  }

  private List<JsonNode> documents() throws IOException {
    YAMLFactory yaml = new YAMLFactory();
    return new ObjectMapper(yaml)
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(yaml.createParser(typed.out()))
        .readAll();
  }

  private static String named(JsonNode object) {
    return object.path("kind").asText()
        + " "
        + object.at("/metadata/namespace").asText()
        + "/"
        + object.at("/metadata/name").asText();
  }
}
