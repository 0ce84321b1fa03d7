package io.jenkins.plugins.volumetransfer.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.Catalogue.Place;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import io.jenkins.plugins.volumetransfer.spec.Units;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Goal: each field of the catalogue is a flag. Method: walk the catalogue. */
@DisplayName("The flags of a transfer")
class SpecFlagsTest {
  private final CommandSpec command = new SpecFlags().transform(CommandSpec.create().name("test"));

  static Stream<Place> fields() {
    return Catalogue.values().stream().filter(place -> place.field().isOn(Face.COMMAND_LINE));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("set the field that they are named for, each by its type")
  @MethodSource("fields")
  void each(Place place) throws Exception {
    SpecFlag flag =
        SpecFlag.all().stream()
            .filter(each -> each.fields().equals(List.of(place.names())))
            .findFirst()
            .orElseThrow();
    Given given = place.field().type().accept(new Examples());
    new CommandLine(command).parseArgs((flag.flag() + given.arguments()).split(" "));

    JsonNode value =
        place.field().type().accept(new FlagValue(flag.flag(), command.findOption(flag.flag())));
    assertThat(value).hasToString(new ObjectMapper().readTree(given.json()).toString());
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("say in plain words what they do")
  @MethodSource("fields")
  void words(Place place) {
    OptionSpec option = command.findOption(place.flags().get(0));

    assertThat(option.description()).hasSize(1);
    assertThat(option.description()[0]).matches("[A-Z].*\\.").doesNotContain("`", "{", "..");
    if (place.field().type() instanceof FieldType.Seconds seconds) {
      seconds
          .otherwise()
          .ifPresent(
              time ->
                  assertThat(Units.duration(option.description()[0].replaceAll(".* |\\.$", "")))
                      .as("it can be typed as it is said")
                      .contains(time));
    }
  }

  @Test
  @DisplayName("stand in the sections of the catalogue, with one for the clusters, files first")
  void sections() {
    assertThat(command.argGroups())
        .extracting(ArgGroupSpec::heading)
        .containsExactly(
            "%nWhat to copy:%n",
            "%nClusters:%n",
            "%nHow to copy:%n",
            "%nTransfer pods:%n",
            "%nBounds (TIME: 90, 90s, 15m, 4h, 2d):%n");
    assertThat(names(command.argGroups().get(0))).startsWith("--file", "--from", "--to", "--all");
    assertThat(names(command.argGroups().get(1)))
        .startsWith("--kubeconfig", "--context", "--in-cluster", "--source-namespace")
        .endsWith("--endpoint", "--address");
  }

  private static List<String> names(ArgGroupSpec group) {
    return group.args().stream().map(arg -> ((OptionSpec) arg).longestName()).toList();
  }

  @ParameterizedTest
  @DisplayName("tell their default and what else they can be in one way")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --hard-links     | Keep hard links. On by default.
          --acls           | Copy access control lists.
          --timeout        | The whole run, all attempts included. Default: 24h.
          --retry-delay    | Wait before the second attempt; doubles with each. Up to 120 seconds, plus up to a fifth. Default: 5s.
          --tunnel-timeout | Until the destination answers through the tunnel. Default: 10m.
          --claim-timeout  | One transfer, all its attempts, from its own start. Default: no bound of its own.
          --source-context | Context of the kubeconfig. Default: --context.
          --endpoint       | How the source reaches the destination. AUTO says what it chose. One of AUTO, CLUSTER_IP, NODE_PORT, LOAD_BALANCER, ROUTE. Default: AUTO.
          --storage-class  | Storage class of the claims that --create makes. Default: that of the source.
          --fs-group       | The kubelet gives what is in the destination volume to this group, if the volume supports that. Default: with --non-root the pods' group, else none.
          --source-pods-labels | Of the source alone; wins over --pods-labels. Repeatable.
          --destination-pods-resources-rsync-limits | Of the destination alone; wins over --resources-rsync-limits. Repeatable.
          --exclude        | Leave out what matches; rsync's patterns. Repeatable.
          """)
  void defaults(String flag, String description) {
    assertThat(command.findOption(flag).description()).containsExactly(description);
  }

  @ParameterizedTest
  @DisplayName("have a negation where they are switches")
  @ValueSource(
      strings = {
        "create", "allow-in-use", "delete", "accept-vanished", "hard-links", "numeric-ids", "acls",
        "xattrs", "sparse", "checksum", "verify", "compress", "non-root", "network-policies",
        "fail-fast", "all", "in-cluster", "source-in-cluster"
      })
  void negations(String name) {
    CommandLine line = new CommandLine(command);
    boolean off = line.parseArgs("--no-" + name).matchedOptionValue("--" + name, true);
    boolean on = line.parseArgs("--" + name).matchedOptionValue("--" + name, false);

    assertThat(List.of(off, on)).containsExactly(false, true);
  }

  @Test
  @DisplayName("offer the words of a choice")
  void choices() {
    assertThat(command.findOption("--pod-per").completionCandidates())
        .containsExactly("CLAIM", "NAMESPACE");
    assertThat(command.findOption("--image").completionCandidates()).isEmpty();
  }

  /** What is typed behind a flag, and what its field becomes. */
  private record Given(String arguments, String json) {}

  private static final class Examples implements FieldType.Visitor<Given> {
    @Override
    public Given flag(FieldType.Flag type) {
      return type.otherwise() ? new Given("=false", "false") : new Given("", "true");
    }

    @Override
    public Given text(FieldType.Text type) {
      return new Given(" x=1,y", "\"x=1,y\"");
    }

    @Override
    public Given texts(FieldType.Texts type) {
      return new Given(" x,1 y", "[\"x,1\", \"y\"]");
    }

    @Override
    public Given textMap(FieldType.TextMap type) {
      return new Given(" a.b/c=d=e x=", "{\"a.b/c\": \"d=e\", \"x\": \"\"}");
    }

    @Override
    public Given number(FieldType.Number type) {
      return new Given(" 7", "7");
    }

    @Override
    public Given numbers(FieldType.Numbers type) {
      return new Given(" 7 8", "[7, 8]");
    }

    @Override
    public Given seconds(FieldType.Seconds type) {
      return new Given(" 2m", "120");
    }

    @Override
    public Given choice(FieldType.Choice<?> type) {
      return new Given(" cluster-ip", "\"cluster-ip\"");
    }

    @Override
    public Given mapping(FieldType.Mapping type) {
      throw new IllegalArgumentException();
    }

    @Override
    public Given mappings(FieldType.Mappings type) {
      throw new IllegalArgumentException();
    }

    @Override
    public Given kubernetesObject(FieldType.KubernetesObject<?> type) {
      return new Given(" {\"a\":[\"b\"]}", "{\"a\": [\"b\"]}");
    }

    @Override
    public Given kubernetesObjects(FieldType.KubernetesObjects<?> type) {
      return new Given(" {\"a\":1} {\"b\":2}", "[{\"a\": 1}, {\"b\": 2}]");
    }
  }
}
