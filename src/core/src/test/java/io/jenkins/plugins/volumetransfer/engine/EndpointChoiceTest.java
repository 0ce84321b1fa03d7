package io.jenkins.plugins.volumetransfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.EndpointChoice.Facts;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice.Sameness;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointChoiceTest {
  private static final Endpoint AUTO = new Endpoint.Auto();

  @ParameterizedTest(name = "AUTO with {0} cluster(s), routes {1}: {2}")
  @CsvSource({
    "ONE, false, CLUSTER_IP, are in one cluster",
    "ONE, true, CLUSTER_IP, are in one cluster",
    "TWO, true, ROUTE, two clusters",
    "TWO, false, LOAD_BALANCER, does not serve route.openshift.io",
    "UNKNOWN, true, ROUTE, nothing shows",
    "UNKNOWN, false, LOAD_BALANCER, nothing shows",
  })
  void auto(Sameness sameness, boolean routes, String chosen, String why) {
    EndpointChoice choice = EndpointChoice.of(AUTO, new Facts(sameness, routes));

    assertThat(choice.endpoint().text()).isEqualTo(chosen);
    assertThat(choice.toString()).startsWith("endpoint " + chosen + ": ").contains(why);
    assertThat(EndpointChoice.refusal(AUTO, new Facts(sameness, routes))).isEmpty();
  }

  @Test
  @DisplayName("a ClusterIP between two clusters is refused by name")
  void clusterIp() {
    Endpoint asked = new Endpoint.ClusterIp();

    assertThat(EndpointChoice.refusal(asked, new Facts(Sameness.TWO, false)))
        .get()
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.ENDPOINT_REFUSED))
        .satisfies(failure -> assertThat(failure.message()).contains("CLUSTER_IP", "are two"));
    assertThat(EndpointChoice.refusal(asked, new Facts(Sameness.ONE, false))).isEmpty();
    assertThat(EndpointChoice.refusal(asked, new Facts(Sameness.UNKNOWN, false))).isEmpty();
  }

  @Test
  @DisplayName("a Route where the API does not exist is refused by name")
  void route() {
    Endpoint asked = new Endpoint.Route();

    assertThat(EndpointChoice.refusal(asked, new Facts(Sameness.UNKNOWN, false)))
        .get()
        .satisfies(
            failure -> assertThat(failure.message()).contains("ROUTE", "route.openshift.io"));
    assertThat(EndpointChoice.refusal(asked, new Facts(Sameness.UNKNOWN, true))).isEmpty();
  }

  @Test
  @DisplayName("what the user asks for is taken, and is called so")
  void asked() {
    Endpoint asked = new Endpoint.NodePort(Optional.of("node.example.org"));

    assertThat(EndpointChoice.of(asked, new Facts(Sameness.ONE, true)))
        .hasToString("endpoint NODE_PORT at node.example.org: as the spec says");
  }
}
