package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what can't be carried out as written is refused in one line that says what to write. */
class SpecErrorsTest {
  private static final String VOLUMES = "volumes: [{from: a/b, to: c/d}]\n";

  static Stream<Arguments> fields() {
    return Stream.of(
        arguments("retrys: 3", "retrys: is not a field; did you mean `retries`?"),
        arguments(
            "timeout-seconds: 4",
            "timeout-seconds: is not a field; did you mean `timeoutSeconds`?"),
        arguments(
            "source: {namespce: x}", "source.namespce: is not a field; did you mean `namespace`?"),
        arguments(
            "source: {address: 'x:1'}",
            "source.address: is not a field; the fields here are kubeconfig, context, inCluster,"
                + " namespace, pods"),
        arguments(
            "resources: {rsink: {}}", "resources.rsink: is not a field; did you mean `rsync`?"),
        arguments(
            "resources: {rsync: {limit: {}}}",
            "resources.rsync.limit: is not a field; did you mean `limits`?"),
        arguments("delete: yes please", "delete: is \"yes please\", not true or false"),
        arguments("delete: [true]", "delete: is a list, not true or false"),
        arguments("maxDelete: -1", "maxDelete: is -1; write a whole number from 0 to 2147483647"),
        arguments("maxDelete: '5'", "maxDelete: is \"5\", not a whole number"),
        arguments(
            "maxDelete: 5\ndelete: false",
            "maxDelete: does not go with `delete: false`; write one or the other"),
        arguments("acceptVanished: 24", "acceptVanished: is 24, not true or false"),
        arguments("excludes: lost+found", "excludes: is \"lost+found\", not a list of texts"),
        arguments(
            "destination: {\"nam\\u202espace\": b}",
            "destination.nam\\u202espace: is not a field; did you mean `namespace`?"),
        arguments(
            "destination: {namespace: \"x\\ufffd\"}",
            "destination.namespace: is \"x\ufffd\", which has a letter that was lost; write it in"
                + " UTF-8"),
        arguments(
            "destination: {namespace: no}",
            "destination.namespace: is no, not a text; write it as \"no\""),
        arguments(
            "destination: {namespace: ON}",
            "destination.namespace: is ON, not a text; write it as \"ON\""),
        arguments(
            "destination: {namespace: 0012}",
            "destination.namespace: is 0012, not a text; write it as \"0012\""),
        arguments(
            "destination: {namespace: 1e3}",
            "destination.namespace: is 1e3, not a text; write it as \"1e3\""),
        arguments("verify: 0x1f", "verify: is 0x1f, not true or false"),
        arguments("retries: 1_0.5", "retries: is 1_0.5, not a whole number"),
        arguments("excludes: [1]", "excludes[0]: is 1, not a text; write it as \"1\""),
        arguments(
            "excludes: [a, ' ']",
            "excludes[1]: is empty; write a pattern, such as /cache/ or *.tmp"),
        arguments(
            "excludes: [\"a\\nb\"]",
            "excludes[0]: is \"a b\", which has a line break or another control character; write"
                + " one pattern an entry, and `?` for such a byte in a name"),
        arguments("image: {}", "image: is a mapping, not a text"),
        arguments("image: 'a b'", "image: is \"a b\"; write an image reference"),
        arguments("image: ''", "image: is \"\"; write an image reference"),
        arguments(
            "timeoutSeconds: 4h",
            "timeoutSeconds: is \"4h\", not a whole number of seconds; write 14400"),
        arguments(
            "timeoutSeconds: '90'",
            "timeoutSeconds: is \"90\", not a whole number of seconds; write 90"),
        arguments(
            "timeoutSeconds: soon", "timeoutSeconds: is \"soon\", not a whole number of seconds"),
        arguments("timeoutSeconds: 1.5", "timeoutSeconds: is 1.5, not a whole number of seconds"),
        arguments(
            "timeoutSeconds: 0",
            "timeoutSeconds: is 0; write a whole number of seconds from 1 to 2592000"),
        arguments(
            "timeoutSeconds: 2592001",
            "timeoutSeconds: is 2592001; write a whole number of seconds from 1 to 2592000"),
        arguments(
            "timeoutSeconds: 99999999999999999999",
            "timeoutSeconds: is 99999999999999999999, not a whole number of seconds"),
        arguments(
            "storageClass: fast",
            "storageClass: is of claims that are made; write `create: true` too"),
        arguments(
            "storageClasses: {a: b}",
            "storageClasses: is of claims that are made; write `create: true` too"),
        arguments(
            "create: true\nstorageClasses: {a: B}",
            "storageClasses.a: \"B\" can't be a storage class (lower-case letters, digits, `-` and"
                + " `.`)"),
        arguments(
            "nonRoot: true\nrunAsUser: 0",
            "runAsUser: is 0; write a whole number from 1 to 2147483647"),
        arguments(
            "runAsUser: 999",
            "runAsUser: is of pods that run without root, and these run as root; write"
                + " `nonRoot: true` too"),
        arguments(
            "runAsGroup: 999",
            "runAsGroup: is of pods that run without root, and these run as root; write"
                + " `nonRoot: true` too"),
        arguments(
            "fsGroup: 2147483648",
            "fsGroup: is 2147483648; write a whole number from 0 to 2147483647"),
        arguments("fsGroup: app", "fsGroup: is \"app\", not a whole number"),
        arguments("retries: 21", "retries: is 21; write a whole number from 0 to 20"),
        arguments("retries: -1", "retries: is -1; write a whole number from 0 to 20"),
        arguments("retries: 3s", "retries: is \"3s\", not a whole number"),
        arguments(
            "retryDelaySeconds: 121",
            "retryDelaySeconds: is 121; write a whole number of seconds from 0 to 120"),
        arguments("maxConcurrent: 0", "maxConcurrent: is 0; write a whole number from 1 to 1000"),
        arguments("failFast: soon", "failFast: is \"soon\", not true or false"),
        arguments(
            "claimTimeoutSeconds: 5m",
            "claimTimeoutSeconds: is \"5m\", not a whole number of seconds; write 300"),
        arguments(
            "topology: BOTH", "topology: is \"BOTH\"; write one of SEPARATE, SINGLE, SIDECAR"),
        arguments("podPer: pod", "podPer: is \"pod\"; write one of CLAIM, NAMESPACE"),
        arguments(
            "bandwidthLimit: fast",
            "bandwidthLimit: is \"fast\"; write bytes per second, such as 500K, 50M or 1G (at"
                + " least 1K)"),
        arguments(
            "bandwidthLimit: '1023'",
            "bandwidthLimit: is \"1023\"; write bytes per second, such as 500K, 50M or 1G (at"
                + " least 1K)"),
        arguments(
            "bandwidthLimit: 5000000",
            "bandwidthLimit: is 5000000, not a text; write it as \"5000000\""),
        arguments(
            "resources: {rsync: {limits: {memory: lots}}}",
            "resources.rsync.limits.memory: is \"lots\"; write a Kubernetes quantity, such as"
                + " 500m or 256Mi"),
        arguments(
            "resources: {rsync: {limits: {memory: {}}}}",
            "resources.rsync.limits.memory: is a mapping, not a quantity"),
        arguments(
            "resources: {rsync: {limits: 1}}",
            "resources.rsync.limits: is 1, not a mapping of names to quantities"),
        arguments("source: here", "source: is \"here\", not a mapping of fields"),
        arguments(
            "source: {inCluster: true, context: a}",
            "source.inCluster: goes with neither kubeconfig nor context; write one or the other"),
        arguments(
            "source: {namespace: A_B}",
            "source.namespace: \"A_B\" can't be a namespace (lower-case letters, digits and `-`,"
                + " at most 63)"),
        arguments(
            "source: {namespace: 1}", "source.namespace: is 1, not a text; write it as \"1\""),
        Arguments.of(
            "destination: {endpoint: INGRESS}",
            "destination.endpoint: is \"INGRESS\"; write one of AUTO, CLUSTER_IP, NODE_PORT,"
                + " LOAD_BALANCER, ROUTE"),
        Arguments.of(
            "destination: {endpoint: ROUTE, address: 'a:1'}",
            "destination.address: does not go with `endpoint: ROUTE`; write one or the other"),
        Arguments.of(
            "destination: {endpoint: NODE_PORT, address: 'a:1'}",
            "destination.address: is \"a:1\"; with NODE_PORT write the HOST only, as the port is"
                + " chosen"),
        address("nowhere"),
        address(":8443"),
        address("a:0"),
        address("a:65536"),
        address("a b:1"),
        address("fd00::7:8443"),
        address("[a]:8443"),
        address("[fd00::7]"));
  }

