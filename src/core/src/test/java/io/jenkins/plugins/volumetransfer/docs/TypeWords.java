package io.jenkins.plugins.volumetransfer.docs;

import io.jenkins.plugins.volumetransfer.spec.FieldType;
import java.util.stream.Collectors;

/** What a field takes, in the cell of a table. */
final class TypeWords implements FieldType.Visitor<String> {
  @Override
  public String flag(FieldType.Flag type) {
    return "switch";
  }

  @Override
  public String text(FieldType.Text type) {
    return "text";
  }

  @Override
  public String texts(FieldType.Texts type) {
    return "texts";
  }

  @Override
  public String textMap(FieldType.TextMap type) {
    return "mapping";
  }

  @Override
  public String number(FieldType.Number type) {
    return type.min() + " to " + type.max();
  }

  @Override
  public String numbers(FieldType.Numbers type) {
    return "numbers, " + type.min() + " to " + type.max();
  }

  @Override
  public String kubernetesObject(FieldType.KubernetesObject<?> type) {
    return "as in a pod";
  }

  @Override
  public String kubernetesObjects(FieldType.KubernetesObjects<?> type) {
    return "as in a pod";
  }

  @Override
  public String seconds(FieldType.Seconds type) {
    return type.min() + " to " + type.max();
  }

  @Override
  public String choice(FieldType.Choice<?> type) {
    return type.words().stream()
        .map(word -> "`" + word + "`")
        .collect(Collectors.joining(", "))
        .replaceFirst(", (?=[^,]*$)", " or ");
  }

  @Override
  public String mapping(FieldType.Mapping type) {
    return "mapping";
  }

  @Override
  public String mappings(FieldType.Mappings type) {
    return "mappings";
  }
}
