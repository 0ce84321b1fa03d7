package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.failed;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Happening.stopped;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: the logs for reports are read while they are there, and change nothing. */
class LogsTest {
  @Test
  @DisplayName("what was read is announced")
  void announced() {
    ContainerLog log = new ContainerLog(1, Side.SOURCE, "stunnel", List.of(), Optional.empty());

    RunUnderTest scene =
        RunUnderTest.in(Phase.CLEANING).when(at -> new Event.LogRead(at.transfer(), log));

    assertThat(scene.actions())
        .containsExactly(new Action.Announce(new Announcement.Logs(scene.transfer(), log)));
    scene.thenPhase(Phase.CLEANING);
  }

  @Test
  @DisplayName("where no container ran, there is nothing to read")
  void none() {
    assertThat(RunUnderTest.in(Phase.PREPARING_DESTINATION).when(stopped()).actions())
        .noneMatch(Action.ReadLogs.class::isInstance);
    assertThat(
            RunUnderTest.in(Phase.STARTING_DESTINATION)
                .when(failed(RequestKind.CREATE_DESTINATION_POD, Reason.API_REFUSED))
                .actions())
        .noneMatch(Action.ReadLogs.class::isInstance);
  }

  @Test
  @DisplayName("a pod that is gone has no logs any more, the other one has")
  void gonePod() {
    RunUnderTest.in(Phase.COPYING)
        .when(gone(SOURCE))
        .thenAmongOthers("read the logs of destination-1: [rsync, stunnel]");
  }
}
