package io.jenkins.plugins.volumetransfer.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.Toleration;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.ContainerResources;
import io.jenkins.plugins.volumetransfer.spec.Deletion;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.Isolation;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import io.jenkins.plugins.volumetransfer.spec.WholeNamespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class SpecInputTest {
  private static final String[] PAIR = {"--from=a/b", "--to=c/d"};
  private static final Map<String, String> IMAGE =
      Map.of(SpecInput.IMAGE_VARIABLE, "team/transfer:1");

  /** What each flag is given, what of the spec it sets, and to what. */
  private record Example(String[] given, Function<TransferSpec, Object> field, Object value) {
    static Example of(String given, Function<TransferSpec, Object> field, Object value) {
      return new Example(given.split(" "), field, value);
    }
  }

  private static final Map<String, Example> EXAMPLES = new LinkedHashMap<>();

  static {
    ClusterRef k = new ClusterRef(Optional.of("k"), Optional.empty(), ClusterRef.Access.KUBECONFIG);
    ClusterRef c = new ClusterRef(Optional.empty(), Optional.of("c"), ClusterRef.Access.KUBECONFIG);
    ClusterRef in =
        new ClusterRef(Optional.empty(), Optional.empty(), ClusterRef.Access.IN_CLUSTER);
    EXAMPLES.put(
        "--source-namespace",
        Example.of(
            "--source-namespace n --from x --to c/d",
            s -> s.volumes().get(0).from().toString(),
            "n/x"));
    EXAMPLES.put(
        "--destination-namespace",
        Example.of(
            "--destination-namespace n --from a/x",
            s -> s.volumes().get(0).to().toString(),
            "n/x"));
    String all = "--all --source-namespace a --destination-namespace b";
    EXAMPLES.put("--all", Example.of(all, s -> s.all().map(WholeNamespace::to), Optional.of("b")));
    EXAMPLES.put(
        "--selector",
        Example.of(
            all + " --selector app=x",
            s -> s.all().map(WholeNamespace::selector),
            Optional.of("app=x")));
    EXAMPLES.put(
        "--exclude-claim",
        Example.of(
            all + " --exclude-claim x --exclude-claim y*",
            s -> s.all().map(WholeNamespace::excludes),
            Optional.of(List.of("x", "y*"))));
    EXAMPLES.put(
        "--claim-timeout",
        pair("--claim-timeout 5m", s -> s.timeouts().claim(), Optional.of(Duration.ofMinutes(5))));
    EXAMPLES.put("--max-concurrent", pair("--max-concurrent 3", s -> s.concurrency().max(), 3));
    EXAMPLES.put("--fail-fast", pair("--fail-fast", s -> s.concurrency().failFast(), true));
    EXAMPLES.put(
        "--kubeconfig",
        pair("--kubeconfig k", s -> List.of(s.source(), s.destination()), List.of(k, k)));
    EXAMPLES.put(
        "--context", pair("--context c", s -> List.of(s.source(), s.destination()), List.of(c, c)));
    EXAMPLES.put(
        "--in-cluster",
        pair("--in-cluster", s -> List.of(s.source(), s.destination()), List.of(in, in)));
    EXAMPLES.put("--source-kubeconfig", pair("--source-kubeconfig k", TransferSpec::source, k));
    EXAMPLES.put("--source-context", pair("--source-context c", TransferSpec::source, c));
    EXAMPLES.put(
        "--destination-kubeconfig",
        pair("--destination-kubeconfig k", TransferSpec::destination, k));
    EXAMPLES.put(
        "--destination-context", pair("--destination-context c", TransferSpec::destination, c));
    EXAMPLES.put(
        "--endpoint",
        pair("--endpoint load-balancer", TransferSpec::endpoint, new Endpoint.LoadBalancer()));
    EXAMPLES.put(
        "--address", pair("--address h:1", TransferSpec::endpoint, new Endpoint.Address("h", 1)));
    EXAMPLES.put("--create", pair("--create", s -> s.claims().create(), true));
    EXAMPLES.put(
        "--storage-class",
        pair("--create --storage-class fast", s -> s.claims().storageClass(), Optional.of("fast")));
    EXAMPLES.put("--allow-in-use", pair("--allow-in-use", s -> s.claims().allowInUse(), true));
    EXAMPLES.put("--delete", pair("--no-delete", s -> s.rsync().delete(), Deletion.NEVER));
    EXAMPLES.put(
        "--max-delete", pair("--max-delete 7", s -> s.rsync().maxDelete(), OptionalLong.of(7)));
    EXAMPLES.put(
        "--accept-vanished",
        pair("--accept-vanished", s -> s.rsync().has(Flag.ACCEPT_VANISHED), true));
    EXAMPLES.put(
        "--hard-links", pair("--no-hard-links", s -> s.rsync().has(Flag.HARD_LINKS), false));
    EXAMPLES.put(
        "--numeric-ids", pair("--no-numeric-ids", s -> s.rsync().has(Flag.NUMERIC_IDS), false));
    EXAMPLES.put("--acls", pair("--acls", s -> s.rsync().has(Flag.ACLS), true));
    EXAMPLES.put("--xattrs", pair("--xattrs", s -> s.rsync().has(Flag.XATTRS), true));
    EXAMPLES.put("--sparse", pair("--sparse", s -> s.rsync().has(Flag.SPARSE), true));
    EXAMPLES.put("--checksum", pair("--checksum", s -> s.rsync().has(Flag.CHECKSUM), true));
    EXAMPLES.put("--compress", pair("--compress", s -> s.rsync().has(Flag.COMPRESS), true));
    EXAMPLES.put("--verify", pair("--verify", TransferSpec::verify, true));
    EXAMPLES.put(
        "--bandwidth-limit",
        pair(
            "--bandwidth-limit 50M",
            s -> s.rsync().bandwidthLimitBytesPerSecond().orElse(0),
            50L << 20));
    EXAMPLES.put(
        "--exclude",
        pair("--exclude *.tmp --exclude=a,b", s -> s.rsync().excludes(), List.of("*.tmp", "a,b")));
    EXAMPLES.put(
        "--topology", pair("--topology single", s -> s.pods().topology(), Topology.SINGLE));
    EXAMPLES.put(
        "--pod-per", pair("--pod-per NAMESPACE", s -> s.pods().podPer(), PodPer.NAMESPACE));
    EXAMPLES.put("--non-root", pair("--non-root", s -> s.pods().runAs(), RunAs.NON_ROOT));
    EXAMPLES.put(
        "--run-as-user", pair("--non-root --run-as-user 999", s -> s.pods().ids().user(), 999L));
    EXAMPLES.put(
        "--run-as-group", pair("--non-root --run-as-group 7", s -> s.pods().ids().group(), 7L));
    EXAMPLES.put(
        "--fs-group", pair("--fs-group 26", s -> s.pods().ids().fsGroup(), OptionalLong.of(26)));
    EXAMPLES.put(
        "--network-policies",
        pair("--no-network-policies", s -> s.pods().isolation(), Isolation.NONE));
    EXAMPLES.put("--image", pair("--image i:1", s -> s.pods().source().rsyncImage(), "i:1"));
    EXAMPLES.put(
        "--stunnel-image",
        pair("--stunnel-image i:1", s -> s.pods().source().stunnelImage(), "i:1"));
    EXAMPLES.put(
        "--timeout", pair("--timeout 4h", s -> s.timeouts().transfer().toSeconds(), 14_400L));
    EXAMPLES.put(
        "--tunnel-timeout", pair("--tunnel-timeout 5", s -> s.timeouts().tunnel().toSeconds(), 5L));
    EXAMPLES.put(
        "--pod-start-timeout",
        pair("--pod-start-timeout 2m", s -> s.timeouts().podStart().toSeconds(), 120L));
    EXAMPLES.put(
        "--no-progress-timeout",
        pair("--no-progress-timeout 90s", s -> s.timeouts().noProgress().toSeconds(), 90L));
    EXAMPLES.put("--retries", pair("--retries 7", s -> s.retries().limit(), 7));
    EXAMPLES.put(
        "--retry-delay", pair("--retry-delay 1m", s -> s.retries().firstDelay().toSeconds(), 60L));
    EXAMPLES.put(
        "--source-in-cluster", pair("--source-in-cluster --context c", s -> s.source(), in));
    EXAMPLES.put(
        "--destination-in-cluster",
        pair("--destination-in-cluster --kubeconfig k", s -> s.destination(), in));
    EXAMPLES.put(
        "--storage-classes",
        pair(
            "--create --storage-classes gp2=premium gp3=x --storage-classes=a=b",
            s -> s.claims().storageClasses(),
            Map.of("gp2", "premium", "gp3", "x", "a", "b")));
    EXAMPLES.put(
        "--resources-rsync-requests",
        pair(
            "--resources-rsync-requests cpu=100m memory=64Mi --resources-rsync-limits cpu=1",
            s -> s.pods().source().rsyncResources(),
            new ContainerResources(Map.of("cpu", "100m", "memory", "64Mi"), Map.of("cpu", "1"))));
    EXAMPLES.put(
        "--pods-supplemental-groups",
        pair(
            "--pods-supplemental-groups 7 8",
            s -> s.pods().source().overrides().supplementalGroups(),
            List.of(7L, 8L)));
    EXAMPLES.put(
        "--destination-pods-tolerations",
        pair(
            "--destination-pods-tolerations {\"key\":\"gpu\",\"operator\":\"Exists\"} {\"key\":\"a\"}",
            s ->
                s.pods().destination().overrides().tolerations().stream()
                    .map(Toleration::getKey)
                    .toList(),
            List.of("gpu", "a")));
    EXAMPLES.put(
        "--source-pods-se-linux-options",
        pair(
            "--source-pods-se-linux-options {\"level\":\"s0:c1\"}",
            s -> s.pods().source().overrides().seLinuxOptions().map(SELinuxOptions::getLevel),
            Optional.of("s0:c1")));
    EXAMPLES.put(
        "--resources-stunnel-limits",
        pair(
            "--resources-stunnel-requests cpu=1 --resources-stunnel-limits cpu=2",
            s -> s.pods().source().stunnelResources(),
            new ContainerResources(Map.of("cpu", "1"), Map.of("cpu", "2"))));
  }

  private static Example pair(String given, Function<TransferSpec, Object> field, Object value) {
    return Example.of(String.join(" ", PAIR) + " " + given, field, value);
  }

  static Set<String> examples() {
    return EXAMPLES.keySet();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  @DisplayName("each flag sets its field of the spec, and by default is not what the test sets")
  void flags(String flag) {
    Example example = EXAMPLES.get(flag);

    assertThat(example.field().apply(read("", example.given()))).isEqualTo(example.value());

    boolean needed = Set.of("--source-namespace", "--destination-namespace").contains(flag);
    if (!needed) {
      assertThat(example.field().apply(read("", PAIR))).isNotEqualTo(example.value());
    }
  }

  @Test
  @DisplayName("--timeout-seconds is --timeout")
  void alias() {
    assertThat(read("", with("--timeout-seconds=60")).timeouts().transfer()).hasSeconds(60);
  }

  @Test
  @DisplayName("--from and --to are paired in their order, with a path behind a colon")
  void pairs() {
    TransferSpec spec =
        read("", "--from=a/one:x/y", "--to", "b/eins", "--from", "a/two", "--to=b/zwei:z");

    assertThat(spec.volumes())
        .extracting(VolumePair::toString)
        .containsExactly("a/one:x/y -> b/eins", "a/two -> b/zwei:z");
  }

  @Test
  @DisplayName("a flag wins over the file's field, and leaves the others")
  void overlay() {
    TransferSpec spec =
        read(
            """
            source: {namespace: a, context: old}
            destination: {namespace: b}
            volumes: [{from: data}]
            delete: false
            retries: 1
            """,
            "-f",
            "-",
            "--source-context=new",
            "--retries=2");

    assertThat(spec.source().context()).contains("new");
    assertThat(spec.volumes()).extracting(VolumePair::toString).containsExactly("a/data -> b/data");
    assertThat(spec.rsync().deletes()).isFalse();
    assertThat(spec.retries().limit()).isEqualTo(2);
  }

  @Test
  @DisplayName("--in-cluster is not for a side that has a kubeconfig of its own")
  void inCluster() {
    TransferSpec spec =
        read("", with("--in-cluster", "--destination-kubeconfig=k", "--address=h:1"));

    assertThat(spec.source().access()).isEqualTo(ClusterRef.Access.IN_CLUSTER);
    assertThat(spec.destination().kubeconfig()).contains("k");
  }

  @Test
  @DisplayName("--kubeconfig and --context are not for a side that says --SIDE-in-cluster")
  void ownInCluster() {
    TransferSpec spec =
        read("", with("--kubeconfig=k", "--context=c", "--source-in-cluster", "--address=h:1"));

    assertThat(spec.source().access()).isEqualTo(ClusterRef.Access.IN_CLUSTER);
    assertThat(spec.destination().kubeconfig()).contains("k");
    assertThat(read("", with("--kubeconfig=k", "--no-source-in-cluster")).source().kubeconfig())
        .contains("k");
  }

  @Test
  @DisplayName("a mapping takes the place of the file's, and leaves those beside it")
  void mapping() {
    String file =
        "{volumes: [{from: a/b, to: c/d}], resources: {rsync: {limits: {cpu: 1, memory: 1Mi},"
            + " requests: {cpu: 2}}}}";

    assertThat(
            read(file, "-f", "-", "--resources-rsync-limits", "cpu=3")
                .pods()
                .source()
                .rsyncResources())
        .isEqualTo(new ContainerResources(Map.of("cpu", "2"), Map.of("cpu", "3")));
  }

  @Test
  @DisplayName("a spec is read from a file")
  void file(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("t.yaml"), "volumes: [{from: a/b, to: c/d}]");

    assertThat(read("", "-f", file.toString()).volumes()).hasSize(1);
  }

  @Test
  @DisplayName("of a directory, as a mounted ConfigMap is one, the file transfer.yaml")
  void directory(@TempDir Path directory) throws IOException {
    assertThatThrownBy(() -> read("", "-f", directory.toString()))
        .isInstanceOf(BadInput.class)
        .hasMessage("-f " + directory.resolve("transfer.yaml") + ": no such file");

    Files.writeString(directory.resolve("transfer.yaml"), "volumes: [{from: a/b, to: c/d}]");

    assertThat(read("", "-f", directory.toString()).volumes()).hasSize(1);
  }

  @Test
  @Timeout(30)
  @DisplayName("a file that has no end, or is larger than any spec, is refused and not read whole")
  void large(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("t.yaml"), "x".repeat((3 << 20) + 1));

    assertThatThrownBy(() -> read("", "-f", file.toString()))
        .isInstanceOf(BadInput.class)
        .hasMessage("-f " + file + ": is larger than 3 MiB; name a spec");
    assertThatThrownBy(() -> read("", "-f", "/dev/zero"))
        .hasMessage("-f /dev/zero: is larger than 3 MiB; name a spec");
    assertThatThrownBy(() -> read(Files.readString(file), "-f", "-"))
        .hasMessage("-f -: is larger than 3 MiB; name a spec");
  }

  @ParameterizedTest
  @CsvSource({
    "--delete, true",
    "--delete=true, true",
    "--delete=false, false",
    "--no-delete, false"
  })
  @DisplayName("an option that is on or off may say so")
  void onOrOff(String option, boolean on) {
    assertThat(read("", "--from=a/b", "--to=c/d", option).rsync().deletes()).isEqualTo(on);
  }

  @Test
  @DisplayName("an address without a port is refused")
  void address() {
    assertThatThrownBy(() -> read("", with("--address=h")))
        .hasMessageStartingWith("--address: is \"h\"; write it as HOST:PORT");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --retries=1              | nothing to copy: give --from NAMESPACE/CLAIM and --to NAMESPACE/CLAIM, a file by -f, or --all
          --from=a/b               | --to is missing; give one for each --from, or --destination-namespace for claims of the same names
          --to=a/b                 | --to a/b has no --from; give one --from for each --to
          --from=a/b --from=a/c --to=d/e | there are 2 --from and 1 --to; give one --to for each --from, in the same order
          --from=b --to=c/d        | --from b: has no namespace; write NAMESPACE/b, or source.namespace
          --from=a/B --to=c/d      | --from a/B: "B" can't be a claim's name (lower-case letters, digits, `-` and `.`)
          --from=a/b:/x --to=c/d   | --from a/b:/x: is "/x"; write it relative to the claim's root, without a leading /
          --from=a/b --to=c/d:../x | --to c/d:../x: is "../x"; it may not contain `.` or `..`
          --from=a/b --to=c/d --timeout=4x | --timeout: is "4x"; write a number of seconds, or one with a unit, such as 90s, 15m, 4h or 2d
          --from=a/b --to=c/d --timeout=0  | --timeout: is 0; write a whole number of seconds from 1 to 2592000
          --from=a/b --to=c/d --retries=x  | --retries: is "x", not a whole number
          --from=a/b --to=c/d --retries=21 | --retries: is 21; write a whole number from 0 to 20
          --from=a/b --to=c/d --topology=x | --topology: is "x"; write one of SEPARATE, SINGLE, SIDECAR
          --from=a/b --to=c/d --exclude=   | --exclude: is empty; write a pattern, such as /cache/ or *.tmp
          --from=a/b --to=c/d --in-cluster --context=c | --in-cluster: goes with neither kubeconfig nor context; write one or the other
          --from=a/b --to=c/d --storage-classes gp2 | --storage-classes: is "gp2"; write CLASS=NAME
          --from=a/b --to=c/d --storage-classes==x  | --storage-classes: is "=x"; write CLASS=NAME
          --from=a/b --to=c/d --storage-classes a=x a=y | --storage-classes: has "a" twice; write it once
          --from=a/b --to=c/d --storage-classes a=b | --storage-classes: is of claims that are made; write `create: true` too
          --from=a/b --to=c/d --create --storage-classes a.b=X | --storage-classes a.b: "X" can't be a storage class (lower-case letters, digits, `-` and `.`)
          --from=a/b --to=c/d --resources-rsync-limits cpu=x | --resources-rsync-limits cpu: is "x"; write a Kubernetes quantity, such as 500m or 256Mi
          --from=a/b --to=c/d --pods-supplemental-groups 1 x | --pods-supplemental-groups: is "x", not a whole number
          --from=a/b --to=c/d --pods-supplemental-groups 1 9999999999 | --pods-supplemental-groups: is 9999999999; write a whole number from 0 to 2147483647
          --from=a/b --to=c/d --pods-tolerations {"efect":"x"} | --pods-tolerations efect: is not a field; did you mean `effect`?
          --from=a/b --to=c/d --pods-tolerations= | --pods-tolerations: is empty; write a mapping in YAML
          --from=a/b --to=c/d --source-pods-affinity [ | --source-pods-affinity: not valid YAML: line 1, column 2: expected the node content, but found '<stream end>'
          --from=a/b --to=c/d --pods-affinity x | --pods-affinity: is "x", not a mapping of fields
          --all --source-namespace=a --destination-namespace=b --exclude-claim x [ | --exclude-claim: is "["; write a claim's name or a glob, such as cache-*
          --from=a/b --to=c/d --source-in-cluster --source-context=c | --source-in-cluster: goes with neither kubeconfig nor context; write one or the other
          -f /nowhere.yaml         | -f /nowhere.yaml: no such file
          """)
  @DisplayName("what is wrong is said in one line that names the flag")
  void errors(String given, String message) {
    assertThatThrownBy(() -> read("", given.split(" ")))
        .isInstanceOf(BadInput.class)
        .hasMessage(message);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                  | stdin: the file is empty; it needs at least `volumes`
          volume: []          | nothing to copy: give --from NAMESPACE/CLAIM and --to NAMESPACE/CLAIM, a file by -f, or --all
          - 1                 | stdin: the spec is a list, not a mapping of fields
          text                | stdin: the spec is "text", not a mapping of fields
          volumes: []         | stdin: volumes: is empty; name at least one claim, as `from: NAME`
          {volumes: [], retires: 1} | stdin: retires: is not a field; did you mean `retries`?
          {volumes: [], resources: {rsync: 1}} | stdin: resources.rsync: is 1, not a mapping of fields
          {volumes: [], resources: {stunnel: {limits: {cpu: x}}}} | stdin: resources.stunnel.limits.cpu: is "x"; write a Kubernetes quantity, such as 500m or 256Mi
          {volumes: [], source: x} | stdin: source: is "x", not a mapping of fields
          """)
  @DisplayName("what is wrong in a file is said with the file and the field")
  void fileErrors(String yaml, String message) {
    assertThatThrownBy(
            () ->
                read(yaml, "-f", "-", "--source-namespace", "n", "--resources-rsync-limits=cpu=1"))
        .isInstanceOf(BadInput.class)
        .hasMessage(message);
  }

  private static String[] with(String... more) {
    List<String> all = new ArrayList<>(List.of(PAIR));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                     | team/transfer:1 team/transfer:1",
        "{image: own}                           | own own",
        "{pods: {image: own}}                   | own own",
        "{source: {pods: {image: own}}}         | own team/transfer:1",
        "{pods: {stunnelImage: own}}            | team/transfer:1 team/transfer:1"
      })
  @DisplayName("VOLUME_TRANSFER_IMAGE is the image of a side that names none")
  void image(String spec, String images) {
    TransferSpec read = read(IMAGE, spec, PAIR);

    assertThat(read.pods().source().rsyncImage() + " " + read.pods().destination().rsyncImage())
        .isEqualTo(images);
  }

  @Test
  @DisplayName("what it names is read as the field is, and a message names it")
  void wrongImage() {
    assertThatThrownBy(() -> read(Map.of(SpecInput.IMAGE_VARIABLE, "no image"), "{}", PAIR))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("VOLUME_TRANSFER_IMAGE: ");
    assertThat(read(Map.of(SpecInput.IMAGE_VARIABLE, " "), "{}", PAIR).pods().source().rsyncImage())
        .isEqualTo(PodOptions.DEFAULT_IMAGE);
  }

  private static TransferSpec read(String stdin, String... arguments) {
    return read(Map.of(), stdin, arguments);
  }

  private static TransferSpec read(
      Map<String, String> variables, String stdin, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!variables.isEmpty()) {
      all.addAll(List.of("-f", "-"));
    }
    CommandLine line =
        new CommandLine(new SpecFlags().transform(CommandSpec.create().name("test")));
    return SpecInput.read(
        line.parseArgs(all.toArray(String[]::new)),
        new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
        variables);
  }
}
