package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: each field of the file has its default, and its value where one is given. */
class SpecReaderTest {
  private static final String SMALLEST =
      """
      volumes:
        - from: app-3/postgresql
          to: app-4/postgresql
      """;

  @Test
  @DisplayName("the smallest file is a pair of claims; all else has its default")
  void defaults() {
    TransferSpec spec = SpecReader.read(SMALLEST);

    assertThat(spec)
        .isEqualTo(
            TransferSpec.of(
                List.of(
                    new VolumePair(
                        new ClaimRef("app-3", "postgresql", ""),
                        new ClaimRef("app-4", "postgresql", "")))));
  }

  @Test
  @DisplayName("the defaults are those of the seed: its flags, its two containers, its ten minutes")
  void defaultValues() {
    TransferSpec spec = SpecReader.read(SMALLEST);

    assertThat(spec.rsync())
        .isEqualTo(
            new RsyncOptions(
                Deletion.UNLESS_SOURCE_EMPTY,
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(),
                Set.of(Flag.HARD_LINKS, Flag.NUMERIC_IDS)));
    assertThat(spec.pods().topology()).isEqualTo(Topology.SEPARATE);
    assertThat(spec.pods().podPer()).isEqualTo(PodPer.CLAIM);
    assertThat(spec.timeouts().tunnel()).isEqualTo(Duration.ofSeconds(600));
    assertThat(spec.retries()).isEqualTo(new Retries(3, Duration.ofSeconds(5)));
    assertThat(spec.endpoint()).isEqualTo(new Endpoint.Auto());
    assertThat(spec.withinOneCluster()).isTrue();
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        field("delete: false", spec -> spec.rsync().delete(), Deletion.NEVER),
        field("delete: true", spec -> spec.rsync().delete(), Deletion.ALWAYS),
        field("maxDelete: 0", spec -> spec.rsync().maxDelete(), OptionalLong.of(0)),
        field("acceptVanished: true", spec -> spec.rsync().has(Flag.ACCEPT_VANISHED), true),
        field(
            "bandwidthLimit: 50M",
            s -> s.rsync().bandwidthLimitBytesPerSecond(),
            OptionalLong.of(52428800)),
        field(
            "excludes: [lost+found, '*.tmp']",
            s -> s.rsync().excludes(),
            List.of("lost+found", "*.tmp")),
        field("compress: true", s -> s.rsync().has(Flag.COMPRESS), true),
        field(
            "compress: true\ncompressAlgorithm: zstd\ncompressLevel: 3",
            s -> s.rsync().compression(),
            new Compression(Compression.Algorithm.ZSTD, OptionalLong.of(3))),
        field(
            "owners: {users: {'*': 7, 1000: 2000}, groups: {26: 0}}",
            s -> Owners.argument(s.rsync().owners().users()),
            Optional.of("1000:2000,0-4294967294:7")),
        field(
            "owners: {users: {'*': 7, 1000: 2000}, groups: {26: 0}}",
            s -> Owners.argument(s.rsync().owners().groups()),
            Optional.of("26:0")),
        field(
            "rsyncOptions: [--inplace, --checksum-choice=xxh3]",
            s -> s.rsync().further(),
            List.of("--inplace", "--checksum-choice=xxh3")),
        field(
            "totalBandwidthLimit: 10M\nmaxConcurrent: 4",
            s -> s.concurrency().bytesPerSecondOfEach(100),
            OptionalLong.of(2_621_440)),
        field(
            "totalBandwidthLimit: 10M\nmaxConcurrent: 4",
            s -> s.concurrency().bytesPerSecondOfEach(1),
            OptionalLong.of(10_485_760)),
        field(
            "sourceReadWrite: true", s -> s.claims().source(), ClaimOptions.SourceMount.READ_WRITE),
        field("verify: true", TransferSpec::verify, true),
        field("hardLinks: false", s -> s.rsync().has(Flag.HARD_LINKS), false),
        field("acls: true", s -> s.rsync().has(Flag.ACLS), true),
        field("xattrs: true", s -> s.rsync().has(Flag.XATTRS), true),
        field("sparse: true", s -> s.rsync().has(Flag.SPARSE), true),
        field("numericIds: false", s -> s.rsync().has(Flag.NUMERIC_IDS), false),
        field("checksum: true", s -> s.rsync().has(Flag.CHECKSUM), true),
        field("topology: SINGLE", s -> s.pods().topology(), Topology.SINGLE),
        field("topology: single", s -> s.pods().topology(), Topology.SINGLE),
        field("topology: SIDECAR", s -> s.pods().topology(), Topology.SIDECAR),
        field("podPer: NAMESPACE", s -> s.pods().podPer(), PodPer.NAMESPACE),
        field("nonRoot: true", s -> s.pods().runAs(), RunAs.NON_ROOT),
        field("nonRoot: false", s -> s.pods().runAs(), RunAs.ROOT),
        field("nonRoot: false", s -> s.pods().ids(), new PodIds(0, 0, OptionalLong.empty())),
        field("nonRoot: true", s -> s.pods().ids(), ids(65532, 65532, 65532)),
        field("nonRoot: true\nrunAsUser: 999", s -> s.pods().ids(), ids(999, 999, 999)),
        field("nonRoot: true\nrunAsUser: 999\nrunAsGroup: 0", s -> s.pods().ids(), ids(999, 0, 0)),
        field("nonRoot: true\nfsGroup: 26", s -> s.pods().ids(), ids(65532, 65532, 26)),
        field("fsGroup: 26", s -> s.pods().ids(), ids(0, 0, 26)),
        field("runAsUser: 0\nrunAsGroup: 0", s -> s.pods().ids(), PodIds.usual(RunAs.ROOT)),
        field("networkPolicies: false", s -> s.pods().isolation(), Isolation.NONE),
        field("networkPolicies: true", s -> s.pods().isolation(), Isolation.NETWORK_POLICIES),
        field("nonRoot: true", s -> s.pods().isolation(), Isolation.NETWORK_POLICIES),
        field("keepPods: on-failure", s -> s.pods().keepPods(), KeepPods.ON_FAILURE),
        field("image: a/b:1", s -> s.pods().source().rsyncImage(), "a/b:1"),
        field("image: a/b:1", s -> s.pods().source().stunnelImage(), "a/b:1"),
        field("stunnelImage: c/d:2", s -> s.pods().source().stunnelImage(), "c/d:2"),
        field("stunnelImage: c/d:2", s -> s.pods().source().rsyncImage(), PodOptions.DEFAULT_IMAGE),
        field(
            "resources: {rsync: {requests: {cpu: 2, memory: 64Mi}, limits: {memory: 1Gi}}}",
            s -> s.pods().source().rsyncResources(),
            new ContainerResources(Map.of("cpu", "2", "memory", "64Mi"), Map.of("memory", "1Gi"))),
        field(
            "resources: {stunnel: {limits: {cpu: 500m}}}",
            s -> s.pods().source().stunnelResources(),
            new ContainerResources(Map.of(), Map.of("cpu", "500m"))),
        field("tunnelTimeoutSeconds: 1", s -> s.timeouts().tunnel(), Duration.ofSeconds(1)),
        field("podStartTimeoutSeconds: 30", s -> s.timeouts().podStart(), Duration.ofSeconds(30)),
        field(
            "noProgressTimeoutSeconds: 60", s -> s.timeouts().noProgress(), Duration.ofSeconds(60)),
        field("timeoutSeconds: 2592000", s -> s.timeouts().transfer(), Duration.ofDays(30)),
        field("create: true", s -> s.claims().create(), true),
        field("allowInUse: true", s -> s.claims().allowInUse(), true),
        field(
            "create: true\nstorageClass: fast",
            s -> s.claims().classFor(Optional.of("gp2")),
            Optional.of("fast")),
        field(
            "create: true\nstorageClasses: {gp2: gp3}",
            s -> s.claims().classFor(Optional.of("gp2")),
            Optional.of("gp3")),
        field(
            "create: true\nstorageClasses: {gp2: gp3}",
            s -> s.claims().classFor(Optional.of("io1")),
            Optional.of("io1")),
        field("retries: 0", s -> s.retries().limit(), 0),
        field("retryDelaySeconds: 120", s -> s.retries().firstDelay(), Duration.ofSeconds(120)),
        field("source: {kubeconfig: a.yaml}", s -> s.source().kubeconfig(), Optional.of("a.yaml")),
        field("source: {context: prod}", s -> s.source().context(), Optional.of("prod")),
        field("source: {inCluster: true}", s -> s.source().access(), ClusterRef.Access.IN_CLUSTER),
        field("destination: {context: b}", s -> s.destination().context(), Optional.of("b")),
        field("destination: {context: b}", s -> s.withinOneCluster(), false),
        field(
            "destination: {address: 'gate.example.org:30443'}",
            s -> s.endpoint(),
            new Endpoint.Address("gate.example.org", 30443)),
        field(
            "destination: {address: '[fd00::7]:8443'}",
            s -> s.endpoint(),
            new Endpoint.Address("fd00::7", 8443)),
        field("destination: {endpoint: AUTO}", s -> s.endpoint(), new Endpoint.Auto()),
        field("destination: {endpoint: cluster-ip}", s -> s.endpoint(), new Endpoint.ClusterIp()),
        field(
            "destination: {endpoint: LOAD_BALANCER}",
            s -> s.endpoint(),
            new Endpoint.LoadBalancer()),
        field("destination: {endpoint: ROUTE}", s -> s.endpoint(), new Endpoint.Route()),
        field(
            "destination: {endpoint: NODE_PORT}",
            s -> s.endpoint(),
            new Endpoint.NodePort(Optional.empty())),
        field(
            "destination: {endpoint: NODE_PORT, address: '[fd00::7]'}",
            s -> s.endpoint(),
            new Endpoint.NodePort(Optional.of("fd00::7"))),
        field("delete:", s -> s.rsync().delete(), Deletion.UNLESS_SOURCE_EMPTY));
  }

  private static PodIds ids(long user, long group, long fsGroup) {
    return new PodIds(user, group, OptionalLong.of(fsGroup));
  }

  private static Arguments field(
      String yaml, Function<TransferSpec, Object> value, Object expected) {
    return Arguments.of(yaml, value, expected);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("each field is read")
  @MethodSource("fields")
  void fieldIsRead(String yaml, Function<TransferSpec, Object> value, Object expected) {
    assertThat(value.apply(SpecReader.read(SMALLEST + yaml))).isEqualTo(expected);
  }

  @Test
  @DisplayName("namespaces are said once for all claims, or before each")
  void namespaces() {
    TransferSpec spec =
        SpecReader.read(
            """
            source: {namespace: one}
            destination: {namespace: two}
            volumes:
              - from: data
              - from: three/logs
                to: four/logs-old
              - {from: x, to: y}
            """);

    assertThat(spec.volumes())
        .extracting(VolumePair::toString)
        .containsExactly("one/data -> two/data", "three/logs -> four/logs-old", "one/x -> two/y");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("a sub-path is tidied up, and the rest of it kept as it is")
  @CsvSource({"a/b, a/b", "a//b/, a/b", "/, ''", "'', ''", "a b/ü, a b/ü", "..a/b.., ..a/b.."})
  void subPaths(String written, String read) {
    TransferSpec spec =
        SpecReader.read(
            "volumes: [{from: a/b, fromPath: '"
                + written
                + "', to: c/d, toPath: '"
                + written
                + "'}]");

    assertThat(spec.volumes().get(0).from().path()).isEqualTo(read);
    assertThat(spec.volumes().get(0).to().path()).isEqualTo(read);
  }

  @Test
  @DisplayName("JSON is YAML")
  void json() {
    assertThat(
            SpecReader.read(
                "{\"volumes\":[{\"from\":\"app-3/postgresql\",\"to\":\"app-4/postgresql\"}]}"))
        .isEqualTo(SpecReader.read(SMALLEST));
  }

  @Test
  @DisplayName("the same claim in two clusters is no overlap")
  void acrossClusters() {
    TransferSpec spec =
        SpecReader.read(
            """
            destination: {context: other}
            volumes: [{from: app/data, to: app/data}]
            """);

    assertThat(spec.volumes()).hasSize(1);
  }

  @Test
  @DisplayName("two directories of one claim side by side are no overlap")
  void sideBySide() {
    TransferSpec spec =
        SpecReader.read(
            """
            volumes:
              - {from: a/b, fromPath: x, to: a/b, toPath: y}
              - {from: a/b, fromPath: xx, to: a/b, toPath: yy}
            """);

    assertThat(spec.volumes()).hasSize(2);
  }

  @ParameterizedTest(name = "before attempt {0}: {1} s")
  @DisplayName("the wait before an attempt doubles, up to two minutes")
  @CsvSource({"1, 5", "2, 5", "3, 10", "4, 20", "5, 40", "6, 80", "7, 120", "21, 120", "99, 120"})
  void delays(int attempt, long seconds) {
    assertThat(Retries.DEFAULT.delayBefore(attempt)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  @DisplayName("without a delay there is none before any attempt")
  void noDelay() {
    assertThat(new Retries(20, Duration.ZERO).delayBefore(21)).isZero();
  }

  @ParameterizedTest(name = "{0} is {1} s")
  @DisplayName("durations, as people write them")
  @CsvSource({"90, 90", "90s, 90", "15m, 900", "4h, 14400", "2d, 172800", "' 4 H ', 14400"})
  void durations(String text, long seconds) {
    assertThat(Units.duration(text)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest(name = "\"{0}\" is none")
  @DisplayName("what is no duration")
  @CsvSource({"h", "-1s", "1.5h", "4w", "1h30m", "9999999999"})
  void noDurations(String text) {
    assertThat(Units.duration(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("sizes, in powers of 1024")
  @CsvSource({
    "512, 512",
    "500K, 512000",
    "50M, 52428800",
    "1.5GiB, 1610612736",
    "1 g, 1073741824",
    "2T, 2199023255552",
    "10MB/s, 10485760",
    "1.001K, 1025"
  })
  void sizes(String text, long bytes) {
    assertThat(Units.bytes(text)).contains(bytes);
  }

  @ParameterizedTest(name = "\"{0}\" is none")
  @DisplayName("what is no size")
  @CsvSource({"fast", "-1M", "'1,5G'", "1P", "999999999999999T", "M"})
  void noSizes(String text) {
    assertThat(Units.bytes(text)).isEmpty();
  }

  @Test
  @DisplayName("the image that nobody names is one of the nodes' own, and nobody else's")
  void defaultImage() {
    assertThat(PodOptions.DEFAULT.source().rsyncImage()).startsWith("localhost/");
    assertThat(PodOptions.DEFAULT.source().stunnelImage()).startsWith("localhost/");
  }
}
