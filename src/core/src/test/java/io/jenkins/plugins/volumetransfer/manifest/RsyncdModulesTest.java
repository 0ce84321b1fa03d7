package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: who has a client's certificate can write what a copy writes, and read nothing. Method: a
 * real rsync daemon with the very rsyncd.conf of a transfer, moved below a directory of this test.
 */
@DisplayName("The destination's rsync daemon")
@Tag("integration")
class RsyncdModulesTest {
  private static final Pattern MODULE = Pattern.compile("(?m)^\\[(.+)]$");
  private static final Pattern PATH = Pattern.compile("(?m)^path = (.+)$");

  @TempDir Path root;
  private Process daemon;
  private int port;

  static Stream<TransferSpec> specs() {
    return Stream.of(
        SampleTransfers.spec("a/x b/x:sub", "a/y b/y").withVerify(true),
        SampleTransfers.spec("a/x b/x:sub", "a/y b/y")
            .withVerify(true)
            .withPods(GoldenManifestsTest.nonRootPods(Topology.SEPARATE)));
  }

  @BeforeEach
  void claim() throws IOException {
    Files.writeString(
        Files.createDirectories(root.resolve("claim")).resolve("only-here"), "secret");
    Files.createDirectories(root.resolve("scratch/answers"));
    Files.createDirectories(root.resolve("scratch/listings/x"));
    Files.writeString(
        Files.createDirectories(root.resolve("scratch/links/x")).resolve("only-here"), "names");
    Files.writeString(root.resolve("scratch/listings/x/listing"), "facts");
    Files.writeString(root.resolve("scratch/listings/x/files"), "names");
    Files.writeString(Files.createDirectories(root.resolve("source")).resolve("new"), "data");
  }

