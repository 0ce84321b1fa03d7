package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.pipeline.Build;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Result;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a script may get wrong in the call of a step is told with the field's name, before anything
 * is done.
 */
@Tag("integration")
class MistakesTest {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          transferVolumes verfy: true; verfy is not a field; did you mean verify?
          transferVolumes source: [kubeconfg: 'x']; source.kubeconfg is not a field; kubeconfigId
          transferVolumes volumes: [[form: 'x']]; volumes[0].form is not a field; did you mean from?
          cleanupVolumeTransfer namespace: 'x'; namespace is not a field; did you mean namespaces?
          transferVolumes retries: 'many'; retries is "many"; not a whole number
          transferVolumes retries: 2.5; retries is "2.5"; not a whole number
          transferVolumes timeoutSeconds: 4294967297L; timeoutSeconds is "4294967297"; not a whole number
          transferVolumes volumes: 'data'; volumes is "data", not a list; write [[from: 'data']]
          transferVolumes volumes: [from: 'data']; volumes is a mapping, not a list; write [[from: ...]]
          transferVolumes volumes: ['data']; volumes[0] is "data", not a mapping; write [from: ...]
          transferVolumes excludes: '*.tmp'; excludes is "*.tmp", not a list; write ['*.tmp']
          transferVolumes source: 'cluster-a'; source is "cluster-a", not a mapping; kubeconfigId: ...
          transferVolumes bandwidthLimit: 50; bandwidthLimit is 50, not a text; write '50'
          transferVolumes storageClasses: 'fast'; storageClasses is "fast", not a mapping; write [
          transferVolumes topology: 'DOUBLE'; topology is "DOUBLE"; write one of SEPARATE
          transferVolumes verify: { true }; verify is a ; which no field takes
          transferVolumes verify: null; verify is "null"; not true or false
          transferVolumes image: new Date(); image is a Date; which no field takes
          transferVolumes verify: "x" + (char) 10 + "y"; verify is "x; not true or false
          transferVolumes (["ver${'fy'}": true]); verfy is not a field; did you mean verify?
          transferVolumes source: [kubeconfigId: 'a', namespace: 'n'], volumes: [null]; volumes[0]; mapping
          transferVolumes source: [kubeconfigId: 'a', namespace: 'n'], volumes: [[:]]; volumes[0].from; missing
          transferVolumes source: [kubeconfigId: 'a', namespace: 'n'], volumes: [[from: 'x']], destination: [namespace: 'm'], excludes: [null]; excludes[0]; text
          transferVolumes source: null; source.kubeconfigId; is missing
          transferVolumes(); source.kubeconfigId; is missing
          cleanupVolumeTransfer(); kubeconfigId; is missing
          planVolumeTransfer verfy: true; verfy is not a field; did you mean verify?
          transferVolumes spec: 'a: ['; INVALID_SPEC: spec: ; not valid YAML
          """)
  @DisplayName("the build fails and says what is wrong")
  void told(String script, String field, String rest) throws Exception {
    try (Controller controller = new Controller(Map.of(), Shell.real());
        Build build = controller.build(directory.resolve("build"), script, Map.of())) {
      assertThat(build.awaitEnd(Duration.ofMinutes(1))).isEqualTo(Result.FAILURE);
      assertThat(build.log()).contains(field, rest);
      assertThat(build.log().lines().toList())
          .as("one line, without a stack")
          .filteredOn(line -> !line.startsWith("Finished: "))
          .singleElement()
          .asString()
          .startsWith("ERROR: INVALID_SPEC: ");
    }
  }
}
