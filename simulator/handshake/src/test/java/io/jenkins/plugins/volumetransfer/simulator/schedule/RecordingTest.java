package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.timeline.Moment;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A recorded schedule")
@Tag("integration")
class RecordingTest {

  @Test
  @DisplayName("shows who holds each lock, how the containers end, and no path of this machine")
  void success() throws IOException {
    Timeline timeline = replay("SEPARATE/USUAL/2/SOME/").timeline("all goes well");

    assertThat(timeline.columns())
        .containsExactly("rsync", "stunnel", "rsync process", "kubelet", "network");
    assertThat(timeline.verdict()).isEqualTo("rsync ends with 0, stunnel ends with 0");
    assertThat(timeline.moments())
        .filteredOn(each -> each.kind() == Moment.Kind.END)
        .extracting(each -> each.column() + " " + each.text())
        .containsExactly("rsync ends with 0 (SUCCESS)", "stunnel ends with 0 (SUCCESS)");
    assertThat(contents(timeline, "rsync-client-container-lock"))
        .containsExactly("free", "held by the rsync container", "free");
    assertThat(contents(timeline, "stunnel-process-lock"))
        .containsExactly("free", "held by the stunnel container", "held by stunnel", "free");
    assertThat(timeline.moments())
        .extracting(Moment::text)
        .contains("rm --force $IPC/rsync-client-container-done")
        .noneMatch(text -> text.contains("volume-transfer-schedule"));
  }

  /** Each content once for as long as it stays. */
  private static List<String> contents(Timeline timeline, String file) {
    List<String> contents = new ArrayList<>();
    for (Moment moment : timeline.moments()) {
      String content = moment.files().getOrDefault(file, "");
      if (!content.isEmpty()
          && (contents.isEmpty() || !content.equals(contents.get(contents.size() - 1)))) {
        contents.add(content);
      }
    }
    return contents;
  }

  @Test
  @DisplayName("is the same for the same seed")
  void seed() throws IOException {
    try (ScriptDirectory scripts = ScriptDirectory.ours()) {
      Setting setting = new Setting(Topology.SINGLE, Setting.USUAL, 2, false);
      ScriptSet set = scripts.of(Topology.SINGLE);

      assertThat(Recording.random(set, setting, 5)).isEqualTo(Recording.random(set, setting, 5));
    }
  }

  @Test
  @DisplayName("of the scripts that this project began with shows rsync's failure get lost")
  void began() throws IOException {
    try (ScriptDirectory scripts = ScriptDirectory.seed()) {
      Token token = Token.parse("SINGLE/RSYNC_FAILS/1/SOME/5.1");

      Recording recording = Recording.replay(scripts.of(Topology.SINGLE), token);

      assertThat(recording.outcome().moments())
          .filteredOn(each -> each.kind() == Moment.Kind.FAULT)
          .extracting(Moment::text)
          .containsExactly("ends with an error (23)");
      assertThat(recording.outcome().code(ScriptContainer.RSYNC)).hasValue(0);
      assertThat(recording.isLawful()).isFalse();
    }
  }

  private static Recording replay(String token) throws IOException {
    try (ScriptDirectory scripts = ScriptDirectory.ours()) {
      return Recording.replay(scripts.of(Topology.SEPARATE), Token.parse(token));
    }
  }
}
