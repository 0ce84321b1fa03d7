package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What the runs of one build come to.
 *
 * @param number of the build
 * @param url of the build's page, relative to that of Jenkins
 * @param state the worst of the runs'
 * @param bytes that were sent
 * @param seconds that the runs took, one after the other
 */
@ExportedBean(defaultVisibility = 999)
public record BuildTotals(
    @Exported int number,
    String name,
    String url,
    @Exported State state,
    @Exported long bytes,
    @Exported double seconds) {

  /** Empty: the build has no runs that are over. */
  static Optional<BuildTotals> of(Run<?, ?> build) {
    VolumeTransfersAction action = build.getAction(VolumeTransfersAction.class);
    List<RunSnapshot> runs =
        action == null
            ? List.of()
            : action.getRuns().stream().filter(run -> !run.running()).toList();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BuildTotals(
                build.getNumber(),
                build.getDisplayName(),
                build.getUrl() + VolumeTransfersAction.URL + "/",
                runs.stream().map(RunSnapshot::state).max(State::compareTo).orElseThrow(),
                runs.stream().mapToLong(RunSnapshot::bytes).sum(),
                runs.stream().mapToDouble(RunSnapshot::seconds).sum()));
  }

  /** In bytes; 0 where there is nothing to divide. */
  @Exported
  public double bytesPerSecond() {
    return seconds > 0 ? bytes / seconds : 0;
  }

  /** For people. */
  public String copied() {
    return ByteSize.text(bytes);
  }

  /** For people. */
  public String took() {
    return Durations.text(Duration.ofMillis((long) (seconds * 1e3)));
  }

  /** For people; empty: nothing was sent. */
  public String rate() {
    return bytesPerSecond() > 0 ? ByteSize.perSecond(bytesPerSecond()) : "";
  }
}