  private static Arguments address(String text) {
    return arguments(
        "destination: {address: '" + text + "'}",
        "destination.address: is \"" + text + "\"; write it as HOST:PORT, IPv6 as [ADDRESS]:PORT");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a field that is wrong is named, with what to write")
  @MethodSource("fields")
  void field(String yaml, String message) {
    refused(VOLUMES + yaml, message);
  }

  static Stream<Arguments> volumes() {
    return Stream.of(
        arguments("[]", "volumes: is empty; name at least one claim, as `from: NAME`"),
        arguments("{}", "volumes: is a mapping, not a list of mappings"),
        arguments("[a/b]", "volumes[0]: is \"a/b\", not a mapping of fields"),
        arguments("[{to: a/b}]", "volumes[0].from: is missing; name the source claim"),
        arguments("[{form: a/b}]", "volumes[0].form: is not a field; did you mean `from`?"),
        arguments(
            "[{from: a/b, to: c/d}, {from: a/e, to: c/e, topath: x}]",
            "volumes[1].topath: is not a field; did you mean `toPath`?"),
        arguments(
            "[{from: data, to: c/d}]",
            "volumes[0].from: has no namespace; write NAMESPACE/data, or source.namespace"),
        arguments(
            "[{from: a/data}]",
            "volumes[0].to: has no namespace; write NAMESPACE/data, or destination.namespace"),
        arguments(
            "[{from: a/B, to: c/d}]",
            "volumes[0].from: \"B\" can't be a claim's name (lower-case letters, digits, `-` and"
                + " `.`)"),
        arguments(
            "[{from: a/b, to: c/d/e}]",
            "volumes[0].to: \"d/e\" can't be a claim's name (lower-case letters, digits, `-` and"
                + " `.`)"),
        arguments(
            "[{from: a/b, to: /d}]",
            "volumes[0].to: \"\" can't be a namespace (lower-case letters, digits and `-`, at most"
                + " 63)"),
        arguments(
            "[{from: a/b, to: c/d, fromPath: x/../y}]",
            "volumes[0].fromPath: is \"x/../y\"; it may not contain `.` or `..`"),
        arguments(
            "[{from: a/b, to: c/d, toPath: ..}]",
            "volumes[0].toPath: is \"..\"; it may not contain `.` or `..`"),
        arguments(
            "[{from: a/b, to: c/d, toPath: ./x}]",
            "volumes[0].toPath: is \"./x\"; it may not contain `.` or `..`"),
        arguments(
            "[{from: a/b, to: c/d, fromPath: x/" + "é".repeat(128) + "}]",
            "volumes[0].fromPath: has a name of more than 255 bytes, which no directory can have;"
                + " write its path from the claim's root"),
        arguments(
            "[{from: a/b, to: c/d, toPath: /x}]",
            "volumes[0].toPath: is \"/x\"; write it relative to the claim's root, without a"
                + " leading /"),
        arguments(
            "[{from: a/b, to: c/d, toPath: \"x\\ny\"}]",
            "volumes[0].toPath: is \"x y\"; control characters, `%`, `\\` and blanks at its ends"
                + " can't be used"),
        arguments(
            "[{from: a/b, to: c/d, toPath: \"50%RSYNC\"}]",
            "volumes[0].toPath: is \"50%RSYNC\"; control characters, `%`, `\\` and blanks at its"
                + " ends can't be used"),
        arguments(
            "[{from: a/b, to: a/b}]",
            "volumes[0].to: source and destination are the same directory or one lies in the other"
                + " (a/b -> a/b); name another claim, namespace, path or cluster"),
        arguments(
            "[{from: a/b, to: a/b, toPath: x}]",
            "volumes[0].to: source and destination are the same directory or one lies in the other"
                + " (a/b -> a/b:x); name another claim, namespace, path or cluster"),
        arguments(
            "[{from: a/b, to: c/d}, {from: a/e, to: c/d}]",
            "volumes[1].to: volumes[0] writes to c/d too; give each its own"),
        arguments(
            "[{from: a/b, to: c/d, toPath: x}, {from: a/e, to: c/d, toPath: x/y}]",
            "volumes[1].to: volumes[0] writes to c/d:x too; give each its own"),
        arguments(
            "[{from: a/b, to: c/d}, {from: c/d, to: e/f}]",
            "volumes[1]: reads what volumes[0] writes, or the other way round; use two"
                + " transfers"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("volumes that can't be copied are named by their number")
  @MethodSource("volumes")
  void volume(String volumes, String message) {
    refused("volumes: " + volumes, message);
  }

  static Stream<Arguments> files() {
    return Stream.of(
        arguments("", "the file is empty; it needs at least `volumes`"),
        arguments("# nothing\n", "the file is empty; it needs at least `volumes`"),
        arguments("---\n", "the file is empty; it needs at least `volumes`"),
        arguments("{}", "volumes: is empty; name at least one claim, as `from: NAME`"),
        arguments("- from: a/b\n", "the spec is a list, not a mapping of fields"),
        arguments("hello", "the spec is \"hello\", not a mapping of fields"),
        arguments(
            "volumes: [\n",
            "not valid YAML: line 2, column 1: expected the node content, but found '<stream"
                + " end>'"),
        arguments(
            "a: 1\nb: c: d\n",
            "not valid YAML: line 2, column 5: mapping values are not allowed here"),
        arguments(
            "a:\n\tb: c\n",
            "not valid YAML: line 2, column 1: found character '\\t(TAB)' that cannot start any"
                + " token. (Do not use \\t(TAB) for indentation)"),
        arguments(
            "retries: 1\nretries: 2\n",
            "not valid YAML: line 2, column 8: Duplicate field 'retries'"),
        arguments(
            "retries: 1\n---\nretries: 2\n",
            "not valid YAML: line 3, column 1: a second document begins; write one"),
        arguments(
            "volumes: [{from: &x a/b, to: c/d}, {from: *x, to: e/f}]\n",
            "line 1, column 43: is an alias (*x); write the value itself"));
  }

  @ParameterizedTest
  @DisplayName("a file that is no spec at all is refused with the place where it goes wrong")
  @MethodSource("files")
  void file(String yaml, String message) {
    refused(yaml, message);
  }

  @Test
  @DisplayName("names as long as Kubernetes allows are taken, longer ones are not")
  void lengths() {
    String namespace = "n".repeat(63);
    String claim = "c".repeat(253);

    assertThat(SpecReader.read("volumes: [{from: " + namespace + "/" + claim + ", to: x/y}]"))
        .isNotNull();
    assertThatThrownBy(() -> SpecReader.read("volumes: [{from: n" + namespace + "/c, to: x/y}]"))
        .isInstanceOf(SpecException.class);
    assertThatThrownBy(() -> SpecReader.read("volumes: [{from: a/c" + claim + ", to: x/y}]"))
        .isInstanceOf(SpecException.class);
  }

  @ParameterizedTest
  @DisplayName("an error carries the field's path by itself too")
  @ValueSource(strings = {"timeoutSeconds: x", "timeoutSeconds: 0"})
  void path(String yaml) {
    assertThatThrownBy(() -> SpecReader.read(VOLUMES + yaml))
        .isInstanceOfSatisfying(
            SpecException.class, e -> assertThat(e.field()).isEqualTo("timeoutSeconds"));
  }

  @Test
  @DisplayName("whatever the text is, the answer is a spec or an error of one line")
  void anyText() {
    List<String> parts =
        List.of(
            "volumes", ":", " ", "\n", "-", "from", "a/b", "to", "[", "]", "{", "}", "'", "\"", "*",
            "&", "%", "#", "!", "|", ">", "\t", "\u0000", "1", "true", "source", "retries", ",",
            "\\", "ü", "~", "<<");
    for (long seed = 1; seed <= 3000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(25); i >= 0; i--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }

      Throwable error = catchThrowable(() -> SpecReader.read(text.toString()));

      if (error != null) {
        assertThat(error).as("seed %d: %s", seed, text).isInstanceOf(SpecException.class);
        assertThat(error.getMessage().lines()).as("seed %d: %s", seed, text).hasSize(1);
      }
    }
  }

  private static void refused(String yaml, String message) {
    assertThatThrownBy(() -> SpecReader.read(yaml))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }

  @Test
  @DisplayName("a text that would take the parser long is not read")
  void large() {
    assertThatThrownBy(() -> SpecReader.read("a: " + "x".repeat(3 << 20)))
        .isInstanceOf(SpecException.class)
        .hasMessage("the text is larger than 3 MiB");
  }
}
