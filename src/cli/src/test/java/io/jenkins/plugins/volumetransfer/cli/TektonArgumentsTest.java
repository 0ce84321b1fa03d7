package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import io.jenkins.plugins.volumetransfer.cli.tekton.CatalogDocument;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Goal: the Tasks and the command line know the same options, by the same names. Method: the
 * command line reads what a step gives it.
 */
class TektonArgumentsTest {
  private static final Pattern OPTION =
      Pattern.compile("--([a-z-]+)(?:=\\$\\(params\\.(.*)\\))?.*");

  private static final TransferSpec PLAIN =
      spec(List.of("transfer", "--from=a/b", "--to=c/d", "--timeout=50m"));

  static List<CatalogDocument> installed() {
    return CatalogDocument.installed();
  }

  @ParameterizedTest
  @DisplayName("with a claim and all params as they are, a step's arguments are good ones")
  @MethodSource("installed")
  void parsed(CatalogDocument document) {
    assertThat(parse(arguments(document, Map.of("from", "a/b", "to", "c/d", "namespaces", "a"))))
        .isNotNull();
  }

  @Test
  @DisplayName("params that nobody sets are the command line's own defaults, but for the timeout")
  void defaults() {
    for (CatalogDocument document : installed()) {
      if (document.name().equals("volume-transfer")) {
        assertThat(spec(arguments(document, Map.of("from", "a/b", "to", "c/d")))).isEqualTo(PLAIN);
      }
    }
  }