  @AfterEach
  void end() {
    if (daemon != null) {
      daemon.destroyForcibly();
    }
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("specs")
  @DisplayName("has no module on a claim but the one that can only be written")
  void paths(TransferSpec spec) {
    String config = config(spec);
    for (String section : config.split("(?m)^(?=\\[)")) {
      MODULE
          .matcher(section)
          .results()
          .map(module -> module.group(1))
          .forEach(
              module -> {
                String path = PATH.matcher(section).results().findFirst().orElseThrow().group(1);
                if (module.contains(".")) {
                  assertThat(path).as(module).startsWith(Layout.SCRATCH + "/");
                  // What the source has is written beside the claim, and not told to anybody.
                  if (module.endsWith(".own")) {
                    assertThat(section).as(module).doesNotContain("write only", "read only");
                  } else {
                    assertThat(section).as(module).contains("read only = yes");
                  }
                } else {
                  assertThat(path).as(module).startsWith("/proc/self/fd/");
                  assertThat(section).as(module).doesNotContain("write only", "read only");
                }
              });
    }
    assertThat(config.split("(?m)^\\[")[0]).contains("write only = yes", "list = no");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("specs")
  @DisplayName("shows nothing of a claim by any module")
  void nothingRead(TransferSpec spec) throws Exception {
    start(spec);
    for (String module :
        MODULE.matcher(config(spec)).results().map(module -> module.group(1)).toList()) {
      Path read = root.resolve("read");
      client("--recursive", "--copy-links", url(module) + "/", read.toString());
      client("--recursive", url(module) + "/../claim/", read.toString());
      client("--recursive", url(module) + "/only-here", read.toString());
      String listed = client("--list-only", "--recursive", url(module) + "/").output();

      assertThat(listed).as(module).doesNotContain("only-here", "files");
      assertThat(read.resolve("only-here")).as(module).doesNotExist();
      assertThat(read.resolve("files")).as(module).doesNotExist();
    }
    assertThat(client(url("x.listing") + "/listing", root.toString() + "/").code()).isZero();
    assertThat(Files.readString(root.resolve("listing"))).isEqualTo("facts");
  }

  @Test
  @DisplayName("takes all that our own client sends")
  void ownOptions() throws Exception {
    List<TransferSpec> specs = specs().flatMap(spec -> Stream.of(spec, spec.asDryRun())).toList();
    start(specs.get(0));
    for (TransferSpec spec : specs) {
      List<String> own =
          List.of(RsyncConfig.arguments(Transfer.of(spec).get(0), spec).strip().split("\n"));
      for (List<String> more :
          List.of(
              List.<String>of(),
              List.of("--dirs", "--no-recursive", "--exclude=*"),
              List.of("--max-delete=3"),
              List.of(
                  "--acls",
                  "--xattrs",
                  "--sparse",
                  "--checksum",
                  "--compress",
                  "--bwlimit=48829",
                  "--exclude=/a",
                  "--exclude=*.tmp",
                  "--filter=protect /lost+found"),
              List.of(
                  "--dirs",
                  "--no-recursive",
                  "--existing",
                  "--ignore-existing",
                  "--no-perms",
                  "--no-times",
                  "--no-acls",
                  "--no-xattrs",
                  "--no-checksum",
                  "--info=FLIST0,PROGRESS0,STATS0",
                  "--log-file=/dev/null"))) {
        List<String> arguments = new ArrayList<>(own);
        arguments.addAll(more);
        arguments.addAll(List.of(root + "/source/", url("x")));

        Result result = client(arguments.toArray(String[]::new));

        assertThat(result.code()).as(arguments + "\n" + result.output()).isZero();
      }
    }
    assertThat(root.resolve("claim/new")).exists();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "rsyncOptions: [--checksum-choice=xxh3]",
        "rsyncOptions: [--delete-after, --fsync]",
        "rsyncOptions: [--delete-before, --ignore-times]",
        "rsyncOptions: [--delete-delay, --inplace]",
        "rsyncOptions: [--max-alloc=512M, --no-inc-recursive, --no-whole-file]",
        "rsyncOptions: [--open-noatime, --preallocate, --whole-file]",
        "rsyncOptions: [--skip-compress=gz/zip]\ncompress: true",
        "compress: true\ncompressAlgorithm: ZSTD\ncompressLevel: 3",
        "compress: true\ncompressAlgorithm: LZ4",
        "compress: true\ncompressAlgorithm: ZLIB\ncompressLevel: 9",
        "compress: true\ncompressAlgorithm: ZLIBX",
        "owners: {users: {0: 1, '*': 2}, groups: {'*': 3}}"
      })
  @DisplayName("takes what a spec asks for, and only then")
  void asked(String fields) throws Exception {
    TransferSpec usual = specs().findFirst().orElseThrow();
    TransferSpec spec =
        usual.withRsync(SpecReader.read("volumes: [{from: a/b, to: c/d}]\n" + fields).rsync());
    start(spec);
    List<String> arguments =
        new ArrayList<>(
            List.of(RsyncConfig.arguments(Transfer.of(spec).get(0), spec).strip().split("\n")));
    arguments.addAll(List.of(root + "/source/", url("x")));

    Result result = client(arguments.toArray(String[]::new));

    assertThat(result.code()).as(arguments + "\n" + result.output()).isZero();
    assertThat(root.resolve("claim/new")).hasContent("data");
  }

  @Test
  @DisplayName("answers all that our own scripts ask")
  void ownQuestions() throws Exception {
    TransferSpec spec = specs().reduce((first, last) -> last).orElseThrow();
    for (String file : List.of("answers/x.space", "answers/x.work", "listings/x/state")) {
      Files.writeString(root.resolve("scratch").resolve(file), "1");
    }
    start(spec);
    // As in answers.sh, trouble.sh, verify.sh and links.sh.
    for (List<String> question :
        List.of(
            List.of(
                "--ignore-times",
                "--whole-file",
                "--timeout=60",
                "--max-size=10K",
                "x.space/x.space"),
            List.of(
                "--ignore-times",
                "--whole-file",
                "--timeout=60",
                "--max-size=10K",
                "x.work/x.work"),
            List.of("--ignore-times", "--max-size=10K", "x.space/x.space"),
            List.of("--ignore-times", "--whole-file", "--timeout=60", "x.listing/state"),
            List.of("--list-only", "--exclude=*", "x.verify/"),
            List.of("--list-only", "--exclude=*", "x.links/"))) {
      List<String> arguments = new ArrayList<>(question.subList(0, question.size() - 1));
      arguments.add("--sockopts=TCP_NODELAY");
      arguments.add(url(question.get(question.size() - 1)));
      if (!question.contains("--list-only")) {
        arguments.add(root.resolve("answer").toString());
      }

      Result result = client(arguments.toArray(String[]::new));

      assertThat(result.code()).as(arguments + "\n" + result.output()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "--block-size=1",
        "--checksum-seed=1",
        "--copy-dest=/",
        "--link-dest=/",
        "--compare-dest=/",
        "--temp-dir=/",
        "--partial-dir=/x",
        "--backup",
        "--backup-dir=/x",
        "--inplace",
        "--append",
        "--keep-dirlinks",
        "--delay-updates",
        "--write-devices",
        "--super",
        "--remote-option=--fake-super",
        "--remote-option=--log-file=/x",
        "--remote-option=--copy-links",
        "--usermap=0:1",
        "--iconv=utf8",
        "--fuzzy",
        "--remove-source-files",
        "--delete-excluded",
        "--remote-option=--files-from=/etc/passwd",
      })
  @DisplayName("refuses what our client never sends")
  void refused(String option) throws Exception {
    start(specs().findFirst().orElseThrow());

    Result result = client("--recursive", option, root + "/source/", url("x"));

    assertThat(result.code()).isNotZero();
    // Of a client that does not understand the daemon's answer, its log tells more.
    assertThat(result.output() + Files.readString(root.resolve("log")))
        .contains("configured to refuse");
    assertThat(root.resolve("claim/new")).doesNotExist();
  }

  private static String config(TransferSpec spec) {
    return RsyncConfig.daemon(Transfer.of(spec).get(0), spec);
  }

  private void start(TransferSpec spec) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    boolean root = "root".equals(System.getProperty("user.name"));
    String config =
        config(spec)
            .replaceAll("(?m)^port = .*", "port = " + port)
            .replaceAll("(?m)^pre-xfer exec = .*", "")
            .replaceAll("(?m)^use chroot = .*", "use chroot = " + (root ? "yes" : "no"))
            .replaceAll("(?m)^munge symlinks = .*", "munge symlinks = no")
            .replaceAll("(?m)^[ug]id = 0", "")
            .replace(Layout.SCRATCH, this.root + "/scratch");
    Path file = this.root.resolve("rsyncd.conf");
    Files.writeString(file, (root ? "uid = 0\ngid = 0\n" : "") + config);
    String command =
        "exec 20<'%1$s/claim' 21<'%1$s/claim' && exec rsync --daemon --no-detach --config='%2$s'"
            .formatted(this.root, file);
    daemon =
        new ProcessBuilder("bash", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(this.root.resolve("log").toFile())
            .start();
    org.awaitility.Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> Files.readString(this.root.resolve("log")).contains("listening on port"));
  }

  private String url(String module) {
    return "rsync://root@127.0.0.1:" + port + "/" + module;
  }

  private record Result(int code, String output) {}

  private Result client(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("rsync"));
    command.addAll(List.of(arguments));
    Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(client.getInputStream().readAllBytes());
    return new Result(client.waitFor(), output);
  }
}
