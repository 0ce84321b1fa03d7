package io.jenkins.plugins.volumetransfer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line. */
public final class Program {
  private static final int HELP_COLUMNS = 100;

  private Program() {}

  /**
   * As this process.
   *
   * @param further objects of picocli's {@code Command}, made with what they take from the world
   * @return the exit code
   */
  public static int run(Function<Environment, List<Object>> further, String... arguments) {
    // For libraries; our own code names the locale in which it writes.
    Locale.setDefault(Locale.ROOT);
    Environment environment = Environment.ofProcess();
    String encoding = System.getProperty("sun.jnu.encoding", "");
    Optional<String> lost = LostLetters.find(encoding, environment.variables(), arguments);
    lost.ifPresent(sentence -> Errors.print(environment, sentence));
    return lost.isPresent()
        ? ExitStatus.BAD_INPUT.code()
        : run(environment, further.apply(environment), arguments);
  }

  /** Returns the exit code. */
  public static int run(Environment environment, List<Object> further, String... arguments) {
    CommandLine commands = commandLine(environment, further);
    int code = execute(environment, commands, arguments);
    if (code == ExitStatus.SUCCEEDED.code() && environment.out().checkError()) {
      Errors.print(environment, "what goes to stdout could not be written whole");
      return ExitStatus.NOT_REPORTED.code();
    }
    return code;
  }

  /** Picocli hands on exceptions only. */
  private static int execute(Environment environment, CommandLine commands, String... arguments) {
    try {
      return commands.execute(IgnoredArguments.leftOut(commands, arguments));
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Error e) {
      return Errors.report(environment, e, List.of(arguments).contains("--debug"));
    }
  }

  /** The place where commands are added. */
  public static CommandLine commandLine(Environment environment, List<Object> further) {
    VolumeTransfer root = new VolumeTransfer();
    CommandLine line = new CommandLine(root);
    List<Object> commands =
        new ArrayList<>(
            List.of(
                new TransferCommand(environment),
                new PlanCommand(environment),
                new StatusCommand(environment),
                new CheckCommand(environment),
                new CleanupCommand(environment),
                new SpecCommand(environment),
                new ImageCommand(environment)));
    commands.addAll(further);
    commands.add(new CompletionCommand(environment));
    commands.add(new HelpCommand(environment));
    for (Object command : commands) {
      // Only a CommandLine of its own has its model transformed.
      line.addSubcommand(new CommandLine(command));
    }
    line.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitStatus.list());
    return line.setOut(environment.out())
        .setErr(environment.err())
        .setUsageHelpWidth(HELP_COLUMNS)
        .setUsageHelpLongOptionsMaxWidth(30)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // A pattern such as @eaDir is no file of options.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((error, given) -> refuse(environment, error))
        .setExecutionExceptionHandler(
            (error, command, parsed) -> Errors.report(environment, error, root.debug()))
        .setExecutionStrategy(
            parsed -> {
              Logging.begin(root.debug() ? Logging.Level.DEBUG : Logging.Level.WARNINGS);
              return new CommandLine.RunLast().execute(parsed);
            });
  }

  private static int refuse(Environment environment, ParameterException error) {
    CommandLine command = error.getCommandLine();
    Errors.print(environment, error.getMessage());
    if (command.getCommand() instanceof TransferCommand transfer) {
      transfer.refused();
    }
    if (!UnmatchedArgumentException.printSuggestions(error, environment.err())) {
      environment.err().println("Try `" + command.getCommandSpec().qualifiedName() + " --help`.");
    }
    environment.err().flush();
    return ExitStatus.BAD_INPUT.code();
  }
}
