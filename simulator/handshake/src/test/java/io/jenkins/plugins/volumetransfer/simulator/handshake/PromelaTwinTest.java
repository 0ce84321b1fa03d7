package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Exploration;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Explorer;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: another explorer agrees with ours, so neither overlooks a state. Skipped without spin. */
@DisplayName("The Promela twin")
@Tag("integration")
class PromelaTwinTest {
  private static final Path MODEL = Path.of("src/bench/promela/handshake.pml");

  @BeforeAll
  static void needsSpinAndCompiler() {
    assumeTrue(isInstalled("spin") && isInstalled("gcc"), "spin and gcc are not installed");
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("has the states and transitions of our model")
  void same(PromelaTwin.Order order, @TempDir Path directory) {
    Exploration ours =
        Explorer.explore(HandshakeModel.of(Variant.ours(Topology.SEPARATE, 1)), List.of());

    PromelaTwin.Found found = PromelaTwin.compile(MODEL, directory, 1, order).search();

    assertThat(found.states()).isEqualTo(ours.states());
    assertThat(found.transitions()).isEqualTo(ours.transitions());
    if (order == PromelaTwin.Order.BREADTH_FIRST) {
      assertThat(found.depth()).isEqualTo(ours.depth());
    }
  }
}
