package io.jenkins.plugins.volumetransfer.jenkins.page;

import static io.jenkins.plugins.volumetransfer.jenkins.page.Runs.BEGAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.thoughtworks.xstream.XStream;
import hudson.model.Item;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatcher;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.standin.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the build's page tells what is going on, keeps what has been, and tells nobody who must not
 * know. Method: histories as the controller hands them over, and the action as Stapler calls it.
 */
class VolumeTransfersActionTest {
  @TempDir private Path folder;

  private Builds.Build build() {
    return new Builds(folder).next();
  }

  @AfterEach
  void allowAll() {
    Permissions.clear();
  }

  private static RunWatcher watch(Builds.Build build, History history) {
    Clock clock = Clock.fixed(BEGAN.plusSeconds(60), ZoneOffset.UTC);
    return new PageWatchers(clock).watch(build, history);
  }

  private static VolumeTransfersAction action(Builds.Build build) {
    return build.getAction(VolumeTransfersAction.class);
  }

  private static Exchange ask(VolumeTransfersAction action, Map<String, String> headers)
      throws IOException {
    Exchange exchange = new Exchange(headers);
    action.doProgress(exchange.request(), exchange.response());
    return exchange;
  }

  @Test
  @DisplayName(
      "a run appears when it begins, changes as it goes on, and is remembered from then on")
  void appears() {
    Builds.Build build = build();
    RunWatcher watcher = watch(build, Runs.succeeded("r1", 3));
    assertThat(build.saved()).isEqualTo(1);
    assertThat(action(build).getRuns()).extracting(RunSnapshot::run).containsExactly("r1");

    watcher.changed(Runs.underWay());
    assertThat(action(build).getRuns().get(0).transfers()).hasSize(2);
    assertThat(build.saved()).as("not with each change").isEqualTo(1);
  }

  @Test
  @DisplayName("two steps of a build share one page")
  void twoRuns() {
    Builds.Build build = build();
    watch(build, Runs.underWay());
    watch(build, Runs.partlyFailed());
    assertThat(build.getActions(VolumeTransfersAction.class)).hasSize(1);
    assertThat(action(build).getRuns()).extracting(RunSnapshot::run).containsExactly("r1", "r2");
  }

