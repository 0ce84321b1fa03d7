package io.jenkins.plugins.volumetransfer.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: pods that could never be scheduled, or are never let in, are told of before they are made.
 */
class TransferChecksTest {
  private static final Map<String, String> LABELS = Map.of("disk", "hdd", "cores", "8");
  private static final String LACKS =
      "the source pod must go to node n1, where its claim is in use, but that node lacks the label"
          + " disk=ssd of `pods.nodeSelector`; change that, or stop what uses the claim";
  private static final String OTHERS =
      "the source pod must go to node n1, where its claim is in use, but that node is none of those"
          + " that `pods.affinity.nodeAffinity` requires; change that, or stop what uses the claim";

  @Test
  @DisplayName("a node that a claim in use asks for, and the pod's nodeSelector does not")
  void lacks() {
    assertThat(failed("source: {pods: {nodeSelector: {disk: ssd}}}", Optional.of(LABELS)))
        .extracting(Finding::text)
        .containsExactly(LACKS);
    assertThat(failed("pods: {nodeSelector: {disk: hdd}}", Optional.of(LABELS))).isEmpty();
    assertThat(failed("destination: {pods: {nodeSelector: {disk: ssd}}}", Optional.of(LABELS)))
        .extracting(Finding::text)
        .containsExactly(LACKS.replace("source", "destination"));
  }

  @Test
  @DisplayName("a node that may not be read is for the scheduler to tell of")
  void unknown() {
    TransferSpec spec = spec("source: {pods: {nodeSelector: {disk: ssd}}}");

    assertThat(findings(spec, Map.of(), Optional.empty()))
        .filteredOn(finding -> finding.text().contains("node n1, where"))
        .extracting(Finding::verdict, Finding::text)
        .containsExactly(
            tuple(
                Finding.Verdict.UNKNOWN,
                "the source pod must go to node n1, where its claim is in use, and whether `pods`"
                    + " lets it is not known: that node may not be read (get nodes)"));
    assertThat(findings(spec("pods: {}"), Map.of(), Optional.empty()))
        .noneMatch(finding -> finding.text().contains("node n1, where"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("a node that the pod's required affinity asks for, or not")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{matchExpressions: [{key: disk, operator: In, values: [ssd, hdd]}]}]|true",
        "[{matchExpressions: [{key: disk, operator: In, values: [ssd]}]}]|false",
        "[{matchExpressions: [{key: disk, operator: NotIn, values: [ssd]}]}]|true",
        "[{matchExpressions: [{key: disk, operator: NotIn, values: [hdd]}]}]|false",
        "[{matchExpressions: [{key: disk, operator: Exists}]}]|true",
        "[{matchExpressions: [{key: gpu, operator: Exists}]}]|false",
        "[{matchExpressions: [{key: gpu, operator: DoesNotExist}]}]|true",
        "[{matchExpressions: [{key: disk, operator: DoesNotExist}]}]|false",
        "[{matchExpressions: [{key: cores, operator: Gt, values: ['7']}]}]|true",
        "[{matchExpressions: [{key: cores, operator: Gt, values: ['8']}]}]|false",
        "[{matchExpressions: [{key: cores, operator: Lt, values: ['9']}]}]|true",
        "[{matchExpressions: [{key: cores, operator: Lt, values: ['8']}]}]|false",
        "[{matchExpressions: [{key: disk, operator: Lt, values: ['8']}]}]|false",
        "[{matchFields: [{key: metadata.name, operator: In, values: [n1]}]}]|true",
        "[{matchFields: [{key: metadata.name, operator: In, values: [n2]}]}]|false",
        // One term is enough, and all of a term.
        "[{matchExpressions: [{key: gpu, operator: Exists}]}, {matchExpressions: [{key: disk, operator: Exists}]}]|true",
        "[{matchExpressions: [{key: gpu, operator: Exists}, {key: disk, operator: Exists}]}]|false",
      })
  void affinity(String terms, boolean fits) {
    String affinity =
        "source: {pods: {affinity: {nodeAffinity:"
            + " {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
            + terms
            + "}}}}}";

    assertThat(failed(affinity, Optional.of(LABELS)))
        .extracting(Finding::text)
        .isEqualTo(fits ? List.of() : List.of(OTHERS));
  }

