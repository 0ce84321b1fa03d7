package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The local API server")
@Tag("integration")
class ApiTest extends LocalClusterFixture {

  @AfterEach
  void healthyAgain() {
    cluster.faults().clear();
    cluster.access().allow("delete", "secrets");
  }

  private static ConfigMapBuilder configMap(String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .addToLabels("value", value)
        .endMetadata()
        .addToData("key", value);
  }

  private List<String> names(String key, String... values) {
    return client
        .configMaps()
        .inNamespace(NAMESPACE)
        .withLabelIn(key, values)
        .list()
        .getItems()
        .stream()
        .map(map -> map.getMetadata().getName())
        .toList();
  }

  @Test
  @DisplayName("tells an informer of pods that come, change and go")
  void informer() {
    List<String> events = new CopyOnWriteArrayList<>();
    try (var informer =
        client
            .pods()
            .inNamespace(NAMESPACE)
            .withLabel("informed", "yes")
            .inform(
                new ResourceEventHandler<Pod>() {
                  @Override
                  public void onAdd(Pod pod) {
                    events.add("added " + pod.getStatus().getPhase());
                  }

                  @Override
                  public void onUpdate(Pod before, Pod after) {
                    events.add("updated " + after.getStatus().getPhase());
                  }

                  @Override
                  public void onDelete(Pod pod, boolean unknown) {
                    events.add("deleted " + pod.getStatus().getPhase());
                  }
                })) {
      create(
          bash("informed", "exit 0").editMetadata().addToLabels("informed", "yes").endMetadata());
      awaitPhase("informed", "Succeeded");
      client.pods().inNamespace(NAMESPACE).withName("informed").delete();

      await().atMost(PATIENCE).until(() -> events.contains("deleted Succeeded"));

      assertThat(events).startsWith("added Pending").contains("updated Succeeded");
    }
  }

  @Test
  @DisplayName("loses no event between a list and the watch that follows, and repeats none")
  void watchFromVersion() {
    client.resource(configMap("watched-1", "a").build()).create();
    String version =
        client.configMaps().inNamespace(NAMESPACE).list().getMetadata().getResourceVersion();
    client.resource(configMap("watched-2", "a").build()).create();
    List<String> events = new CopyOnWriteArrayList<>();

    try (var watch =
        client
            .configMaps()
            .inNamespace(NAMESPACE)
            .withResourceVersion(version)
            .watch(recorder(events))) {
      client.resource(configMap("watched-2", "b").build()).update();
      client.resource(configMap("watched-2", "b").build()).delete();

      await().atMost(PATIENCE).until(() -> events.size() >= 3);
    }

    assertThat(events)
        .containsExactly("ADDED watched-2", "MODIFIED watched-2", "DELETED watched-2");
  }

  @Test
  @DisplayName("calls an object deleted that a watch's selector does not select any more")
  void watchWithSelector() {
    client.resource(configMap("leaving", "here").build()).create();
    List<String> events = new CopyOnWriteArrayList<>();

    try (var watch =
        client
            .configMaps()
            .inNamespace(NAMESPACE)
            .withLabel("value", "here")
            .watch(recorder(events))) {
      client.resource(configMap("leaving", "there").build()).update();

      await().atMost(PATIENCE).until(() -> events.size() >= 2);
    }

    assertThat(events).containsExactly("ADDED leaving", "DELETED leaving");
  }

