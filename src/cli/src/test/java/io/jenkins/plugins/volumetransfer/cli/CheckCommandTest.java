package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: `check` says what `transfer` would fail with, and `transfer` fails with just that. */
class CheckCommandTest {
  private static final String FROM = "--from=app-3/data";
  private static final String TO = "--to=app-4/data";

  @Test
  @DisplayName("where nothing stands in the way, each check has its line, and the exit code is 0")
  void ok() {
    Typed typed = Typed.into(new FakeCluster());

    assertThat(typed.run("check", FROM, TO)).isZero();
    assertThat(typed.out())
        .contains(
            "ok         cluster        the cluster answers",
            "ok         permissions    all that are needed are given",
            "ok         pod security   namespace app-3 sets no level",
            "ok         claim          the source claim app-3/data:",
            "ok         users          no pod uses the destination claim app-4/data",
            "ok         capacity       app-4/data has 5Gi, app-3/data has 5Gi",
            "ok         admission      the destination cluster would admit 5 objects",
            "Nothing stands in the way: 11 ok, 0 warnings, 0 not known, 0 failed.");
  }

  @Test
  @DisplayName("that a server is waited for is told on stderr, by both commands")
  void waits() {
    FakeCluster cluster = new FakeCluster().saysOfItsSlowness("waiting for it");
    Typed check = Typed.into(cluster);
    Typed transfer = Typed.into(cluster);

    assertThat(check.run("check", FROM, TO)).isZero();
    assertThat(transfer.run("transfer", FROM, TO)).isZero();

    assertThat(check.err()).startsWith("volume-transfer: waiting for it\n");
    assertThat(transfer.err()).contains(" warning: waiting for it\n");
  }

  @Test
  @DisplayName("what the server would not admit is told before anything is made")
  void notAdmitted() {
    Failure full = new Failure(Reason.QUOTA_EXCEEDED, "create Pod app-4/x: exceeded quota");
    FakeCluster cluster = new FakeCluster().admitsNo("Pod", full);
    Typed typed = Typed.into(cluster);

    assertThat(typed.run("check", FROM, TO)).isOne();
    assertThat(typed.out())
        .contains("failed     admission      QUOTA_EXCEEDED: destination: " + full.message())
        .contains("failed     admission      QUOTA_EXCEEDED: source: " + full.message());
    assertThat(cluster.rehearsed())
        .extracting(HasMetadata::getKind)
        .contains("Pod", "Service", "Secret", "ConfigMap", "NetworkPolicy");
    assertThat(cluster.created()).isEmpty();
  }

  @Test
  @DisplayName("claims that are to be made are asked for too, but not by who may not make them")
  void newClaims() {
    Failure full = new Failure(Reason.QUOTA_EXCEEDED, "create it: exceeded quota");
    FakeCluster cluster =
        new FakeCluster()
            .withoutClaim("app-4", "data")
            .admitsNo("PersistentVolumeClaim", full)
            .lacks(new Permission("", "secrets", "create"));
    FakeCluster allowing =
        new FakeCluster().withoutClaim("app-4", "data").admitsNo("PersistentVolumeClaim", full);
    Typed typed = Typed.into(allowing);

    assertThat(typed.run("check", FROM, TO, "--create")).isOne();
    assertThat(typed.out())
        .contains("failed     admission      QUOTA_EXCEEDED: destination: " + full.message());
    assertThat(Typed.into(cluster).run("check", FROM, TO, "--create")).isOne();
    assertThat(cluster.rehearsed()).isEmpty();
  }

  @Test
  @DisplayName("the objects of all transfers are to be admitted, those that are alike once")
  void allTransfers() {
    FakeCluster cluster = new FakeCluster();

    assertThat(
            Typed.into(cluster)
                .run(
                    "check",
                    "--from=app-3/data",
                    "--from=app-3/more",
                    "--from=app-3/most",
                    "--to=app-4/data",
                    "--to=app-4/more",
                    "--to=app-5/most"))
        .isZero();
    assertThat(cluster.rehearsed())
        .filteredOn(Pod.class::isInstance)
        .extracting(pod -> pod.getMetadata().getNamespace())
        .containsExactlyInAnyOrder("app-3", "app-4", "app-5");
  }

  @Test
  @DisplayName("what a server remarks on what it would admit is a warning")
  void remarks() {
    Typed typed = Typed.into(new FakeCluster().remarksOnPods("would violate PodSecurity"));

    assertThat(typed.run("check", FROM, TO)).isZero();
    assertThat(typed.out())
        .contains(
            "ok         admission      the destination cluster would admit 5 objects",
            "warning    admission      destination: on Pods in namespace app-4 the API server"
                + " remarks: would violate PodSecurity",
            "2 warnings, 0 not known, 0 failed.");
  }

  @Test
  @DisplayName("nothing is created by it")
  void createsNothing() {
    FakeCluster cluster = new FakeCluster().withoutClaim("app-4", "data");

    assertThat(Typed.into(cluster).run("check", FROM, TO, "--create")).isZero();
    assertThat(cluster.created()).isEmpty();
  }

