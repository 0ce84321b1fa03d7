package io.jenkins.plugins.volumetransfer.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a command. */
@Command(
    name = VolumeTransfer.NAME,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = VolumeTransfer.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Copies the data of Kubernetes PersistentVolumeClaims to claims in another namespace or"
          + " cluster, with rsync inside a TLS tunnel.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  volume-transfer transfer --from app-3/postgresql --to app-4/postgresql",
      "  volume-transfer transfer -f transfer.yaml --output json",
      "  volume-transfer check -f transfer.yaml",
      "  volume-transfer plan -f transfer.yaml --rbac",
      "  volume-transfer status --all-namespaces",
      "  volume-transfer cleanup --all-namespaces",
      "",
      "`volume-transfer COMMAND --help` tells all about a command."
    })
final class VolumeTransfer implements Runnable {
  static final String NAME = "volume-transfer";

  /** From the jar's manifest; classes that are not in a jar are in development. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
              .orElse("(development)");
      return new String[] {NAME + " " + version};
    }
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Log what happens, and stack traces of errors, to stderr.")
  private boolean debug;

  @Option(
      names = IgnoredArguments.IGNORE_EMPTY,
      scope = ScopeType.INHERIT,
      description =
          "Take an option with an empty value (--image=) for one that is not given. For pipelines,"
              + " whose parameters are empty where nobody sets them.")
  private boolean ignoreEmpty;

  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
