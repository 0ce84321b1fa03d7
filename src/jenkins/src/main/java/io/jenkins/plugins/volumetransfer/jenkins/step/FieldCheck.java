package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Descriptor;
import hudson.model.Descriptor.FormException;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.Fields;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.Optional;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What a form says of a single field: the same as the run would, as it is read by the same reader.
 */
final class FieldCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FieldCheck() {}

  /**
   * How a form asks for the check of a field: {@code doCheckField} answers for all of the catalogue
   * that have no method of their own.
   */
  static FormValidation.CheckMethod method(
      FormValidation.CheckMethod own, Descriptor<?> descriptor, String name) {
    boolean free =
        KnownFields.find(descriptor.clazz, name).filter(field -> isFree(field.type())).isPresent();
    return own.getDependsOn() == null && free ? new Generic(descriptor, name) : own;
  }

  /** Whether anything can be written in a form. */
  private static boolean isFree(FieldType<?> type) {
    return type.within().isEmpty()
        && !(type instanceof FieldType.Flag || type instanceof FieldType.Choice);
  }

  /** By the path below the descriptor, where Jenkins has a method for each field. */
  private static final class Generic extends FormValidation.CheckMethod {
    private final String path;

    Generic(Descriptor<?> descriptor, String name) {
      super(descriptor, name);
      path = descriptor.getDescriptorUrl() + "/checkField/" + name;
    }

    @Override
    public String toStemUrl() {
      return Descriptor.getCurrentDescriptorByNameUrl() + '/' + path;
    }

    /** On no other field; null would have the URL taken for a script. */
    @Override
    public String getDependsOn() {
      return "";
    }
  }

  /** Which field a form asks for. */
  static String asked(StaplerRequest2 request) {
    return request.getRestOfPath().replaceFirst("^/", "");
  }

  /**
   * A field of a step or an option.
   *
   * @param path what stands before its name in the spec, such as {@code source}; empty: nothing
   */
  static FormValidation of(Item item, Class<?> type, String path, String name, String value) {
    return check(
        item,
        value,
        () -> {
          Optional<SpecField<?>> field = KnownFields.find(type, name);
          if (field.isPresent()) {
            ObjectNode written = JSON.createObjectNode();
            written.set(name, node(field.get().type(), name, value.strip()));
            field.get().type().read(Fields.of(path, written, Fields.Values.SHOWN), name);
          }
        });
  }

  /** A field of {@code source} or {@code destination}, in a spec that is otherwise right. */
  static FormValidation ofSide(Item item, String side, String name, String value) {
    ObjectNode spec = right();
    spec.withObjectProperty(side).put(name, value);
    return check(item, value, () -> SpecReader.read(spec));
  }

  /** A field of a volume. */
  static FormValidation ofVolume(Item item, String name, String value) {
    ObjectNode spec = right();
    ((ObjectNode) spec.at("/volumes/0")).put(name, value);
    return check(item, value, () -> SpecReader.read(spec));
  }

  private static ObjectNode right() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.putObject("source").put("namespace", "from");
    spec.putObject("destination").put("namespace", "to");
    spec.putArray("volumes").addObject().put("from", "claim");
    return spec;
  }

  private static JsonNode node(FieldType<?> type, String name, String value) throws FormException {
    FormLines lines = new FormLines(name, value);
    if (type instanceof FieldType.Texts) {
      return JSON.valueToTree(lines.lines());
    }
    if (type instanceof FieldType.TextMap) {
      return JSON.valueToTree(lines.pairs());
    }
    if (type instanceof FieldType.Numbers) {
      return JSON.valueToTree(lines.numbers());
    }
    if (type instanceof FieldType.KubernetesObject || type instanceof FieldType.KubernetesObjects) {
      return JSON.valueToTree(lines.yaml().orElse(null));
    }
    boolean number = type instanceof FieldType.Number || type instanceof FieldType.Seconds;
    return number && value.matches("-?\\d{1,18}")
        ? JSON.valueToTree(Long.valueOf(value))
        : JSON.valueToTree(value);
  }

  private interface Reading {
    void read() throws FormException;
  }

  /** Nothing is said to who may not configure, nor of what is empty: it counts as not written. */
  private static FormValidation check(Item item, String value, Reading reading) {
    if (value.isBlank() || !FormPermission.granted(Optional.ofNullable(item))) {
      return FormValidation.ok();
    }
    try {
      reading.read();
      return FormValidation.ok();
    } catch (SpecException | FormException e) {
      return FormValidation.error(e.getMessage());
    }
  }
}
