package io.jenkins.plugins.volumetransfer.simulator.scenario;

/**
 * How a scenario must end with one topology. Where timing decides, more than one end is right.
 *
 * @param rsync exit codes of the rsync container, or of the only one
 * @param stunnel exit codes of the stunnel container; empty where the topology has none
 * @param run how the run ends
 */
public record ExpectedEnd(Codes rsync, Codes stunnel, RunEnd run) {

  /** What a container may end with. */
  public Codes of(SourceContainer container) {
    return container == SourceContainer.RSYNC ? rsync : stunnel;
  }

  @Override
  public String toString() {
    return "rsync %s%s; the run %s"
        .formatted(rsync, stunnel.isEmpty() ? "" : "; stunnel " + stunnel, run);
  }
}
