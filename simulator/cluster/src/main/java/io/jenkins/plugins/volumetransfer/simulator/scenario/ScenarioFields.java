package io.jenkins.plugins.volumetransfer.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields of the file as they are written, and what they mean. A missing one is null here. */
final class ScenarioFields {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private ScenarioFields() {}

  /**
   * The file.
   *
   * @param topologies those of which the verdicts speak, unless a scenario says otherwise
   * @param stunnelAlso with which codes the stunnel container may end besides, whatever happens
   */
  record OfFile(
      @JsonProperty(required = true) List<Topology> topologies,
      Map<Topology, List<String>> stunnelAlso,
      @JsonProperty(required = true) List<JsonNode> scenarios) {

    OfFile {
      stunnelAlso = stunnelAlso == null ? Map.of() : stunnelAlso;
    }

    List<String> stunnelAlso(Topology topology) {
      return stunnelAlso.getOrDefault(topology, List.of());
    }
  }

  record OfScenario(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String sentence,
      List<Topology> topologies,
      List<OfStrike> strikes,
      @JsonProperty(required = true) ObjectNode verdict) {

    OfScenario {
      topologies = orNone(topologies);
      strikes = orNone(strikes);
    }

    Scenario scenario(String where, List<Strike> meant, Map<Topology, ExpectedEnd> verdicts) {
      if (!NAME.matcher(name).matches()) {
        throw new ScenarioException(where, "name: write it in kebab-case, as in stunnel-dies");
      }
      if (sentence.isBlank()) {
        throw new ScenarioException(where, "sentence: is empty");
      }
      return new Scenario(name, sentence, meant, verdicts);
    }
  }

  record OfStrike(
      @JsonProperty(required = true) String what,
      String on,
      Integer code,
      @JsonProperty(required = true) String when) {

    Strike strike(String name, String field, Set<Topology> topologies) {
      What meant =
          What.of(what)
              .orElseThrow(
                  () ->
                      unknown(
                          name, field + ".what", what, Stream.of(What.values()).map(What::words)));
      When moment =
          When.of(when)
              .orElseThrow(
                  () ->
                      unknown(
                          name,
                          field + ".when",
                          when,
                          Stream.concat(
                              Stream.of("at 40 %"),
                              Stream.of(When.Point.values()).map(When.Point::words))));
      require(name, field + ".on", on != null, meant.needs() == What.Needs.CONTAINER);
      require(name, field + ".code", code != null, meant.needs() == What.Needs.CODE);
      return new Strike(
          meant, container(name, field + ".on", topologies), code(name, field + ".code"), moment);
    }

    private Optional<SourceContainer> container(
        String name, String field, Set<Topology> topologies) {
      if (on == null) {
        return Optional.empty();
      }
      SourceContainer container =
          Stream.of(SourceContainer.values())
              .filter(each -> each.label().equals(on))
              .findFirst()
              .orElseThrow(
                  () ->
                      unknown(
                          name,
                          field,
                          on,
                          Stream.of(SourceContainer.values()).map(SourceContainer::label)));
      topologies.stream()
          .filter(topology -> !container.isIn(topology))
          .forEach(
              topology -> {
                throw new ScenarioException(
                    name, field + ": " + topology + " has no such container; set topologies");
              });
      return Optional.of(container);
    }

    private OptionalInt code(String name, String field) {
      if (code == null) {
        return OptionalInt.empty();
      }
      boolean rsyncs =
          ExitCode.of(code)
              .filter(known -> known != ExitCode.SUCCESS && known.origin() == ExitCode.Origin.RSYNC)
              .isPresent();
      if (!rsyncs) {
        throw new ScenarioException(
            name, field + ": " + code + " is no failure that rsync documents");
      }
      return OptionalInt.of(code);
    }
  }

  record OfVerdict(List<String> rsync, List<String> stunnel, List<String> run, Boolean again) {
    OfVerdict {
      rsync = orNone(rsync);
      stunnel = orNone(stunnel);
      run = orNone(run);
    }

    ExpectedEnd verdict(String name, String field, Topology topology, List<String> stunnelAlso) {
      require(name, field + ": rsync", !rsync.isEmpty(), true);
      require(name, field + ": run", !run.isEmpty(), true);
      boolean two = SourceContainer.STUNNEL.isIn(topology);
      if (two) {
        require(name, field + ": stunnel", !stunnel.isEmpty(), true);
      }
      return new ExpectedEnd(
          codes(name, field + ": rsync", rsync),
          two
              ? codes(
                  name,
                  field + ": stunnel",
                  Stream.concat(stunnel.stream(), stunnelAlso.stream()).toList())
              : codes(name, field, List.of()),
          runEnd(name, field));
    }

    private RunEnd runEnd(String name, String field) {
      Set<Reason> reasons = EnumSet.noneOf(Reason.class);
      for (String word : run) {
        if (!word.equals(RunEnd.SUCCESS)) {
          reasons.add(
              Stream.of(Reason.values())
                  .filter(reason -> reason.name().equals(word))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new ScenarioException(
                              name,
                              field + ": run: " + word + " is neither SUCCESS nor a reason")));
        }
      }
      require(name, field + ": again", again != null, !reasons.isEmpty());
      Optional<Retry> retry =
          Optional.ofNullable(again).map(yes -> yes ? Retry.MAY_HELP : Retry.NEVER);
      return new RunEnd(run.contains(RunEnd.SUCCESS), reasons, retry);
    }
  }

  private static Codes codes(String name, String field, List<String> words) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String word : words) {
      if (!word.equals(Codes.NONE)) {
        numbers.add(
            Stream.of(ExitCode.values())
                .filter(code -> code.name().equals(word) || word.equals("" + code.number()))
                .findFirst()
                .orElseThrow(
                    () ->
                        new ScenarioException(
                            name, field + ": " + word + " is not in docs/exit-codes.md"))
                .number());
      }
    }
    return new Codes(numbers, words.contains(Codes.NONE));
  }

  private static void require(String name, String field, boolean there, boolean needed) {
    if (there != needed) {
      throw new ScenarioException(
          name, field + ": " + (needed ? "is missing" : "has no meaning here"));
    }
  }

  private static ScenarioException unknown(
      String name, String field, String found, Stream<String> known) {
    List<String> words = new ArrayList<>(known.toList());
    return new ScenarioException(
        name,
        "%s: \"%s\" is unknown; write one of %s"
            .formatted(field, found.toLowerCase(Locale.ROOT), String.join(", ", words)));
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }
}
