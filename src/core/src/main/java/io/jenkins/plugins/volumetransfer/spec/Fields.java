package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The fields of one mapping of the user's text, each read once with its type. {@link
 * #refuseOthers()} then names what nobody read, with the nearest name that somebody did.
 */
public final class Fields {
  /** Whether a message may show what is written in a field. */
  public enum Values {
    SHOWN,
    SECRET
  }

  private static final int NEAR = 3;

  /** As fields of formats with secrets are called; a token mostly has other signs too. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z-]{1,63}");

  private final String path;
  private final JsonNode node;
  private final Values values;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String path, JsonNode node, Values values) {
    this.path = path;
    this.node = node;
    this.values = values;
    if (!node.isObject()) {
      throw wrong(path, node, "a mapping of fields");
    }
  }

  static Fields of(String path, JsonNode node) {
    return of(path, node, Values.SHOWN);
  }

  /**
   * Several as one: mappings are merged, a list or anything else takes the place of what was there.
   *
   * @param layers valid, the last one on top
   */
  static Fields layered(String path, List<Optional<Fields>> layers) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    layers.stream().flatMap(Optional::stream).forEach(layer -> lay((ObjectNode) layer.node, all));
    return of(path, all);
  }

  private static void lay(ObjectNode layer, ObjectNode over) {
    layer
        .properties()
        .forEach(
            each -> {
              JsonNode value = each.getValue();
              if (value instanceof ObjectNode mapping
                  && over.get(each.getKey()) instanceof ObjectNode there) {
                lay(mapping, there);
              } else if (!value.isNull()) {
                over.set(each.getKey(), value.deepCopy());
              }
            });
  }

  /**
   * @param path of the mapping; empty: the whole text
   * @throws SpecException if it is no mapping
   */
  public static Fields of(String path, JsonNode node, Values values) {
    return new Fields(path, node, values);
  }

  /** As it is written, for what no other method reads. */
  public Optional<JsonNode> any(String name) {
    return find(name);
  }

  /** All of it, as it is written. */
  JsonNode tree() {
    return node;
  }

  /** The names that are written here, also of what is empty. */
  public List<String> names() {
    List<String> all = new ArrayList<>();
    node.fieldNames().forEachRemaining(all::add);
    return all;
  }

  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** To be thrown: what is wrong with a field of these, and what to write instead. */
  public SpecException wrong(String name, String problem) {
    return new SpecException(path(name), problem);
  }

  /**
   * A field of the catalogue, as it is written or as its type has it otherwise.
   *
   * @throws SpecException if it is something else
   */
  <T> T read(SpecField<T> field) {
    return field.type().read(this, field.name());
  }

  public Optional<Fields> mapping(String name) {
    return find(name).map(value -> of(path(name), value, values));
  }

  public List<Fields> mappings(String name) {
    List<Fields> all = new ArrayList<>();
    List<JsonNode> each = array(name, "a list of mappings");
    for (int i = 0; i < each.size(); i++) {
      all.add(of(path(name) + "[" + i + "]", each.get(i), values));
    }
    return all;
  }

  public Optional<String> text(String name) {
    return find(name).map(value -> text(path(name), value));
  }

  public List<String> texts(String name) {
    List<String> all = new ArrayList<>();
    List<JsonNode> each = array(name, "a list of texts");
    for (int i = 0; i < each.size(); i++) {
      all.add(text(path(name) + "[" + i + "]", each.get(i)));
    }
    return all;
  }

  /**
   * A mapping of names to texts; plain numbers and flags count as texts ({@code cpu: 2}).
   *
   * @param noun what the texts are, such as {@code quantity}
   */
  Map<String, String> textMap(String name, String noun) {
    Map<String, String> all = new LinkedHashMap<>();
    find(name)
        .ifPresent(
            value -> {
              if (!value.isObject()) {
                throw wrong(
                    path(name),
                    value,
                    "a mapping of names to " + noun.replaceAll("y$", "ie") + "s");
              }
              value
                  .properties()
                  .forEach(
                      entry -> {
                        if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                          throw wrong(
                              path(name) + "." + entry.getKey(), entry.getValue(), "a " + noun);
                        }
                        all.put(
                            entry.getKey(),
                            whole(path(name) + "." + entry.getKey(), entry.getValue().asText()));
                      });
            });
    return all;
  }

  /** Whether it was written, with any value but null. */
  boolean has(String name) {
    return find(name).isPresent();
  }

  public boolean flag(String name, boolean otherwise) {
    return find(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw wrong(path(name), value, "true or false");
              }
              return value.booleanValue();
            })
        .orElse(otherwise);
  }

  /** A whole number within bounds, both included. */
  OptionalLong number(String name, long min, long max, String unit) {
    return find(name).stream()
        .mapToLong(value -> number(path(name), value, min, max, unit))
        .findFirst();
  }

  /** A list of whole numbers within bounds, both included. */
  List<Long> numbers(String name, long min, long max) {
    List<Long> all = new ArrayList<>();
    List<JsonNode> each = array(name, "a list of whole numbers");
    for (int i = 0; i < each.size(); i++) {
      all.add(number(path(name) + "[" + i + "]", each.get(i), min, max, ""));
    }
    return all;
  }

  private long number(String path, JsonNode value, long min, long max, String unit) {
    String wanted = "a whole number" + (unit.isEmpty() ? "" : " of " + unit);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      String instead =
          unit.equals("seconds") && value.isTextual()
              ? Units.duration(value.textValue())
                  .map(duration -> "; write " + duration.toSeconds())
                  .orElse("")
              : "";
      throw new SpecException(path, "is " + shown(value) + ", not " + wanted + instead);
    }
    long number = value.longValue();
    if (number < min || number > max) {
      throw new SpecException(
          path, "is " + number + "; write " + wanted + " from " + min + " to " + max);
    }
    return number;
  }

  <E extends Enum<E>> E choice(String name, E otherwise) {
    return text(name)
        .map(value -> choiceOf(name, value, otherwise.getDeclaringClass()))
        .orElse(otherwise);
  }

  private <E extends Enum<E>> E choiceOf(String name, String value, Class<E> type) {
    String wanted = value.toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> names =
        Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.toList());
    if (!names.contains(wanted)) {
      throw new SpecException(
          path(name), "is \"" + value + "\"; write one of " + String.join(", ", names));
    }
    return Enum.valueOf(type, wanted);
  }

  /** To be called after all fields were read. */
  public void refuseOthers() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new SpecException(path(named(name)), "is not a field" + nearest(name));
              }
            });
  }

  /** What a quote too many has made a name of may be half of the text. */
  private String named(String name) {
    return values == Values.SECRET && !NAME.matcher(name).matches() ? "(no name)" : name;
  }

  private String nearest(String name) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return known.stream()
        .min(
            (a, b) ->
                Integer.compare(
                    distance.apply(wanted, a.toLowerCase(Locale.ROOT)),
                    distance.apply(wanted, b.toLowerCase(Locale.ROOT))))
        .filter(best -> distance.apply(wanted, best.toLowerCase(Locale.ROOT)) <= NEAR)
        .map(best -> "; did you mean `" + best + "`?")
        .orElse("; the fields here are " + String.join(", ", known));
  }

  private Optional<JsonNode> find(String name) {
    known.add(name);
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  private List<JsonNode> array(String name, String wanted) {
    List<JsonNode> all = new ArrayList<>();
    find(name)
        .ifPresent(
            value -> {
              if (!value.isArray()) {
                throw wrong(path(name), value, wanted);
              }
              value.forEach(all::add);
            });
    return all;
  }

  private String text(String path, JsonNode value) {
    if (!value.isTextual()) {
      throw wrong(path, value, value.isValueNode() ? "a text; " + quoted(value) : "a text");
    }
    return whole(path, value.textValue());
  }

  private static String whole(String path, String text) {
    if (!PlainText.isWhole(text)) {
      throw new SpecException(
          path, "is \"" + text + "\", which has a letter that was lost; write it in UTF-8");
    }
    return text;
  }

  private String quoted(JsonNode value) {
    return values == Values.SECRET
        ? "write it in quotes"
        : "write it as \"" + value.asText() + "\"";
  }

  private SpecException wrong(String path, JsonNode value, String wanted) {
    return new SpecException(
        path, (path.isEmpty() ? "the spec is " : "is ") + shown(value) + ", not " + wanted);
  }

  private String shown(JsonNode value) {
    JsonNodeType type = value.getNodeType();
    return switch (type) {
      case OBJECT -> "a mapping";
      case ARRAY -> "a list";
      case NULL, MISSING -> "empty";
      case STRING -> values == Values.SECRET ? "a text" : "\"" + value.textValue() + "\"";
      case NUMBER -> values == Values.SECRET ? "a number" : value.asText();
      default -> value.asText();
    };
  }
}