  @Test
  @DisplayName("a destination that a pod uses is refused, by both commands, in the same words")
  void destinationInUse() {
    FakeCluster cluster = new FakeCluster().uses("app-4", "data", "postgresql-0");
    String words =
        "the destination claim app-4/data is used by pod postgresql-0 on node node-1; stop what"
            + " uses it, or set `allowInUse: true`";

    refused(cluster, "CLAIM_IN_USE", words);
    assertThat(cluster.created()).isEmpty();
  }

  @Test
  @DisplayName("--allow-in-use lets it, with a warning, and the pod goes to the same node")
  void allowed() {
    FakeCluster cluster = new FakeCluster().uses("app-4", "data", "postgresql-0");
    Typed typed = Typed.into(cluster);

    assertThat(typed.run("transfer", FROM, TO, "--allow-in-use")).isZero();
    assertThat(typed.err())
        .contains("warning: the destination claim app-4/data is used by pod postgresql-0");
    assertThat(nodes(cluster)).containsExactly("node-1", "");
  }

  @Test
  @DisplayName("a source that a pod uses is copied, on the node of that pod")
  void sourceInUse() {
    FakeCluster cluster = new FakeCluster().uses("app-3", "data", "postgresql-0");

    assertThat(Typed.into(cluster).run("transfer", FROM, TO)).isZero();
    assertThat(nodes(cluster)).containsExactly("", "node-1");
  }

  @Test
  @DisplayName("a namespace that admits no root is refused by name, and not with --non-root")
  void podSecurity() {
    FakeCluster cluster =
        new FakeCluster().labels("app-4", "pod-security.kubernetes.io/enforce", "restricted");

    refused(cluster, "POD_SECURITY", "namespace app-4 enforces the Pod Security level restricted");
    assertThat(Typed.into(cluster).run("check", FROM, TO, "--non-root")).isZero();
  }

  @Test
  @DisplayName("each right that is missing is named")
  void permissions() {
    refused(
        new FakeCluster()
            .lacks(new Permission("", "secrets", "create"))
            .lacks(new Permission("", "pods/log", "get")),
        "PERMISSION_DENIED",
        "not allowed to get pods/log, create secrets in namespace app-3 (source); get pods/log,"
            + " create secrets in namespace app-4 (destination)");
  }

  @Test
  @DisplayName("who may make no NetworkPolicies is refused, and told of the field that makes none")
  void policies() {
    FakeCluster cluster =
        new FakeCluster().lacks(new Permission("networking.k8s.io", "networkpolicies", "create"));
    refused(
        cluster,
        "PERMISSION_DENIED",
        "create networkpolicies.networking.k8s.io in namespace app-3 (source); create"
            + " networkpolicies.networking.k8s.io in namespace app-4 (destination)");
    refused(
        cluster,
        "PERMISSION_DENIED",
        "; with `networkPolicies: false` no right on networkpolicies is needed");

    assertThat(Typed.into(cluster).run("check", FROM, TO, "--no-network-policies")).isZero();
    assertThat(Typed.into(cluster).run("transfer", FROM, TO, "--no-network-policies")).isZero();
    assertThat(cluster.created()).noneMatch(NetworkPolicy.class::isInstance);
  }

  @Test
  @DisplayName("without the right to read Events a transfer goes on, and says what it will not say")
  void withoutEvents() {
    FakeCluster cluster = new FakeCluster().lacks(new Permission("", "events", "watch"));
    Typed typed = Typed.into(cluster);

    assertThat(typed.run("transfer", FROM, TO)).isZero();
    assertThat(typed.err()).contains("warning: not allowed to watch events in namespace app-3");
  }

