package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
 * Goal: an application that puts a link in a sub-path's place, after it was looked at, gains
 * nothing. Method: the swap is made by a shim at the worst moment, of the directory itself and of
 * the one above it; and once by a loop, at any moment.
 */
@DisplayName("A sub-path that becomes a link")
@Tag("integration")
class SwapTest {
  private static final int TRIES = Integer.getInteger("swaps", 5);

  private final TransferPods pods = new TransferPods().volume("data", "app/files");
  private final Path source = pods.sourceDirectory("data");
  private final Path destination = pods.destinationDirectory("data");
  private final Path outside = pods.ipcDirectory().getParent().resolve("outside");

  @BeforeEach
  void files() {
    TextFiles.write(source.resolve("file"), "the application's");
    TextFiles.write(outside.resolve("file"), "secret");
    TextFiles.write(outside.resolve("files/file"), "secret");
    TextFiles.write(outside.resolve("key"), "secret");
    TextFiles.write(outside.resolve("files/key"), "secret");
  }

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"app", "app/files"})
  @DisplayName("at the source, when rsync begins, is copied as it was")
  void source(String path) {
    pods.startDestination();
    pods.shim(
        "rsync",
        "case $* in */data) " + swap("source", path) + ";; esac",
        "exec /usr/bin/rsync \"$@\"");

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(TextFiles.read(destination.resolve("file"))).isEqualTo("the application's");
    assertThat(destination.resolve("key")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"app", "app/files"})
  @DisplayName("at the source, when rsync knows where it is, is copied as it was")
  void sourceLater(String path) {
    pods.beforeTheCopyOf("data", swap("source", path)).startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(TextFiles.read(destination.resolve("file"))).isEqualTo("the application's");
    assertThat(destination.resolve("key")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"source", "destination"})
  @DisplayName("when the comparison begins, is compared as it was")
  void comparison(String side) {
    pods.verified("-false").startDestination();
    // At the source, the listing begins once rsyncd was asked for the destination's.
    pods.shim(
        "rsync",
        "case $* in *.verify/*) " + swap(side, "app") + ";; esac",
        "exec /usr/bin/rsync \"$@\"");

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.result()).containsExactly("data 0 verified");
  }

  @Test
  @DisplayName("at the source, when its room is asked for, is not measured outside")
  void room() {
    pods.checkingSpace().startDestination();
    pods.shim(
        "stat",
        "[[ $* != *' .' || $* == *%T* ]] || { " + swap("source", "app") + "; }",
        "exec /usr/bin/stat \"$@\"");

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(destination.resolve("key")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"app", "app/files"})
  @DisplayName("at the destination, when its daemon starts, is written as it was")
  void destination(String path) {
    destinationSwappedBy("rsync", "*--daemon*", path);
    pods.startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(TextFiles.read(outside.resolve("file"))).isEqualTo("secret");
    assertThat(TextFiles.read(outside.resolve("files/file"))).isEqualTo("secret");
  }

  @Test
  @DisplayName("at the destination, when it was just made, ends its container")
  void made() {
    pods.shim(
        "mkdir",
        "/usr/bin/mkdir \"$@\"",
        "[[ ${!#} != app ]] || { /usr/bin/mv app app-was; /usr/bin/ln --symbolic '"
            + outside
            + "' app; }");

    Container container = pods.start(Script.DESTINATION_RSYNC);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(73);
    assertThat(container.log()).contains("claim of volume data");
  }

  @Test
  @DisplayName("again and again, at any moment, shows nothing from outside of its volume")
  void loop() throws Exception {
    pods.startDestination();
    Path app = source.getParent();
    Path aside = app.resolveSibling("aside");
    Path link = app.resolveSibling("link");
    Files.createSymbolicLink(link, outside);
    Thread swapper = new Thread(() -> swapUntilInterrupted(app, aside, link));
    swapper.start();
    try {
      for (int i = 0; i < TRIES; i++) {
        Container container = pods.start(Script.SOURCE_SINGLE);

        assertThat(container.exitCode()).as(container.log()).isIn(0, 72);
        assertThat(destination.resolve("key")).doesNotExist();
        container.kill();
      }
    } finally {
      swapper.interrupt();
      swapper.join();
    }
  }

  private static void swapUntilInterrupted(Path app, Path aside, Path link) {
    try {
      while (!Thread.interrupted()) {
        Files.move(app, aside);
        Files.move(link, app);
        Files.move(app, link);
        Files.move(aside, app);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void destinationSwappedBy(String command, String arguments, String path) {
    pods.shim(
        command,
        "case $* in " + arguments + ") " + swap("destination", path) + ";; esac",
        "exec /usr/bin/" + command + " \"$@\"");
  }

  /** Once: the directory goes aside, and a link to what is outside takes its place. */
  private String swap(String side, String path) {
    Path volume = (side.equals("source") ? source : destination).getParent().getParent();
    return "(cd '%1$s' && [[ -h %2$s ]] || { mv %2$s aside && ln --symbolic '%3$s' %2$s; })"
        .formatted(volume, path, outside);
  }
}
