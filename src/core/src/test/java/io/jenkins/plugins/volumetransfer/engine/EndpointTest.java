package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.begun;
import static io.jenkins.plugins.volumetransfer.engine.Happening.failed;
import static io.jenkins.plugins.volumetransfer.engine.Happening.fired;
import static io.jenkins.plugins.volumetransfer.engine.Happening.stopped;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a transfer dials, by endpoint, and what it does while that is not known. */
class EndpointTest {
  private static final Endpoint BALANCER = new Endpoint.LoadBalancer();

  @Test
  @DisplayName("the endpoint that was chosen when the run began is the one of its objects")
  void chosen() {
    RunUnderTest scene =
        RunUnderTest.given(RunUnderTest.SPEC)
            .when(
                s ->
                    new Event.Begun(
                        Optional.of(BALANCER),
                        List.of(
                            new Announcement.Notice(
                                Announcement.Notice.Subject.ENDPOINT, "because"))));

    assertThat(scene.actions())
        .contains(
            new Action.Announce(
                new Announcement.Notice(Announcement.Notice.Subject.ENDPOINT, "because")));
    assertThat(scene.when(Happening.done(RequestKind.CHECK_CLAIMS)).actions().toString())
        .contains("type=LoadBalancer");
  }

  @Test
  @DisplayName("a node port is dialled at the node of the destination pod")
  void nodePort() {
    RunUnderTest scene =
        published(new Endpoint.NodePort(Optional.empty()), Optional.empty(), 31234)
            .when(podReady(DESTINATION).onNode("192.0.2.7"));

    assertThat(scene.actions().toString()).contains("connect = 192.0.2.7:31234");
  }

  @Test
  @DisplayName("a node port is dialled at the node that the user names")
  void namedNode() {
    RunUnderTest scene =
        published(
                new Endpoint.NodePort(Optional.of("node.example.org")),
                Optional.of("node.example.org"),
                31234)
            .when(podReady(DESTINATION).onNode("192.0.2.7"));

    assertThat(scene.actions().toString()).contains("connect = node.example.org:31234");
  }

  @Test
  @DisplayName("a node port at a node without an address ends with a name of its own")
  void noNode() {
    RunUnderTest scene =
        published(new Endpoint.NodePort(Optional.empty()), Optional.empty(), 31234)
            .when(podReady(DESTINATION));

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(Reason.ENDPOINT_NOT_READY);
    assertThat(failure.message()).contains("endpoint NODE_PORT", "destination.address");
  }

  @Test
  @DisplayName("a Route is dialled by its host, which goes into the server name indication")
  void route() {
    RunUnderTest scene =
        published(new Endpoint.Route(), Optional.of("vt.apps.example.org"), 443)
            .when(podReady(DESTINATION));

    assertThat(scene.actions().toString())
        .contains("connect = vt.apps.example.org:443\nsni = vt.apps.example.org\n")
        .contains("checkHost = destination.postgresql.");
  }

  @Test
  @DisplayName("the Route is deleted with the rest, and only where there is one")
  void deletesRoute() {
    RunUnderTest scene =
        published(new Endpoint.Route(), Optional.of("vt.apps.example.org"), 443).when(stopped());

    assertThat(scene.told()).anyMatch(each -> each.contains("Route"));
    assertThat(RunUnderTest.in(Phase.CLEANING).told()).noneMatch(each -> each.contains("Route"));
  }

  @Test
  @DisplayName("a load balancer's address is waited for while the destination pod starts")
  void loadBalancer() {
    RunUnderTest scene = inPreparation(BALANCER).when(done());

    assertThat(scene.actions())
        .filteredOn(Action.WatchAddress.class::isInstance)
        .singleElement()
        .asString()
        .contains("destination");
    scene
        .when(podReady(DESTINATION))
        .then("warning: the load balancer has given the destination's Service no address yet")
        .thenPhase(Phase.STARTING_DESTINATION)
        .when(Happening.done(RequestKind.CREATE_DESTINATION_POD), balanced())
        .thenPhase(Phase.STARTING_SOURCE);
    assertThat(scene.actions().toString()).contains("connect = 203.0.113.9:8443");
  }

  @Test
  @DisplayName("an address that comes before the pod is ready is kept")
  void early() {
    RunUnderTest scene =
        inPreparation(BALANCER)
            .when(done(), balanced())
            .thenPhase(Phase.STARTING_DESTINATION)
            .when(Happening.done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION));

    assertThat(scene.actions().toString()).contains("connect = 203.0.113.9:8443");
  }

  @Test
  @DisplayName("a load balancer without an address in time ends the transfer, and says what to do")
  void never() {
    RunUnderTest scene =
        inPreparation(BALANCER)
            .when(done(), podReady(DESTINATION))
            .when(fired(Timer.Kind.POD_START));

    Failure failure = scene.cleanedUp().failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(Reason.ENDPOINT_NOT_READY);
    assertThat(failure.message())
        .contains("within 600 s", "NODE_PORT", "destination.address", "podStartTimeoutSeconds");
  }

  @Test
  @DisplayName("a Service that may not be watched ends the transfer with the right that is missing")
  void notWatched() {
    RunUnderTest scene =
        inPreparation(BALANCER)
            .when(done())
            .when(failed(RequestKind.CREATE_DESTINATION, Reason.PERMISSION_DENIED));

    assertThat(scene.cleanedUp().failure().orElseThrow().reason())
        .isEqualTo(Reason.PERMISSION_DENIED);
  }

  private static RunUnderTest inPreparation(Endpoint endpoint) {
    return RunUnderTest.given(RunUnderTest.SPEC.withEndpoint(endpoint))
        .when(begun(), Happening.done(RequestKind.CHECK_CLAIMS));
  }

  private static RunUnderTest published(Endpoint endpoint, Optional<String> host, int port) {
    return inPreparation(endpoint)
        .when(
            s ->
                new Event.StepDone(
                    s.transfer(),
                    RequestKind.CREATE_DESTINATION,
                    Optional.of(new Published(host, port))),
            Happening.done(RequestKind.CREATE_DESTINATION_POD));
  }

  /** The objects are there, the address is not. */
  private static Happening done() {
    return s -> new Event.StepDone(s.transfer(), RequestKind.CREATE_DESTINATION, Optional.empty());
  }

  private static Happening balanced() {
    return s ->
        new Event.AddressPublished(s.transfer(), new Published(Optional.of("203.0.113.9"), 8443));
  }
}
