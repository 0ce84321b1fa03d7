package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import java.io.ObjectStreamClass;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The form in which builds keep a waiting step. A Jenkins that is upgraded in the midst of a copy
 * reads what the former version has written: fields may be added, with a meaning for their absence,
 * but those of 0.1.0 stay as they are.
 */
class SavedFormTest {

  @Test
  @DisplayName("a waiting transfer has the fields of 0.1.0, of the same types")
  void transfer() throws ClassNotFoundException {
    assertThat(fields("TransferVolumesExecution"))
        .containsAllEntriesOf(
            Map.of(
                "run", "java.lang.String",
                "spec", "java.lang.String",
                "startedMillis", "long",
                "ended", "java.util.LinkedHashMap"));
    assertThat(fields("TransferVolumesExecution"))
        .containsAllEntriesOf(Map.of("stopped", "boolean", "history", "java.lang.String"));
  }

  @Test
  @DisplayName("a waiting clean-up has the fields of 0.1.0, of the same types")
  void cleanup() throws ClassNotFoundException {
    assertThat(fields("CleanupVolumeTransferExecution"))
        .containsAllEntriesOf(Map.of("fields", "java.lang.String"));
  }

  @Test
  @DisplayName("a failure that a script has caught has the field of 0.1.0")
  void failure() {
    assertThat(fields(TransferFailedException.class))
        .containsAllEntriesOf(Map.of("reason", "java.lang.String"));
  }

  private static Map<String, String> fields(String execution) throws ClassNotFoundException {
    return fields(Class.forName(TransferVolumesStep.class.getPackageName() + "." + execution));
  }

  private static Map<String, String> fields(Class<?> type) {
    ObjectStreamClass saved = ObjectStreamClass.lookup(type);
    assertThat(saved.getSerialVersionUID()).as("version of " + type).isEqualTo(1);
    Map<String, String> fields = new TreeMap<>();
    Arrays.stream(saved.getFields())
        .forEach(each -> fields.put(each.getName(), each.getType().getName()));
    return fields;
  }
}
