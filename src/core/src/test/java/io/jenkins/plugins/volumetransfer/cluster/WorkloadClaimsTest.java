package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.driver.NamedVolumes;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: the claims that are asked for, and no others. Method: a server that says what there is. */
@DisplayName("Of a namespace's claims")
@Tag("integration")
class WorkloadClaimsTest {
  private static final String CLAIMS =
      """
      {"kind": "PersistentVolumeClaimList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"},
       "items": [%s]}"""
          .formatted(
              String.join(
                  ",",
                  claim("data-db-0", "gp2"),
                  claim("data-db-1", "gp3"),
                  claim("data-db-1x", "gp2"),
                  claim("data-db2-0", "gp2"),
                  claim("dumps", "gp2"),
                  claim("uploads", "gp2")));

  private static final Map<String, String> OBJECTS =
      Map.of(
          "/api/v1/namespaces/app/persistentvolumeclaims",
          CLAIMS,
          "/apis/apps/v1/namespaces/app/statefulsets/db",
          workload(
              "apps/v1",
              "StatefulSet",
              "db",
              "{\"template\": {\"spec\": "
                  + pod("dumps")
                  + "}, \"volumeClaimTemplates\":"
                  + " [{\"metadata\": {\"name\": \"data\"}}]}"),
          "/apis/apps/v1/namespaces/app/deployments/web",
          workload(
              "apps/v1", "Deployment", "web", "{\"template\": {\"spec\": " + pod("uploads") + "}}"),
          "/apis/batch/v1/namespaces/app/cronjobs/dump",
          workload(
              "batch/v1",
              "CronJob",
              "dump",
              "{\"jobTemplate\": {\"spec\": {\"template\": {\"spec\": " + pod("dumps") + "}}}}"),
          "/api/v1/namespaces/app/pods/lonely",
          workload("v1", "Pod", "lonely", pod("uploads")));

  @TempDir private Path directory;

  private static String claim(String name, String storageClass) {
    return "{\"metadata\": {\"name\": \"%s\"}, \"spec\": {\"storageClassName\": \"%s\"}}"
        .formatted(name, storageClass);
  }

  private static String workload(String version, String kind, String name, String spec) {
    return "{\"kind\": \"%s\", \"apiVersion\": \"%s\", \"metadata\": {\"name\": \"%s\", \"uid\": \"u\"}, \"spec\": %s}"
        .formatted(kind, version, name, spec);
  }

  private static String pod(String claim) {
    return "{\"volumes\": [{\"name\": \"a\", \"emptyDir\": {}}, {\"name\": \"b\", \"persistentVolumeClaim\": {\"claimName\": \"%s\"}}]}"
        .formatted(claim);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("those are copied that a workload uses, or that have a class")
  @CsvSource({
    "workload: statefulset/db, data-db-0 data-db-1 dumps",
    "workload: sts/db, data-db-0 data-db-1 dumps",
    "workload: Deployments/web, uploads",
    "workload: cj/dump, dumps",
    "workload: pod/lonely, uploads",
    "sourceStorageClass: gp3, data-db-1",
    "'{workload: statefulset/db, sourceStorageClass: gp2}', data-db-0 dumps"
  })
  void wanted(String fields, String claims) throws IOException {
    assertThat(named(fields))
        .extracting(pair -> pair.from().claim())
        .containsExactly(claims.split(" "));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("none is an error that names the field")
  @CsvSource(
      delimiter = '|',
      value = {
        "workload: job/db | the source namespace app has no job/db; correct `workload`",
        "{workload: deployment/web, sourceStorageClass: gp3} | `workload: deployment/web` and"
            + " `sourceStorageClass: gp3` leave out each of the 6 claims found in the source namespace"
            + " app"
      })
  void none(String fields, String message) {
    assertThatThrownBy(() -> named(fields)).hasMessageContaining(message);
  }

  private List<VolumePair> named(String fields) throws IOException {
    String more = fields.startsWith("{") ? fields.substring(1, fields.length() - 1) : fields;
    try (AnsweringServer server =
        new AnsweringServer(
            directory,
            exchange -> {
              String found = OBJECTS.get(exchange.getRequestURI().getPath());
              AnsweringServer.respond(
                  exchange,
                  found == null ? 404 : 200,
                  "application/json",
                  found == null
                      ? "{\"kind\": \"Status\", \"status\": \"Failure\", \"code\": 404}"
                      : found);
            })) {
      return NamedVolumes.in(
              SpecReader.read(
                  "{all: true, source: {namespace: app}, destination: {namespace: b}, "
                      + more
                      + "}"),
              ref -> server.cluster())
          .volumes();
    }
  }
}
