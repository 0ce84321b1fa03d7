package io.jenkins.plugins.volumetransfer.cli.input;

import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.Catalogue.Place;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

  /** What only the command line has. */
  private static final List<SpecFlag> OF_BOTH =
      List.of(
          both(
              "kubeconfig",
              "Kubeconfig of both sides. Default: as kubectl (KUBECONFIG, ~/.kube/config), then the"
                  + " pod's service account."),
          both("context", "Context of both sides. Default: the current one."),
          both(
              "inCluster",
              "Use the service account of the pod that this runs in, for each side that has no"
                  + " --SIDE-kubeconfig or --SIDE-context of its own."));

  /** Those of both sides come before those of one, which win. */
  static List<SpecFlag> all() {
    return Stream.concat(
            OF_BOTH.stream(),
            Catalogue.values().stream()
                .filter(place -> place.field().isOn(Face.COMMAND_LINE))
                .sorted(Comparator.comparing(place -> isOfSide(place.names())))
                .map(SpecFlag::one))
        .toList();
  }

  String flag() {
    return names.get(0);
  }

  boolean isOfBoth() {
    return fields.size() > 1;
  }

  private static SpecFlag both(String field, String description) {
    Place source = Catalogue.at(SIDES.get(0) + "." + field);
    return new SpecFlag(
        List.of(source.flags().get(0).replace(SIDES.get(0) + "-", "")),
        CLUSTERS,
        source.field().type(),
        description,
        SIDES.stream().map(side -> List.of(side, field)).toList());
  }

  private static SpecFlag one(Place place) {
    String first = place.names().get(0);
    Optional<Place> same = sameOfBoth(place.names());
    return new SpecFlag(
        place.flags(),
        same.map(it -> it.section().heading())
            .orElse(isOfSide(place.names()) ? CLUSTERS : place.section().heading()),
        place.field().type(),
        same.map(it -> "Of the " + first + " alone; wins over " + it.flags().get(0) + ".")
            .orElseGet(() -> description(place)),
        List.of(place.names()));
  }

  /** What a side has of its own may be there for both, with one mapping less or more. */
  private static Optional<Place> sameOfBoth(List<String> names) {
    return IntStream.range(1, isOfSide(names) ? names.size() : 1)
        .mapToObj(from -> String.join(".", names.subList(from, names.size())))
        .flatMap(path -> find(path).stream())
        .filter(place -> place.field().isOn(Face.COMMAND_LINE))
        .findFirst();
  }

  private static boolean isOfSide(List<String> names) {
    return SIDES.contains(names.get(0));
  }

  private static Optional<Place> find(String path) {
    return Catalogue.values().stream().filter(place -> place.path().equals(path)).findFirst();
  }

  /** In the words of the catalogue, where fields are said as they are typed. */
  private static String description(Place place) {
    SpecField<?> field = place.field();
    List<String> sentences = new ArrayList<>();
    sentences.add(field.words(path -> "`" + path + "`"));
    if (field.type() instanceof FieldType.Choice<?> choice
        && !choice.words().stream().allMatch(field.sentence()::contains)) {
      sentences.add("One of " + String.join(", ", choice.words()) + ".");
    }
    if (field.type() instanceof FieldType.Flag flag) {
      sentences.addAll(flag.otherwise() ? List.of("On by default.") : List.of());
    } else {
      fallback(place).ifPresent(words -> sentences.add("Default: " + words + "."));
    }
    return CODE.matcher(String.join(" ", sentences))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    find(found.group(1)).map(it -> it.flags().get(0)).orElse(found.group(1))));
  }

  private static Optional<String> fallback(Place place) {
    Optional<String> ofBoth =
        OF_BOTH.stream()
            .filter(both -> both.fields().contains(place.names()))
            .map(SpecFlag::flag)
            .findFirst();
    Optional<String> time =
        place.field().type() instanceof FieldType.Seconds seconds
            // PT24H
            ? seconds.otherwise().map(it -> it.toString().substring(2).toLowerCase(Locale.ROOT))
            : Optional.empty();
    return ofBoth.or(() -> time).or(place.field()::fallback).filter(words -> !words.equals("none"));
  }
}
