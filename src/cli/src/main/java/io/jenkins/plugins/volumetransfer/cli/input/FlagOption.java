package io.jenkins.plugins.volumetransfer.cli.input;

import io.jenkins.plugins.volumetransfer.spec.FieldType;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The option that takes what a field takes. */
record FlagOption(OptionSpec.Builder option) implements FieldType.Visitor<OptionSpec.Builder> {
  /** {@code --from a b} is {@code --from a --from b}: an array of a pipeline needs no loop. */
  static final String ONE_OR_MORE = "1..*";

  @Override
  public OptionSpec.Builder flag(FieldType.Flag type) {
    return option.type(boolean.class).negatable(true).arity("0..1").fallbackValue("true");
  }

  @Override
  public OptionSpec.Builder text(FieldType.Text type) {
    return value(type.label());
  }

  @Override
  public OptionSpec.Builder texts(FieldType.Texts type) {
    return values(type.label());
  }

  @Override
  public OptionSpec.Builder textMap(FieldType.TextMap type) {
    return values(type.nameLabel() + "=" + type.label());
  }

  @Override
  public OptionSpec.Builder number(FieldType.Number type) {
    return value("NUMBER");
  }

  @Override
  public OptionSpec.Builder numbers(FieldType.Numbers type) {
    return values(type.label());
  }

  @Override
  public OptionSpec.Builder seconds(FieldType.Seconds type) {
    return value("TIME");
  }

  /** For completion only: the spec's reader refuses what is none of the words. */
  @Override
  public OptionSpec.Builder choice(FieldType.Choice<?> type) {
    return value("KIND").completionCandidates(type.words());
  }

  @Override
  public OptionSpec.Builder mapping(FieldType.Mapping type) {
    throw new IllegalArgumentException("its fields have flags, not the mapping");
  }

  @Override
  public OptionSpec.Builder mappings(FieldType.Mappings type) {
    throw new IllegalArgumentException("a list of mappings has no flag");
  }

  @Override
  public OptionSpec.Builder kubernetesObject(FieldType.KubernetesObject<?> type) {
    return value("YAML");
  }

  /** Each of them by a value. */
  @Override
  public OptionSpec.Builder kubernetesObjects(FieldType.KubernetesObjects<?> type) {
    return values("YAML");
  }

  private OptionSpec.Builder value(String label) {
    return option.type(String.class).paramLabel(label).completionCandidates(List.of());
  }

  OptionSpec.Builder values(String label) {
    return option.type(String[].class).arity(ONE_OR_MORE).paramLabel(label);
  }
}
