package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a user without any capability copies what it can, into a volume whose root belongs to root,
 * and fails for what it can't. Method: the containers' processes run as that user, which only root
 * can arrange.
 */
@DisplayName("A copy without root")
@Tag("integration")
class NonRootTest {
  private static final int USER = 65532;

  private final TransferPods pods = new TransferPods().volume("data", "");
  private final Path source = pods.sourceDirectory("data");
  private final Path destination = pods.destinationDirectory("data");

  @BeforeEach
  void prepare() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "skipped: only root can run a container as another user");
    pods.copyArguments(
            "--archive",
            "--recursive",
            "--hard-links",
            "--delete",
            "--numeric-ids",
            "--exclude=/lost+found",
            "--info=PROGRESS2,STATS2",
            "--log-file=/dev/stdout")
        .configurationFile("left-out", "-path\n./lost+found\n-prune\n")
        .disguisingLinks()
        .sourceVariable("FOREIGN_ROOT", "yes")
        .sourceVariable("RESTORE_LINKS", "yes")
        .asUser(USER);
    in(
        source,
        "mkdir 'two words' '#odd' closed lost+found; echo 1 >'two words/one'; echo 2 >';top'",
        "ln 'two words/one' closed/hard; ln -s /nowhere/else closed/link; ln -s ../x link",
        "touch --date=2020-02-02 '#odd'; chmod 500 lost+found; chmod 555 closed; chown -R %d ."
            .formatted(USER),
        "chown root lost+found; touch --date=2001-01-01 .");
    // As a new volume is: its root is root's, the group may write, lost+found is nobody's business.
    in(
        destination,
        "mkdir lost+found old; echo gone >old/file; echo kept >lost+found/kept",
        "chown --recursive %d old; chgrp %d .; chmod 700 lost+found; chmod 2775 ."
            .formatted(USER, USER));
  }

  @AfterEach
  void end() {
    pods.close();
  }

  @Test
  @DisplayName("into a directory of root leaves that directory alone, and copies all that is in it")
  void foreignRoot() {
    pods.startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log())
        .contains("belongs to another user; it keeps its mode and times")
        .doesNotContain("failed to set");
    assertThat(described(destination))
        .isEqualTo(
            """
            ./#odd d 755 2020-02-02 ''
            ./;top f 644 - ''
            ./closed d 555 - ''
            ./closed/hard f 644 - ''
            ./closed/link l 777 - '/nowhere/else'
            ./link l 777 - '../x'
            ./lost+found d 700 - ''
            ./lost+found/kept f 644 - ''
            ./two words d 755 - ''
            ./two words/one f 644 - ''
            """);
    assertThat(output("stat --format=%U:%a '" + destination + "'")).isEqualTo("root:2775\n");
    assertThat(output("stat --format=%h '" + destination.resolve("closed/hard") + "'"))
        .isEqualTo("2\n");
  }

  @Test
  @DisplayName("into a directory of its own gives that directory its mode and times too")
  void ownRoot() {
    in(destination, "chown %d .".formatted(USER));
    pods.startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log()).doesNotContain("belongs to another user");
    assertThat(output("date --reference='" + destination + "' +%Y")).isEqualTo("2001\n");
    assertThat(destination.resolve("old")).doesNotExist();
    assertThat(destination.resolve("lost+found/kept")).exists();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"--delete", "--delete-before"})
  @DisplayName("of a directory that it can't read fails, names it, and deletes nothing")
  void unreadable(String when) {
    pods.copyArguments("--archive", "--recursive", "--delete", when, "--exclude=/lost+found");
    in(source, "mkdir secret; echo s >secret/file; chmod 700 secret");
    pods.startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(23);
    assertThat(container.log()).containsPattern("opendir .*secret.* failed: Permission denied");
    assertThat(pods.result()).containsExactly("data 23");
    assertThat(destination.resolve("two words/one")).exists();
    assertThat(Files.exists(destination.resolve("old/file"))).isTrue();
  }

  @Test
  @DisplayName(
      "changes no link that it did not copy, and no file that is called like one of its own")
  void ownNames() {
    in(source, "echo mine >.volume-transfer-link; ln -s /rsyncd-munged/twice twice");
    in(source, "chown -h %d .volume-transfer-link twice".formatted(USER));
    in(
        destination,
        "mkdir kept; ln -s /rsyncd-munged/own kept/link; chown -hR %d kept".formatted(USER));
    pods.copyArguments("--archive", "--delete", "--exclude=/lost+found", "--exclude=/kept")
        .configurationFile(
            "left-out",
            String.join(
                "\n", "-path", "./lost+found", "-prune", "-o", "-path", "./kept", "-prune", ""))
        .startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(described(destination))
        .contains(
            "./.volume-transfer-link f ",
            "./kept/link l 777 - '/rsyncd-munged/own'",
            "./link l 777 - '../x'",
            "./twice l 777 - '/rsyncd-munged/twice'");
    assertThat(TextFiles.read(destination.resolve(".volume-transfer-link"))).isEqualTo("mine\n");
  }

  @Test
  @DisplayName(
      "that deletes nothing leaves links alone that only look disguised, and restores those that a former copy left so")
  void foreignLinks() {
    String foreign = "/rsyncd-munged/own";
    in(
        source,
        "ln -s ../x 'two words/left'; ln -s /new changed; for i in {1..40}; do ln -s $i many$i; done",
        "touch --no-dereference --date=2020-02-02 'two words/left'; chown -hR %d .".formatted(USER),
        "chown root lost+found");
    in(
        destination,
        "mkdir 'two words'; ln -s %1$s '@'; ln -s %1$s $'two words/a\nb'; ln -s %1$s '$(id)]'"
            .formatted(foreign),
        "ln -s /rsyncd-munged/../x 'two words/left'; ln -s /rsyncd-munged/old changed",
        // As an application that has the same name, and another target.
        "ln -s /rsyncd-munged/mine old/link; ln -s /elsewhere old/other",
        "touch --no-dereference --date=2020-02-02 'two words/left' '@'",
        "chown -hR %d 'two words' '@' '$(id)]' changed old".formatted(USER));
    String before = output("stat --format='%i %z' '" + destination + "'/{@,'$(id)]',old/link}");
    pods.copyArguments("--archive", "--recursive", "--exclude=/lost+found").startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(described(destination))
        .contains(
            "./$(id)] l 777 - '/rsyncd-munged/own'",
            "./@ l 777 2020-02-02 '/rsyncd-munged/own'",
            // The second half of a name.
            "\nb l 777 - '/rsyncd-munged/own'",
            "./old/link l 777 - '/rsyncd-munged/mine'",
            "./old/other l 777 - '/elsewhere'",
            "./two words/left l 777 2020-02-02 '../x'",
            "./changed l 777 - '/new'",
            "./closed/link l 777 - '/nowhere/else'",
            "./many40 l 777 - '40'");
    assertThat(output("stat --format='%i %z' '" + destination + "'/{@,'$(id)]',old/link}"))
        .as("neither made anew nor touched")
        .isEqualTo(before);
  }

  @Test
  @DisplayName("copies nothing where the destination can't tell which links are its own")
  void linksNotNoted() {
    pods.script(Script.DESTINATION_LINKS, "exit 1").startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isNotZero();
    assertThat(container.log()).contains("links of volume data were to be looked at");
    assertThat(destination.resolve("two words")).doesNotExist();
  }

  private static void in(Path directory, String... commands) {
    for (String command : commands) {
      Container.runShell("cd '" + directory + "' && " + command);
    }
  }

  /** Times only of the one that has a special one. */
  private static String described(Path directory) {
    return output(
        "cd '"
            + directory
            + "' && find . -mindepth 1 -printf \"%p %y %m %TF '%l'\\n\" | LC_ALL=C sort"
            + " | sed --expression='/2020-02-02/!s/ 2[0-9-]* / - /'");
  }

  private static String output(String command) {
    try {
      Process shell = new ProcessBuilder("bash", "-c", command).start();
      return new String(shell.getInputStream().readAllBytes());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