  private static <T extends HasMetadata> Watcher<T> recorder(List<String> events) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, T object) {
        events.add(action + " " + object.getMetadata().getName());
      }

      @Override
      public void onClose(WatcherException cause) {
        events.add("closed");
      }
    };
  }

  @Test
  @DisplayName("answers a watch from forgotten history with 410, and an informer recovers")
  void forgottenHistory() {
    List<String> added = new CopyOnWriteArrayList<>();
    try (var informer =
        client
            .configMaps()
            .inNamespace(NAMESPACE)
            .withLabel("value", "gap")
            .inform(
                new ResourceEventHandler<ConfigMap>() {
                  @Override
                  public void onAdd(ConfigMap map) {
                    added.add(map.getMetadata().getName());
                  }

                  @Override
                  public void onUpdate(ConfigMap before, ConfigMap after) {}

                  @Override
                  public void onDelete(ConfigMap map, boolean unknown) {}
                })) {
      await().atMost(PATIENCE).until(() -> cluster.watches().count() == 1);
      cluster.faults().inject("watch", "configmaps", new RequestFault.Refuse(503), 1);
      cluster.watches().interrupt();
      client.resource(configMap("in-the-gap", "gap").build()).create();
      cluster.watches().forgetHistory();

      await().atMost(PATIENCE).until(() -> added.contains("in-the-gap"));
    }
  }

  @Test
  @DisplayName("selects by in and notin, and deletes only what is selected")
  void setSelectors() {
    client.resource(configMap("set-a", "set-a").build()).create();
    client.resource(configMap("set-b", "set-b").build()).create();
    client.resource(configMap("set-c", "set-c").build()).create();

    client.configMaps().inNamespace(NAMESPACE).withLabelIn("value", "set-a", "set-b").delete();

    assertThat(names("value", "set-a", "set-b", "set-c")).containsExactly("set-c");
  }

  @Test
  @DisplayName("does nothing on a dry run but says what it would do")
  void dryRun() {
    ConfigMap answer = client.resource(configMap("dry", "run").build()).dryRun().create();

    assertThat(answer.getMetadata().getUid()).isNotEmpty();
    assertThat(client.configMaps().inNamespace(NAMESPACE).withName("dry").get()).isNull();
  }

  @Test
  @DisplayName("makes a name from generateName")
  void generateName() {
    ConfigMap created =
        client
            .resource(
                configMap("", "x")
                    .editMetadata()
                    .withName(null)
                    .withGenerateName("made-")
                    .endMetadata()
                    .build())
            .create();

    assertThat(created.getMetadata().getName()).matches("made-[a-z0-9]{5}");
  }

  @Test
  @DisplayName("refuses what was denied in Kubernetes' own words, and says so beforehand")
  void denied() {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("kept")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build())
        .create();
    cluster.access().deny("delete", "secrets");

    assertThatThrownBy(() -> client.secrets().inNamespace(NAMESPACE).withName("kept").delete())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            refusal -> {
              assertThat(refusal.getCode()).isEqualTo(403);
              assertThat(refusal.getStatus().getMessage())
                  .isEqualTo(
                      "secrets \"kept\" is forbidden: User \"local-user\" cannot delete resource"
                          + " \"secrets\" in API group \"\" in the namespace \"test\"");
            });
    assertThat(mayI("delete", "secrets")).isFalse();
    assertThat(mayI("create", "secrets")).isTrue();
  }

  private boolean mayI(String verb, String resource) {
    return client
        .authorization()
        .v1()
        .selfSubjectAccessReview()
        .create(
            new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(NAMESPACE)
                .withVerb(verb)
                .withResource(resource)
                .endResourceAttributes()
                .endSpec()
                .build())
        .getStatus()
        .getAllowed();
  }

  @Test
  @DisplayName("meets requests with the faults that were ordered, as often as was said")
  void faults() {
    cluster.faults().inject("create", "configmaps", new RequestFault.Refuse(422), 1);

    assertThatThrownBy(() -> client.resource(configMap("faulty", "x").build()).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("an injected fault");
    assertThat(client.resource(configMap("faulty", "x").build()).create()).isNotNull();
  }

  @Test
  @DisplayName("lets a delayed request through after its delay")
  void delay() {
    Duration delay = Duration.ofMillis(300);
    cluster.faults().inject("list", "configmaps", new RequestFault.Delay(delay), 1);
    long before = System.nanoTime();

    client.configMaps().inNamespace(NAMESPACE).list();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(delay);
  }

  @Test
  @DisplayName("holds a request until something else has happened")
  void hold() {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CompletableFuture<Void> happened = new CompletableFuture<>();
    RequestFault hold =
        new RequestFault.Hold(
            () -> {
              asked.complete(null);
              return happened;
            },
            Duration.ofMinutes(1));
    cluster.faults().inject("list", "configmaps", hold, 1);

    CompletableFuture<?> answer =
        CompletableFuture.supplyAsync(() -> client.configMaps().inNamespace(NAMESPACE).list());

    assertThat(asked).succeedsWithin(Duration.ofSeconds(10));
    assertThat(answer).isNotDone();
    happened.complete(null);
    assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("counts requests by verb and resource")
  void counts() {
    long before = cluster.requests().of("list", "secrets");

    client.secrets().inNamespace(NAMESPACE).list();

    assertThat(cluster.requests().of("list", "secrets")).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("says that a namespace is missing, a name is taken, a version is stale")
  void conflicts() {
    assertThatThrownBy(
            () ->
                client
                    .resource(
                        configMap("x", "x")
                            .editMetadata()
                            .withNamespace("no")
                            .endMetadata()
                            .build())
                    .create())
        .hasMessageContaining("namespaces \"no\" not found");
    ConfigMap first = client.resource(configMap("taken", "1").build()).create();
    assertThatThrownBy(() -> client.resource(configMap("taken", "1").build()).create())
        .hasMessageContaining("configmaps \"taken\" already exists");
    client.resource(configMap("taken", "2").build()).update();
    assertThatThrownBy(() -> client.resource(first).lockResourceVersion().update())
        .hasMessageContaining("the object has been modified");
  }

  @Test
  @DisplayName("removes a key that a merge patch sets to null")
  void mergePatch() {
    client.resource(configMap("patched", "1").build()).create();

    client
        .configMaps()
        .inNamespace(NAMESPACE)
        .withName("patched")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"key\":null,\"other\":\"2\"}}");

    assertThat(client.configMaps().inNamespace(NAMESPACE).withName("patched").get().getData())
        .isEqualTo(Map.of("other", "2"));
  }

  @Test
  @DisplayName("deletes what an object owns along with it")
  void ownedObjects() {
    ConfigMap owner = client.resource(configMap("owner", "x").build()).create();
    client.resource(owned("owned", "owner", owner.getMetadata().getUid())).create();

    client.resource(owner).delete();

    assertThat(client.configMaps().inNamespace(NAMESPACE).withName("owned").get()).isNull();
  }

  @Test
  @DisplayName("takes what comes when its owner has gone, and what has another's uid for its owner")
  void danglingObjects() {
    ConfigMap owner = client.resource(configMap("other", "x").build()).create();
    client.resource(owned("kept", "other", owner.getMetadata().getUid())).create();
    client.resource(owned("dangling", "other", "11111111-2222-3333-4444-555555555555")).create();

    await()
        .atMost(PATIENCE)
        .until(() -> client.configMaps().inNamespace(NAMESPACE).withName("dangling").get() == null);
    assertThat(client.configMaps().inNamespace(NAMESPACE).withName("kept").get()).isNotNull();
  }

  private static ConfigMap owned(String name, String owner, String uid) {
    return configMap(name, "x")
        .editMetadata()
        .addNewOwnerReference()
        .withApiVersion("v1")
        .withKind("ConfigMap")
        .withName(owner)
        .withUid(uid)
        .endOwnerReference()
        .endMetadata()
        .build();
  }
}
