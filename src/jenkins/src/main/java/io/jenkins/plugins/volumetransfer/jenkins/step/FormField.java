package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.spec.FieldSection;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import java.util.List;
import java.util.Optional;

/** A field of the catalogue as a form shows it; Jelly reads getters. */
public final class FormField {
  private final SpecField<?> field;

  private FormField(SpecField<?> field) {
    this.field = field;
  }

  static List<FormField> of(FieldSection section) {
    return KnownFields.on(section).stream().map(FormField::new).toList();
  }

  public String getName() {
    return field.name();
  }

  public String getTitle() {
    return field.title();
  }

  /** What it is entered in: {@code checkbox}, {@code number}, {@code textbox} and so on. */
  public String getKind() {
    return field.type().accept(new Kind());
  }

  /** Of a checkbox. */
  public boolean isChecked() {
    return field.type() instanceof FieldType.Flag flag && flag.otherwise();
  }

  /** Of a choice. */
  public String getChosen() {
    return field.type().fallback().orElse("");
  }

  /** Of a number. */
  public Long getMin() {
    return bounds(field.type()).min();
  }

  /** Of a number; null: so large that nobody wants to know. */
  public Long getMax() {
    return bounds(field.type()).max().orElse(null);
  }

  /** What a number must be, both included. */
  record Bounds(long min, Optional<Long> max) {}

  static Bounds bounds(FieldType<?> type) {
    if (type instanceof FieldType.Number number) {
      return new Bounds(number.min(), known(number.max()));
    }
    return type instanceof FieldType.Seconds seconds
        ? new Bounds(seconds.min(), known(seconds.max()))
        : new Bounds(0, Optional.empty());
  }

  private static Optional<Long> known(long max) {
    return Optional.of(max).filter(each -> each < Integer.MAX_VALUE);
  }

  private static final class Kind implements FieldType.Visitor<String> {
    @Override
    public String flag(FieldType.Flag type) {
      return "checkbox";
    }

    @Override
    public String text(FieldType.Text type) {
      return "textbox";
    }

    @Override
    public String texts(FieldType.Texts type) {
      return "textarea";
    }

    @Override
    public String textMap(FieldType.TextMap type) {
      return "textarea";
    }

    @Override
    public String number(FieldType.Number type) {
      return "number";
    }

    @Override
    public String seconds(FieldType.Seconds type) {
      return "number";
    }

    @Override
    public String choice(FieldType.Choice<?> type) {
      return "enum";
    }

    @Override
    public String mapping(FieldType.Mapping type) {
      return "property";
    }

    @Override
    public String mappings(FieldType.Mappings type) {
      return "repeatable";
    }
  }
}
