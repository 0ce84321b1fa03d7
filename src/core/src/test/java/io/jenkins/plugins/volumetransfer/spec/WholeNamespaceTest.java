package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a whole namespace is asked for plainly, and what it comes to is easily foreseen. */
class WholeNamespaceTest {
  private static final String SIDES = "source: {namespace: a}\ndestination: {namespace: b}\n";

  @Test
  @DisplayName("each claim goes to that of its name, in the order of the names")
  void names() {
    WholeNamespace all = read("all: true");

    assertThat(all.volumes(List.of("web", "db")))
        .extracting(VolumePair::toString)
        .containsExactly("a/db -> b/db", "a/web -> b/web");
  }

  @ParameterizedTest
  @DisplayName("names and globs leave claims out")
  @CsvSource({"db, cache-1 cache-2 x.y", "cache-*, db x.y", "'{db,x.*}', cache-1 cache-2"})
  void excludes(String glob, String kept) {
    WholeNamespace all = read("all: true\nexcludeClaims: ['" + glob + "']");

    assertThat(all.volumes(List.of("db", "cache-1", "cache-2", "x.y")))
        .extracting(pair -> pair.from().claim())
        .containsExactly(kept.split(" "));
  }

  @ParameterizedTest
  @DisplayName("selectors are those of kubectl")
  @ValueSource(
      strings = {
        "app=web",
        "app==web,tier!=cache",
        "app in (web, db),!old",
        "example.com/team notin (x)",
        "app",
        "app="
      })
  void selectors(String selector) {
    assertThat(read("all: true\nselector: '" + selector + "'").selector()).isEqualTo(selector);
  }

  @ParameterizedTest
  @DisplayName("what does not fit together is refused by name")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          selector: app=web | selector: goes only with `all: true`
          excludeClaims: [x] | excludeClaims: goes only with `all: true`
          workload: job/x | workload: goes only with `all: true`
          sourceStorageClass: gp2 | sourceStorageClass: goes only with `all: true`
          {all: true, workload: postgresql} | workload: is "postgresql"; write KIND/NAME, such as statefulset/postgresql, with one of the kinds statefulset, deployment, daemonset, replicaset, job, cronjob, pod
          {all: true, workload: kafka/x} | workload: is "kafka/x"; write KIND/NAME, such as statefulset/postgresql, with one of the kinds statefulset, deployment, daemonset, replicaset, job, cronjob, pod
          {all: true, selector: 'app=a b'} | selector: is "app=a b"; write a label selector, such as app=web,tier!=cache
          {all: true, excludeClaims: ['[']} | excludeClaims[0]: is "["; write a claim's name or a glob, such as cache-*
          {all: true, volumes: [{from: x}], source: {namespace: a}, destination: {namespace: b}} | all: goes not with `volumes`; write one or the other
          {all: true, destination: {namespace: b}} | source.namespace: is missing; `all: true` needs it to know which claims
          {all: true, source: {namespace: a}} | destination.namespace: is missing; `all: true` needs it to know which claims
          {all: true, source: {namespace: a}, destination: {namespace: a}} | destination.namespace: is the source's own (a), and each claim would be copied into itself; name another namespace or cluster
          {all: false} | volumes: is empty; name at least one claim, as `from: NAME`
          """)
  void refused(String yaml, String message) {
    assertThatThrownBy(() -> SpecReader.read(yaml)).hasMessage(message);
  }

  private static WholeNamespace read(String yaml) {
    return SpecReader.read(SIDES + yaml).all().orElseThrow();
  }
}
