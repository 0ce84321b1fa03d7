package io.jenkins.plugins.volumetransfer.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.report.history.History;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTrendTest {
  @TempDir private Path folder;

  private static void copies(Builds.Build build, History history) {
    new PageWatchers().watch(build, history).ended(history);
    build.end();
  }

  @Test
  @DisplayName(
      "a job without transfers has no trend; one with a transfer has, even if the last build has none")
  void appears() {
    Builds job = new Builds(folder);
    TransferTrendFactory factory = new TransferTrendFactory();
    assertThat(factory.createFor(job)).isEmpty();
    job.next().end();
    assertThat(factory.createFor(job)).isEmpty();
    copies(job.next(), Runs.succeeded("r1", 10));
    job.next().end();
    assertThat(factory.createFor(job)).hasSize(1);
  }

  @Test
  @DisplayName(
      "bytes, duration and rate of each build, the latest first; builds without a transfer are left out")
  void totals() {
    Builds job = new Builds(folder);
    copies(job.next(), Runs.succeeded("r1", 10));
    job.next().end();
    copies(job.next(), Runs.partlyFailed());
    TransferTrendAction trend = new TransferTrendAction(job);
    assertThat(trend.getBuilds())
        .extracting(
            BuildTotals::name,
            BuildTotals::copied,
            BuildTotals::took,
            BuildTotals::rate,
            BuildTotals::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "#3", "100.0 MiB", "0:00:45", "2.2 MiB/s", State.FAILED),
            org.assertj.core.groups.Tuple.tuple(
                "#1", "50.0 MiB", "0:00:10", "5.0 MiB/s", State.SUCCEEDED));
  }

  @Test
  @DisplayName(
      "the charts have a bar for each build, the oldest to the left, the highest to the top")
  void charts() {
    Builds job = new Builds(folder);
    copies(job.next(), Runs.succeeded("r1", 10));
    copies(job.next(), Runs.partlyFailed());
    TransferTrendAction trend = new TransferTrendAction(job);
    List<TrendChart> charts = trend.charts(trend.getBuilds());
    assertThat(charts)
        .extracting(TrendChart::highest)
        .containsExactly("100.0 MiB", "0:00:45", "5.0 MiB/s");
    List<TrendChart.Bar> bars = charts.get(0).bars();
    assertThat(bars).extracting(TrendChart.Bar::height).containsExactly(50.0, 100.0);
    assertThat(bars.get(0).x()).isLessThan(bars.get(1).x());
    assertThat(bars.get(1).text()).isEqualTo("#2: 100.0 MiB, failed");
    assertThat(bars.get(1).url()).isEqualTo("job/migrate/2/volume-transfers/");
    assertThat(charts.get(0).described())
        .isEqualTo("Bytes copied of the last 2 builds: highest 100.0 MiB, latest 100.0 MiB");
  }

  @Test
  @DisplayName("however many builds there are, the bars stay within the drawing")
  void many() {
    Builds job = new Builds(folder);
    for (int i = 0; i < TransferTrendAction.BUILDS_MAX + 5; i++) {
      copies(job.next(), Runs.succeeded("r" + i, 10 + i));
    }
    TransferTrendAction trend = new TransferTrendAction(job);
    assertThat(trend.getBuilds()).hasSize(TransferTrendAction.BUILDS_MAX);
    for (TrendChart chart : trend.charts(trend.getBuilds())) {
      assertThat(chart.bars())
          .allSatisfy(
              bar -> {
                assertThat(bar.x() + bar.width()).isBetween(0.0, (double) TrendChart.WIDTH);
                assertThat(bar.y()).isBetween(0.0, (double) TrendChart.HEIGHT);
              });
    }
  }
}
