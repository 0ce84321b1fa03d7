package io.jenkins.plugins.volumetransfer.cli.input;

import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives a command the flags that describe a transfer; {@link SpecInput} reads them back. */
public final class SpecFlags implements IModelTransformer {
  static final String FILE = "--file";
  static final String FROM = "--from";
  static final String TO = "--to";

  /** {@code --from a b} is {@code --from a --from b}: an array of a pipeline needs no loop. */
  private static final String ONE_OR_MORE = "1..*";

  @Override
  public CommandSpec transform(CommandSpec command) {
    for (SpecFlag.Section section : SpecFlag.Section.values()) {
      ArgGroupSpec.Builder group =
          ArgGroupSpec.builder()
              .exclusive(false)
              .validate(false)
              .order(section.ordinal())
              .heading("%n" + section.heading() + "%n");
      int order = 0;
      if (section == SpecFlag.Section.VOLUMES) {
        group.addArg(file().order(order++).build());
        group.addArg(
            claims(FROM, "Claim to copy, or the directory PATH in it. Repeatable.", order++));
        group.addArg(
            claims(
                TO,
                "Claim that its content goes to: the first --to belongs to the first --from, and"
                    + " so on.",
                order++));
      }
      for (SpecFlag flag : SpecFlag.values()) {
        if (flag.section() == section) {
          group.addArg(option(flag).order(order++).build());
        }
      }
      command.addArgGroup(group.build());
    }
    return command;
  }

  private static OptionSpec.Builder file() {
    return OptionSpec.builder("-f", FILE)
        .type(String.class)
        .paramLabel("FILE")
        .description(
            "The transfer as YAML, - for stdin; see docs/spec.md. A flag wins over its field.");
  }

  private static OptionSpec claims(String name, String description, int order) {
    return OptionSpec.builder(name)
        .type(String[].class)
        .arity(ONE_OR_MORE)
        .paramLabel("NAMESPACE/CLAIM[:PATH]")
        .description(description)
        .order(order)
        .build();
  }

  private static OptionSpec.Builder option(SpecFlag flag) {
    OptionSpec.Builder option =
        OptionSpec.builder(flag.names().toArray(String[]::new)).description(flag.description());
    return switch (flag.kind()) {
      case FLAG -> option.type(boolean.class).negatable(true).arity("0..1").fallbackValue("true");
      case SWITCH -> option.type(boolean.class).arity("0..1").fallbackValue("true");
      case LIST -> option.type(String[].class).arity(ONE_OR_MORE).paramLabel(flag.valueLabel());
      case TEXT, NUMBER, DURATION ->
          option
              .type(String.class)
              .paramLabel(flag.valueLabel())
              .completionCandidates(choices(flag));
    };
  }

  /** For completion only: the spec's reader refuses what is none of them. */
  private static List<String> choices(SpecFlag flag) {
    return switch (flag) {
      case TOPOLOGY -> names(Topology.values());
      case POD_PER -> names(PodPer.values());
      case ENDPOINT -> names(Endpoint.Kind.values());
      default -> List.of();
    };
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).toList();
  }
}