  @Test
  @DisplayName("--create makes a missing claim like its source, and leaves it there")
  void create() {
    FakeCluster cluster = new FakeCluster().withoutClaim("app-4", "data");

    assertThat(Typed.into(cluster).run("transfer", FROM, TO, "--create")).isZero();

    PersistentVolumeClaim made = (PersistentVolumeClaim) cluster.created().get(0);
    assertThat(made.getMetadata().getNamespace()).isEqualTo("app-4");
    assertThat(made.getMetadata().getLabels()).isEmpty();
    assertThat(made.getSpec().getStorageClassName()).isEqualTo("fast");
    assertThat(made.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
    assertThat(made.getSpec().getResources().getRequests().get("storage")).hasToString("5Gi");
    assertThat(cluster.deleted()).noneMatch(ref -> ref.name().equals("data"));
  }

  @Test
  @DisplayName("without --create a missing claim is refused, and the option is named")
  void missing() {
    refused(
        new FakeCluster().withoutClaim("app-4", "data"),
        "CLAIM_MISSING",
        "the destination claim app-4/data does not exist; create it (`create: true` makes it like"
            + " its source), or correct its name");
  }

  @Test
  @DisplayName("a class that the destination does not have is refused before anything is made")
  void storageClass() {
    FakeCluster cluster = new FakeCluster().withoutClaim("app-4", "data");

    refused(
        cluster,
        "STORAGE_CLASS_MISSING",
        "there is no storage class gone; give another by `storageClass` or `storageClasses`",
        "--create",
        "--storage-class=gone");
    assertThat(cluster.created()).isEmpty();
  }

  @Test
  @DisplayName("--output json: a line for each finding, and how many there are of each verdict")
  void json() throws Exception {
    Typed typed = Typed.into(new FakeCluster().uses("app-4", "data", "postgresql-0"));

    assertThat(typed.run("check", FROM, TO, "--output", "json")).isEqualTo(1);

    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = typed.out().lines().toList();
    String page = Files.readString(Path.of("../../docs/json.md"));
    for (String line : lines) {
      JsonNode event = mapper.readTree(line);
      assertThat(page).contains("\n| `" + event.path("event").asText() + "` | ");
      event.fieldNames().forEachRemaining(name -> assertThat(page).contains("`" + name + "`"));
    }
    JsonNode last = mapper.readTree(lines.get(lines.size() - 1));
    assertThat(last.at("/findings/FAILED").asInt()).isEqualTo(1);
    assertThat(last.path("exitCode").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("--all looks at each claim of the namespace; that there is none is a finding")
  void wholeNamespace() {
    String[] line = {"check", "--all", "--source-namespace=app-3", "--destination-namespace=app-4"};
    Typed typed = Typed.into(new FakeCluster().hasClaims("data", "uploads"));

    assertThat(typed.run(line)).isZero();
    assertThat(typed.out()).contains("source claim app-3/data", "source claim app-3/uploads");

    Typed empty = Typed.into(new FakeCluster().hasClaims());
    assertThat(empty.run(line)).isEqualTo(1);
    assertThat(empty.out())
        .contains("failed     cluster        NO_CLAIMS: the source namespace app-3 has no claims");
  }

  @Test
  @DisplayName("--deep starts both pods, read-only, tells what it does, and deletes everything")
  void deep() {
    FakeCluster cluster = new FakeCluster();
    Typed typed = Typed.into(cluster);

    assertThat(typed.run("check", FROM, TO, "--deep")).isZero();
    assertThat(typed.out())
        .contains("ok         endpoint       data: the source reaches the destination");
    assertThat(typed.err()).contains("counting what would be sent").doesNotContain("copying");
    List<Pod> pods =
        cluster.created().stream().filter(Pod.class::isInstance).map(Pod.class::cast).toList();
    assertThat(pods)
        .hasSize(2)
        .allSatisfy(
            pod ->
                assertThat(pod.getSpec().getVolumes())
                    .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                    .allMatch(volume -> volume.getPersistentVolumeClaim().getReadOnly()));
    assertThat(cluster.deleted()).hasSameSizeAs(cluster.created());
  }

  @Test
  @DisplayName("--deep starts nothing where something stands in the way already")
  void deepRefused() {
    FakeCluster cluster = new FakeCluster().uses("app-4", "data", "postgresql-0");

    assertThat(Typed.into(cluster).run("check", FROM, TO, "--deep")).isEqualTo(1);
    assertThat(cluster.created()).isEmpty();
  }

  @Test
  @DisplayName("--deep makes no claim: what it can't know without one it says")
  void deepWithoutClaim() {
    FakeCluster cluster = new FakeCluster().withoutClaim("app-4", "data");
    Typed typed = Typed.into(cluster);

    assertThat(typed.run("check", FROM, TO, "--deep", "--create")).isZero();
    assertThat(typed.out()).contains("not known  content        the destination claim app-4/data");
    assertThat(cluster.created()).isEmpty();
  }

  @Test
  @DisplayName("--deep fails with what the run fails with")
  void deepFails() {
    Typed typed = Typed.into(new FakeCluster().endsWith("data", 23));

    assertThat(typed.run("check", FROM, TO, "--deep")).isEqualTo(1);
    assertThat(typed.out()).contains("failed     content        RSYNC_FAILED: rsync failed");
  }

  private static void refused(FakeCluster cluster, String reason, String words, String... options) {
    for (String command : List.of("check", "transfer")) {
      Typed typed = Typed.into(cluster);
      String[] line = new String[options.length + 3];
      line[0] = command;
      line[1] = FROM;
      line[2] = TO;
      System.arraycopy(options, 0, line, 3, options.length);

      assertThat(typed.run(line)).as(command).isEqualTo(1);
      assertThat(typed.out()).as(command).contains(reason, words);
    }
  }

  /** Of the pods, in the order of their creation: where each must go. */
  private static List<String> nodes(FakeCluster cluster) {
    return cluster.created().stream()
        .filter(Pod.class::isInstance)
        .map(CheckCommandTest::node)
        .toList();
  }

  private static String node(HasMetadata pod) {
    var affinity = ((Pod) pod).getSpec().getAffinity();
    return affinity == null
        ? ""
        : affinity
            .getNodeAffinity()
            .getRequiredDuringSchedulingIgnoredDuringExecution()
            .getNodeSelectorTerms()
            .get(0)
            .getMatchFields()
            .get(0)
            .getValues()
            .get(0);
  }
}
