package io.jenkins.plugins.volumetransfer.spec;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a field takes, and how it is read.
 *
 * @param <T> what is read
 */
public sealed interface FieldType<T> {
  /**
   * @throws SpecException if something else is written
   */
  T read(Fields in, String name);

  /** The value of a field that is not written, as users write it; empty: there is none. */
  default Optional<String> fallback() {
    return Optional.empty();
  }

  /** The fields of what is a mapping, or a list of mappings; empty: it is something else. */
  default Optional<FieldSection> within() {
    return Optional.empty();
  }

  /** True or false. */
  record Flag(boolean otherwise) implements FieldType<Boolean> {
    @Override
    public Boolean read(Fields in, String name) {
      return in.flag(name, otherwise);
    }

    @Override
    public Optional<String> fallback() {
      return Optional.of(String.valueOf(otherwise));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.flag(this);
    }
  }

  /**
   * A text.
   *
   * @param label what stands for it in a usage line, such as NAMESPACE
   */
  record Text(String label, TextRule rule) implements FieldType<Optional<String>> {
    @Override
    public Optional<String> read(Fields in, String name) {
      Optional<String> text = in.text(name);
      text.ifPresent(value -> rule.check(in.path(name), value));
      return text;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /** A list of texts. */
  record Texts(String label, TextRule rule) implements FieldType<List<String>> {
    @Override
    public List<String> read(Fields in, String name) {
      List<String> texts = in.texts(name);
      for (int i = 0; i < texts.size(); i++) {
        rule.check(in.path(name) + "[" + i + "]", texts.get(i));
      }
      return texts;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.texts(this);
    }
  }

  /**
   * A mapping of names to texts.
   *
   * @param names rule of the names
   * @param rule of the texts
   */
  record TextMap(String nameLabel, String label, TextRule names, TextRule rule)
      implements FieldType<Map<String, String>> {
    TextMap(String nameLabel, String label, TextRule rule) {
      this(nameLabel, label, TextRule.ANY, rule);
    }

    @Override
    public Map<String, String> read(Fields in, String name) {
      Map<String, String> texts = in.textMap(name, label.toLowerCase(Locale.ROOT));
      texts.forEach(
          (key, text) -> {
            names.check(in.path(name) + "." + key, key);
            rule.check(in.path(name) + "." + key, text);
          });
      return texts;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.textMap(this);
    }
  }

  /** A whole number within bounds, both included. */
  record Number(long min, long max, OptionalLong otherwise) implements FieldType<OptionalLong> {
    @Override
    public OptionalLong read(Fields in, String name) {
      OptionalLong number = in.number(name, min, max, "");
      return number.isPresent() ? number : otherwise;
    }

    @Override
    public Optional<String> fallback() {
      return otherwise.stream().mapToObj(String::valueOf).findFirst();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.number(this);
    }
  }

  /** A list of whole numbers within bounds, both included. */
  record Numbers(String label, long min, long max) implements FieldType<List<Long>> {
    @Override
    public List<Long> read(Fields in, String name) {
      return in.numbers(name, min, max);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.numbers(this);
    }
  }

  /** A whole number of seconds within bounds, both included. */
  record Seconds(long min, long max, Optional<Duration> otherwise)
      implements FieldType<Optional<Duration>> {
    @Override
    public Optional<Duration> read(Fields in, String name) {
      OptionalLong seconds = in.number(name, min, max, "seconds");
      return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : otherwise;
    }

    @Override
    public Optional<String> fallback() {
      return otherwise.map(duration -> String.valueOf(duration.toSeconds()));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.seconds(this);
    }
  }

  /** One of some words. */
  record Choice<E extends Enum<E>>(E otherwise) implements FieldType<E> {
    @Override
    public E read(Fields in, String name) {
      return in.choice(name, otherwise);
    }

    public List<String> words() {
      return Stream.of(otherwise.getDeclaringClass().getEnumConstants()).map(Enum::name).toList();
    }

    @Override
    public Optional<String> fallback() {
      return Optional.of(otherwise.name());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.choice(this);
    }
  }

  /** A mapping with fields of its own. */
  record Mapping(FieldSection fields) implements FieldType<Optional<Fields>> {
    @Override
    public Optional<Fields> read(Fields in, String name) {
      return in.mapping(name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mapping(this);
    }

    @Override
    public Optional<FieldSection> within() {
      return Optional.of(fields);
    }
  }

  /** A list of such mappings. */
  record Mappings(FieldSection fields) implements FieldType<List<Fields>> {
    @Override
    public List<Fields> read(Fields in, String name) {
      return in.mappings(name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mappings(this);
    }

    @Override
    public Optional<FieldSection> within() {
      return Optional.of(fields);
    }
  }

  /**
   * An object of Kubernetes' own API, in its own words.
   *
   * @param type class of fabric8's model, which only a reader of the object loads
   */
  record KubernetesObject<T>(Supplier<Class<T>> type) implements FieldType<Optional<T>> {
    @Override
    public Optional<T> read(Fields in, String name) {
      return in.mapping(name).map(object -> KubernetesFields.read(object, type.get()));
    }

    /** What it has. */
    public FieldSection fields() {
      return KubernetesFields.of(type.get());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.kubernetesObject(this);
    }
  }

  /** A list of such objects. */
  record KubernetesObjects<T>(Supplier<Class<T>> type) implements FieldType<List<T>> {
    @Override
    public List<T> read(Fields in, String name) {
      return in.mappings(name).stream()
          .map(each -> KubernetesFields.read(each, type.get()))
          .toList();
    }

    /** What each of them has. */
    public FieldSection fields() {
      return KubernetesFields.of(type.get());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.kubernetesObjects(this);
    }
  }

  /** What somebody makes of a field's type, who has to answer for each. */
  interface Visitor<R> {
    R flag(Flag type);

    R text(Text type);

    R texts(Texts type);

    R textMap(TextMap type);

    R number(Number type);

    R numbers(Numbers type);

    R seconds(Seconds type);

    R choice(Choice<?> type);

    R mapping(Mapping type);

    R mappings(Mappings type);

    R kubernetesObject(KubernetesObject<?> type);

    R kubernetesObjects(KubernetesObjects<?> type);
  }

  <R> R accept(Visitor<R> visitor);
}