  @Test
  @DisplayName("the JSON is what the page shows, and 304 without a body if nothing is new")
  void json() throws IOException {
    Builds.Build build = build();
    watch(build, Runs.underWay());

    Exchange first = ask(action(build), Map.of());
    assertThat(first.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    JsonNode json = new ObjectMapper().readTree(first.body());
    assertThat(json.get("running").booleanValue()).isTrue();
    assertThat(json.at("/runs/0/transfers/0/claims/0/percent").intValue()).isEqualTo(25);
    assertThat(json.at("/runs/0/transfers/0/rate").textValue()).isEqualTo("1.0 MiB/s");

    Exchange again = ask(action(build), Map.of("If-None-Match", first.header("ETag")));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  @DisplayName("asked since a moment, it tells what has changed since then, and what goes on")
  void since() throws IOException {
    Builds.Build build = build();
    watch(build, Runs.underWay());
    History over = Runs.partlyFailed();
    watch(build, over).ended(over);
    long began = BEGAN.toEpochMilli();

    assertThat(told(build, Long.toString(began))).containsExactly("r1 2", "r2 2");
    assertThat(told(build, Long.toString(began + 57_000))).containsExactly("r1 1", "r2 1");
    assertThat(told(build, Long.toString(began + 600_000))).containsExactly("r1 1");
    assertThat(told(build, "yesterday")).as("no moment").containsExactly("r1 2", "r2 2");
  }

  /** Each run that is told of, and of how many of its transfers. */
  private static List<String> told(Builds.Build build, String since) throws IOException {
    Exchange exchange = new Exchange(Map.of(), Map.of("since", since));
    action(build).doProgress(exchange.request(), exchange.response());
    List<String> told = new ArrayList<>();
    for (JsonNode run : new ObjectMapper().readTree(exchange.body()).get("runs")) {
      told.add(run.get("run").textValue() + " " + run.get("transfers").size());
    }
    return told;
  }

  @Test
  @DisplayName("with 1,000 claims, a look at what is new is small, and so is what the build keeps")
  void large() throws IOException {
    Builds.Build build = build();
    watch(build, Runs.large());
    long until = action(build).getUntil();
    Exchange exchange = new Exchange(Map.of(), Map.of("since", Long.toString(until)));
    action(build).doProgress(exchange.request(), exchange.response());
    JsonNode run = new ObjectMapper().readTree(exchange.body()).at("/runs/0");
    assertThat(run.get("transfers").size()).as("those of the last seconds").isBetween(8, 40);
    assertThat(exchange.body()).hasSizeLessThan(48 << 10);
    assertThat(new XStream().toXML(action(build))).hasSizeLessThan(1 << 20);
  }

  @Test
  @DisplayName("who may not read the job learns nothing")
  void permission() {
    Builds.Build build = build();
    watch(build, Runs.underWay());
    Permissions.deny(Item.READ);
    Exchange exchange = new Exchange(Map.of());
    assertThatThrownBy(() -> action(build).doProgress(exchange.request(), exchange.response()))
        .isInstanceOf(SecurityException.class);
    assertThat(exchange.body()).isEmpty();
  }

  @Test
  @DisplayName("a run that is over has its reports among the build's artifacts")
  void reports() throws IOException {
    Builds.Build build = build();
    RunWatcher watcher = watch(build, Runs.underWay());
    watcher.ended(Runs.partlyFailed());
    RunSnapshot run = action(build).getRuns().get(1);
    assertThat(run.reports()).extracting(ReportSnapshot::format).containsExactly("JSON", "JUnit");
    for (ReportSnapshot report : run.reports()) {
      assertThat(build.getRootDir().toPath().resolve("archive").resolve(report.path()))
          .content()
          .contains("NO_SPACE");
    }
  }

  @Test
  @DisplayName(
      "reports that can't be archived are said to be missing, and the run is kept all the same")
  void notArchived() throws IOException {
    Builds.Build build = build();
    History over = Runs.partlyFailed();
    RunWatcher watcher = watch(build, over);
    Files.createDirectories(build.getRootDir().toPath());
    Files.writeString(build.getRootDir().toPath().resolve("archive"), "in the way");
    assertThatThrownBy(() -> watcher.ended(over)).hasMessageContaining("r2 are not archived");
    assertThat(action(build).getRuns())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.state()).isEqualTo(State.FAILED);
              assertThat(run.reports()).isEmpty();
            });
  }

  @Test
  @DisplayName("what is saved with the build is text of ours alone, and reads as it was written")
  void persistence() {
    Builds.Build build = build();
    History over = Runs.partlyFailed();
    watch(build, over).ended(over);
    List<RunSnapshot> before = action(build).getRuns();
    build.end();

    XStream xstream = new XStream();
    xstream.allowTypes(new Class<?>[] {VolumeTransfersAction.class});
    String xml = xstream.toXML(action(build));
    assertThat(xml.replace(VolumeTransfersAction.class.getName(), ""))
        .doesNotContain("io.jenkins.plugins.volumetransfer");

    Builds.Build loaded = build();
    loaded.end();
    loaded.load((VolumeTransfersAction) xstream.fromXML(xml));
    assertThat(action(loaded).getRuns()).isEqualTo(before);
    assertThat(action(loaded).isRunning()).isFalse();
  }

  @Test
  @DisplayName("a build that goes on after a restart shows its run as it is now")
  void restart() {
    Builds.Build build = build();
    watch(build, Runs.underWay());
    XStream xstream = new XStream();
    xstream.allowTypes(new Class<?>[] {VolumeTransfersAction.class});
    String xml = xstream.toXML(action(build));

    Builds.Build loaded = build();
    loaded.load((VolumeTransfersAction) xstream.fromXML(xml));
    assertThat(action(loaded).getRuns().get(0).state()).isEqualTo(State.RUNNING);
    RunWatcher resumed = watch(loaded, Runs.underWay());
    History over = Runs.succeeded("r1", 90);
    resumed.ended(over);
    assertThat(action(loaded).getRuns())
        .singleElement()
        .satisfies(run -> assertThat(run.state()).isEqualTo(State.SUCCEEDED));
  }

  @Test
  @DisplayName("a run that was given up is unfinished, and does not keep the page asking")
  void givenUp() {
    Builds.Build build = build();
    watch(build, Runs.underWay()).ended(Runs.underWay());
    build.end();
    assertThat(action(build).getRuns().get(0).state()).isEqualTo(State.UNFINISHED);
    assertThat(action(build).isRunning()).isFalse();
  }
}
