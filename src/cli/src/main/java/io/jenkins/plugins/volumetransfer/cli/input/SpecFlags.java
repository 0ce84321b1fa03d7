package io.jenkins.plugins.volumetransfer.cli.input;

import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.FieldSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives a command the flags that describe a transfer; {@link SpecInput} reads them back. */
public final class SpecFlags implements IModelTransformer {
  static final String FILE = "--file";
  static final String FROM = "--from";
  static final String TO = "--to";

  @Override
  public CommandSpec transform(CommandSpec command) {
    Map<String, ArgGroupSpec.Builder> groups = new LinkedHashMap<>();
    List<FieldSection> sections = Catalogue.sections();
    add(groups, sections.get(0).heading(), file(), from(), to());
    add(groups, SpecFlag.CLUSTERS);
    sections.forEach(section -> add(groups, section.heading()));
    for (SpecFlag flag : SpecFlag.all()) {
      add(groups, flag.heading(), option(flag));
    }
    groups.values().forEach(group -> command.addArgGroup(group.build()));
    return command;
  }

  /** In the order in which they come. */
  private static void add(
      Map<String, ArgGroupSpec.Builder> groups, String heading, OptionSpec.Builder... options) {
    ArgGroupSpec.Builder group =
        groups.computeIfAbsent(
            heading,
            missing ->
                ArgGroupSpec.builder()
                    .exclusive(false)
                    .validate(false)
                    .order(groups.size())
                    .heading("%n" + heading + "%n"));
    for (OptionSpec.Builder option : options) {
      group.addArg(option.order(group.args().size()).build());
    }
  }

  private static OptionSpec.Builder file() {
    return OptionSpec.builder("-f", FILE)
        .type(String.class)
        .paramLabel("FILE")
        .description(
            "The transfer as YAML, - for stdin; see docs/spec.md. A flag wins over its field.");
  }

  private static OptionSpec.Builder from() {
    return claims(FROM, "Claim to copy, or the directory PATH in it. Repeatable.");
  }

  private static OptionSpec.Builder to() {
    return claims(
        TO,
        "Claim that its content goes to: the first --to belongs to the first --from, and so on.");
  }

  private static OptionSpec.Builder claims(String name, String description) {
    return new FlagOption(OptionSpec.builder(name).description(description))
        .values("NAMESPACE/CLAIM[:PATH]");
  }

  private static OptionSpec.Builder option(SpecFlag flag) {
    OptionSpec.Builder option =
        flag.type().accept(new FlagOption(OptionSpec.builder(flag.names().toArray(String[]::new))));
    boolean repeatable = FlagOption.ONE_OR_MORE.equals(String.valueOf(option.arity()));
    return option.description(
        // To picocli, % is a sign of its own.
        flag.description().replace("%", "%%") + (repeatable ? " Repeatable." : ""));
  }
}