  @Test
  @DisplayName("a param that is set sets its own option: each gives the spec that its flag gives")
  void each() {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("create", "true"),
            Map.entry("allow-in-use", "true"),
            Map.entry("source-context", "old"),
            Map.entry("destination-context", "new"),
            Map.entry("endpoint", "ROUTE"),
            Map.entry("address", "h:1"),
            Map.entry("delete", "false"),
            Map.entry("max-delete", "5"),
            Map.entry("accept-vanished", "true"),
            Map.entry("exclude", "*.tmp"),
            Map.entry("checksum", "true"),
            Map.entry("verify", "true"),
            Map.entry("bandwidth-limit", "50M"),
            Map.entry("non-root", "true"),
            Map.entry("network-policies", "false"),
            Map.entry("image", "registry.example.org/transfer:1.2.3"),
            Map.entry("retries", "7"),
            Map.entry("max-concurrent", "2"));
    values.forEach((name, value) -> assertSet(Map.of(name, value)));
    assertSet(Map.of("create", "true", "storage-class", "fast"));
    assertSet(Map.of("timeout", "4h"));
  }

  @Test
  @DisplayName("options are handed on as they are")
  void options() {
    Map<String, String> params = Map.of("from", "a/b", "to", "c/d", "options", "--topology=single");

    assertThat(spec(arguments(task(), params)))
        .isEqualTo(
            spec(
                List.of(
                    "transfer", "--from=a/b", "--to=c/d", "--topology=single", "--timeout=50m")));
  }

  @Test
  @DisplayName("a whole namespace is asked for by three params")
  void wholeNamespace() {
    Map<String, String> params =
        Map.of("all", "true", "source-namespace", "a", "destination-namespace", "b");

    assertThat(spec(arguments(task(), params)))
        .isEqualTo(
            spec(
                List.of(
                    "transfer",
                    "--all",
                    "--source-namespace=a",
                    "--destination-namespace=b",
                    "--timeout=50m")));
  }

  private static void assertSet(Map<String, String> set) {
    Map<String, String> params = new HashMap<>(Map.of("from", "a/b", "to", "c/d"));
    params.putAll(set);
    List<String> flags = new ArrayList<>(List.of("transfer", "--from=a/b", "--to=c/d"));
    Map<String, String> given = new HashMap<>(Map.of("timeout", "50m"));
    given.putAll(set);
    given.forEach((name, value) -> flags.add("--" + name + "=" + value));

    TransferSpec asked = spec(arguments(task(), params));

    assertThat(asked).as(set.toString()).isEqualTo(spec(flags));
    assertThat(asked).as(set.toString()).isNotEqualTo(PLAIN);
  }

  @ParameterizedTest
  @DisplayName("a param and the option that it is given to have the same name")
  @MethodSource("installed")
  void names(CatalogDocument document) {
    for (JsonNode argument : step(document).path("args")) {
      var matcher = OPTION.matcher(argument.asText());
      if (matcher.matches() && matcher.group(2) != null) {
        assertThat(matcher.group(2)).isEqualTo(matcher.group(1));
      }
    }
  }

  @Test
  @DisplayName("the StepAction gives the command line what the Task gives it")
  void stepAction() {
    Map<String, String> params = Map.of("from", "a/b", "to", "c/d");
    CatalogDocument action =
        installed().stream()
            .filter(each -> each.kind().equals("StepAction"))
            .findFirst()
            .orElseThrow();

    assertThat(arguments(action, params)).isEqualTo(arguments(task(), params));
    assertThat(step(action).path("env")).isEqualTo(step(task()).path("env"));
    assertThat(step(action).path("securityContext"))
        .isEqualTo(step(task()).path("securityContext"));
  }

  /** Kubernetes' own between SIGTERM and SIGKILL, which Tekton does not change. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Test
  @DisplayName("a step that is ended cleans up before SIGKILL, and the clean-up waits for that")
  void bounds() throws Exception {
    assertThat(stopTimeout()).isPositive().isLessThan(GRACE);
    assertThat(cleanupWait()).isGreaterThan(stopTimeout());
  }

  /** Of the Task, from SIGTERM on. */
  static Duration stopTimeout() throws Exception {
    String option = "--stop-timeout=";
    String given =
        arguments(task(), Map.of()).stream()
            .filter(each -> each.startsWith(option))
            .findFirst()
            .orElseThrow();
    return new DurationConverter().convert(given.substring(option.length()));
  }

  /** Of the Task that cleans up, where nobody says otherwise. */
  static Duration cleanupWait() throws Exception {
    CatalogDocument cleanup =
        installed().stream()
            .filter(each -> each.name().equals("volume-transfer-cleanup"))
            .findFirst()
            .orElseThrow();
    String given =
        arguments(cleanup, Map.of()).stream()
            .filter(each -> each.startsWith("--wait="))
            .findFirst()
            .orElseThrow();
    return new DurationConverter().convert(given.substring("--wait=".length()));
  }

  private static CatalogDocument task() {
    return installed().stream()
        .filter(each -> each.kind().equals("Task") && each.name().equals("volume-transfer"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode step(CatalogDocument document) {
    return document.spec().has("steps") ? document.spec().at("/steps/0") : document.spec();
  }

  /** As Tekton makes them, where no workspace is bound. */
  private static List<String> arguments(CatalogDocument document, Map<String, String> params) {
    List<String> arguments = new ArrayList<>();
    for (JsonNode argument : step(document).path("args")) {
      String text = argument.asText();
      if (text.endsWith("[*])")) {
        String name = text.replaceAll("\\$\\(params\\.|\\[\\*]\\)", "");
        if (params.containsKey(name)) {
          arguments.add(params.get(name));
        }
        continue;
      }
      for (JsonNode param : document.spec().path("params")) {
        String name = param.path("name").asText();
        text =
            text.replace(
                "$(params." + name + ")",
                params.getOrDefault(name, param.path("default").asText()));
      }
      text = text.replaceAll("\\$\\(workspaces\\.[^)]*\\)", "");
      arguments.add(text.replaceAll("\\$\\((?:step\\.)?results\\.(.*)\\.path\\)", "/results/$1"));
    }
    return arguments;
  }

  private static ParseResult parse(List<String> arguments) {
    CommandLine commands = Program.commandLine(Typed.without().environment(""), List.of());
    return commands.parseArgs(IgnoredArguments.leftOut(commands, arguments.toArray(String[]::new)));
  }

  private static TransferSpec spec(List<String> arguments) {
    return SpecInput.read(parse(arguments).subcommand(), InputStream.nullInputStream(), Map.of());
  }
}
