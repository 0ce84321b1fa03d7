package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which run a transfer is: a new one, or one that there may be something of already. */
final class BeginningOptions {
  private static final String KEY_VARIABLE = "VOLUME_TRANSFER_RUN_KEY";

  /** Whether there may be something of the run already. */
  enum Kind {
    NEW,
    GONE_ON_WITH
  }

  /** A run, and how it begins. */
  record Beginning(RunId run, Kind kind) {}

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "Name of the run, in labels and names of all it makes: 1 to 12 of a-z, 0-9 and `-`."
              + " Default: a random one.",
      converter = RunIdConverter.class,
      order = 102)
  private Optional<RunId> runId = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "ID",
      description =
          "Go on with this run, whose process died; give all else as it was given then. See"
              + " `volume-transfer status`.",
      converter = RunIdConverter.class,
      order = 103)
  private Optional<RunId> resumed = Optional.empty();

  @Option(
      names = "--run-key",
      paramLabel = "TEXT",
      description =
          "Name the run after this text, such as the uid of the job that it is for. If a former"
              + " process of the same job has left something of it, go on with that, as --resume"
              + " does.",
      order = 104)
  private Optional<String> key = Optional.empty();

  /**
   * @param variables the environment's: a key there counts where no option says otherwise
   * @throws ParameterException if more than one of the options is given
   */
  Beginning beginning(CommandSpec command, Map<String, String> variables, RandomGenerator random) {
    if (Stream.of(runId, resumed, key).filter(Optional::isPresent).count() > 1) {
      throw new ParameterException(
          command.commandLine(), "give one of --run-id, --resume and --run-key");
    }
    Optional<String> wanted =
        key.or(
            () -> Optional.ofNullable(variables.get(KEY_VARIABLE)).filter(text -> !text.isBlank()));
    return runId
        .map(id -> new Beginning(id, Kind.NEW))
        .or(() -> resumed.map(id -> new Beginning(id, Kind.GONE_ON_WITH)))
        .or(() -> wanted.map(text -> new Beginning(RunId.of(text), Kind.GONE_ON_WITH)))
        .orElseGet(() -> new Beginning(RunId.random(random), Kind.NEW));
  }
}
