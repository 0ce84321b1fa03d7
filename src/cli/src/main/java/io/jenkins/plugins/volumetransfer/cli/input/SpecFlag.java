package io.jenkins.plugins.volumetransfer.cli.input;

import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.Catalogue.Place;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A flag that is a field of the spec, or the same field of both sides. {@code --from} and {@code
 * --to} are not here: two of them make one entry of {@code volumes}.
 *
 * @param names the first is the one to show
 * @param heading its group in {@code --help}
 * @param fields that it sets, each by its names from the whole down
 */
record SpecFlag(
    List<String> names,
    String heading,
    FieldType<?> type,
    String description,
    List<List<String>> fields) {

  static final String CLUSTERS = "Clusters:";

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private static final List<String> SIDES = List.of("source", "destination");

  /** What only the command line has: fields of both sides by one flag, and what it does. */
  private static final Map<String, String> OF_BOTH =
      Map.of(
          "kubeconfig",
          "Kubeconfig of both sides. Default: as kubectl (KUBECONFIG, ~/.kube/config), then the"
              + " pod's service account.",
          "context",
          "Context of both sides. Default: the current one.",
          "inCluster",
          "Use the service account of the pod that this runs in, for each side that has no"
              + " --SIDE-kubeconfig or --SIDE-context of its own.");

  /** Those of both sides come before those of one, which win. */
  static List<SpecFlag> all() {
    List<Place> places =
        Catalogue.values().stream()
            .filter(place -> place.field().isOn(Face.COMMAND_LINE))
            .collect(Collectors.toList());
    return Stream.concat(
            places.stream()
                .filter(place -> place.names().get(0).equals(SIDES.get(0)))
                .filter(place -> ofBoth(place).isPresent())
                .map(SpecFlag::both),
            places.stream().map(SpecFlag::one))
        .toList();
  }

  String flag() {
    return names.get(0);
  }

  boolean isOfBoth() {
    return fields.size() > 1;
  }

  private static SpecFlag both(Place place) {
    String field = place.field().name();
    return new SpecFlag(
        List.of(ofBoth(place).orElseThrow()),
        CLUSTERS,
        place.field().type(),
        OF_BOTH.get(field),
        SIDES.stream().map(side -> List.of(side, field)).toList());
  }

  /** The flag of both sides, {@code --context} of {@code source.context}. */
  private static Optional<String> ofBoth(Place place) {
    return ofSide(place) && OF_BOTH.containsKey(place.field().name())
        ? Optional.of(place.flags().get(0).replaceFirst("--(" + String.join("|", SIDES) + ")", "-"))
        : Optional.empty();
  }

  private static boolean ofSide(Place place) {
    return place.names().size() == 2 && SIDES.contains(place.names().get(0));
  }

  private static SpecFlag one(Place place) {
    return new SpecFlag(
        place.flags(),
        heading(place),
        place.field().type(),
        description(place),
        List.of(place.names()));
  }

  /** What a side has of its own stands beside the same of both. */
  private static String heading(Place place) {
    return SIDES.contains(place.names().get(0))
        ? find(String.join(".", place.names().subList(1, place.names().size())))
            .map(both -> both.section().heading())
            .orElse(CLUSTERS)
        : place.section().heading();
  }

  private static Optional<Place> find(String path) {
    return Catalogue.values().stream().filter(place -> place.path().equals(path)).findFirst();
  }

  /** In the words of the catalogue. */
  private static String description(Place place) {
    SpecField<?> field = place.field();
    List<String> sentences = new ArrayList<>();
    sentences.add(field.words(path -> "`" + path + "`"));
    if (field.type() instanceof FieldType.Choice<?> choice
        && !choice.words().stream().allMatch(field.sentence()::contains)) {
      sentences.add("One of " + String.join(", ", choice.words()) + ".");
    }
    if (field.type() instanceof FieldType.Texts || field.type() instanceof FieldType.TextMap) {
      sentences.add("Repeatable.");
    }
    sentences.addAll(fallback(place));
    return CODE.matcher(String.join(" ", sentences))
        .replaceAll(found -> Matcher.quoteReplacement(typed(found.group(1))));
  }

  /** As it is typed: the flag, where it is a field. */
  private static String typed(String code) {
    return find(code).map(place -> place.flags().get(0)).orElse(code);
  }

  private static List<String> fallback(Place place) {
    if (place.field().type() instanceof FieldType.Flag flag) {
      return flag.otherwise() ? List.of("On by default.") : List.of();
    }
    return ofBoth(place)
        .or(() -> usual(place.field()))
        .filter(words -> !words.equals("none"))
        .map(words -> "Default: " + words + ".")
        .stream()
        .toList();
  }

  private static Optional<String> usual(SpecField<?> field) {
    return field.type() instanceof FieldType.Seconds seconds && seconds.otherwise().isPresent()
        ? seconds.otherwise().map(SpecFlag::time)
        : field.fallback();
  }

  /** As it may be typed. */
  private static String time(Duration time) {
    if (time.equals(Duration.ofHours(time.toHours()))) {
      return time.toHours() + "h";
    }
    return time.equals(Duration.ofMinutes(time.toMinutes()))
        ? time.toMinutes() + "m"
        : time.toSeconds() + "s";
  }
}