  @ParameterizedTest(name = "{0} where {1} is enforced: {2}")
  @DisplayName("an SELinux context of one's own is let in by the level privileged alone")
  @CsvSource(
      delimiter = '|',
      value = {
        "level: 's0:c1'|restricted|true",
        "type: container_t|baseline|true",
        "type: spc_t|baseline|false",
        "user: system_u|baseline|false",
        "role: object_r|restricted|false",
        "type: spc_t|privileged|true",
        "type: spc_t||true",
      })
  void seLinux(String options, String level, boolean admitted) {
    TransferSpec spec =
        spec("nonRoot: true\ndestination: {pods: {seLinuxOptions: {" + options + "}}}");
    Map<String, String> labels = level == null ? Map.of() : Map.of(PodSecurity.ENFORCE, level);

    assertThat(findings(spec, labels, Optional.empty()))
        .filteredOn(finding -> finding.reason().filter(Reason.POD_SECURITY::equals).isPresent())
        .extracting(Finding::text)
        .isEqualTo(
            admitted
                ? List.of()
                : List.of(
                    "namespace b enforces the Pod Security level "
                        + level
                        + ", which admits no pods with a user, a role or such a type in"
                        + " `seLinuxOptions`; write its level alone, or label the namespace"
                        + " pod-security.kubernetes.io/enforce=privileged"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a claim that would be made smaller than its source")
  @CsvSource({"1Gi, ''", "1025Mi, ''", "1G, newClaims.size: is 1G"})
  void smaller(String size, String refusal) {
    List<Finding> failed =
        findings(
                spec("create: true\nnewClaims: {size: " + size + "}"),
                Map.of(),
                Optional.empty(),
                Optional.of("y"))
            .stream()
            .filter(finding -> finding.verdict() == Finding.Verdict.FAILED)
            .toList();

    assertThat(failed)
        .extracting(Finding::text)
        .isEqualTo(
            refusal.isEmpty()
                ? List.of()
                : List.of(refusal + ", but a/x has 1Gi; write at least that for b/y"));
    assertThat(failed)
        .allMatch(
            finding -> finding.reason().filter(Reason.DESTINATION_TOO_SMALL::equals).isPresent());
  }

  @ParameterizedTest(name = "{0} where {1} is enforced: {2}")
  @DisplayName("pods without a profile of AppArmor are let in by the level privileged alone")
  @CsvSource({
    "unconfined, baseline, false",
    "unconfined, restricted, false",
    "unconfined, privileged, true",
    "runtime/default, restricted, true",
    "localhost/ours, baseline, true"
  })
  void appArmor(String profile, String level, boolean admitted) {
    TransferSpec spec =
        spec(
            "nonRoot: true\npods: {annotations:"
                + " {container.apparmor.security.beta.kubernetes.io/rsync: "
                + profile
                + "}}");

    assertThat(findings(spec, Map.of(PodSecurity.ENFORCE, level), Optional.empty()))
        .filteredOn(finding -> finding.reason().filter(Reason.POD_SECURITY::equals).isPresent())
        .extracting(Finding::text)
        .isEqualTo(
            admitted
                ? List.of()
                : Stream.of("a", "b")
                    .map(
                        namespace ->
                            "namespace "
                                + namespace
                                + " enforces the Pod Security level "
                                + level
                                + ", which admits no pods without a profile of AppArmor; leave the"
                                + " annotation container.apparmor.security.beta.kubernetes.io/* out,"
                                + " or label the namespace"
                                + " pod-security.kubernetes.io/enforce=privileged")
                    .toList());
  }

  private static List<Finding> failed(String yaml, Optional<Map<String, String>> node) {
    return findings(spec(yaml), Map.of(), node).stream()
        .filter(finding -> finding.verdict() == Finding.Verdict.FAILED)
        .peek(finding -> assertThat(finding.reason()).contains(Reason.UNSCHEDULABLE))
        .toList();
  }

  private static TransferSpec spec(String yaml) {
    return SpecReader.read("volumes: [{from: a/x, to: b/y}]\nallowInUse: true\n" + yaml);
  }

  private static List<Finding> findings(
      TransferSpec spec, Map<String, String> namespace, Optional<Map<String, String>> node) {
    return findings(spec, namespace, node, Optional.empty());
  }

  private static List<Finding> findings(
      TransferSpec spec,
      Map<String, String> namespace,
      Optional<Map<String, String>> node,
      Optional<String> missing) {
    Cluster cluster = cluster(namespace, node, missing);
    return new TransferChecks(spec, Optional.empty(), side -> cluster, Instant::now)
        .examine(Transfer.of(spec).get(0).volumes())
        .findings();
  }

  /** Both claims are used on node n1. */
  private static Cluster cluster(
      Map<String, String> namespace, Optional<Map<String, String>> node, Optional<String> missing) {
    return (Cluster)
        Proxy.newProxyInstance(
            TransferChecksTest.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "claim" ->
                      Optional.of(
                              new PersistentVolumeClaimBuilder()
                                  .withNewMetadata()
                                  .withUid(arguments[0] + "/" + arguments[1])
                                  .endMetadata()
                                  .withNewSpec()
                                  .withAccessModes("ReadWriteOnce")
                                  .withNewResources()
                                  .addToRequests("storage", new Quantity("1Gi"))
                                  .endResources()
                                  .endSpec()
                                  .withNewStatus()
                                  .withPhase("Bound")
                                  .endStatus()
                                  .build())
                          .filter(claim -> missing.filter(arguments[1]::equals).isEmpty());
                  case "claimUses" -> List.of(use("x"), use("y"));
                  case "namespaceLabels" -> Optional.of(namespace);
                  case "nodeLabels" -> {
                    assertThat(arguments).containsExactly("n1");
                    yield node;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static ClaimUse use(String claim) {
    return new ClaimUse(claim, "web-0", Optional.of("n1"), Optional.empty(), ClaimUse.Access.FILES);
  }
}
