package io.jenkins.plugins.volumetransfer.simulator.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.volumetransfer.architecture.MachineReadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: the modules know each other in one direction only. */
class ArchitectureTest {
  private static final String ROOT = "io.jenkins.plugins.volumetransfer";
  private static final String SIMULATOR = ROOT + ".simulator.";

  private static final String TEXT =
      "(?:\"\"\"(?:(?!\"\"\").)*+\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\")";

  /** A text in front of `formatted`, in one line or several, in one piece or several. */
  private static final Pattern FORMATTED =
      Pattern.compile(
          TEXT + "(?:\\s*\\+\\s*" + TEXT + ")*+\\)?\\s*\\.formatted\\(", Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile("%(\\d\\$)?[-#+ 0,(]*\\d*(\\.\\d+)?[^-\\dsn%$#+ ,(]");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  @DisplayName("each tool of the simulator knows the engine, and few know each other")
  void arrows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("core")
        .definedBy(
            resideOutsideOfPackages(
                ROOT + ".cli..",
                ROOT + ".simulator..",
                ROOT + ".testing..",
                ROOT + ".architecture.."))
        .layer("client")
        .definedBy(ROOT + ".cli..")
        .layer("model checker")
        .definedBy(SIMULATOR + "explorer..", SIMULATOR + "timeline..")
        .layer("handshake")
        .definedBy(SIMULATOR + "handshake..", SIMULATOR + "schedule..")
        .layer("cluster")
        .definedBy(
            SIMULATOR + "local..",
            SIMULATOR + "scenario..",
            SIMULATOR + "junit..",
            SIMULATOR + "sample..")
        .layer("tekton")
        .definedBy(SIMULATOR + "tekton..")
        .layer("simulator")
        .definedBy(SIMULATOR + "cli..", SIMULATOR + "level..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("client")
        .mayOnlyAccessLayers("core")
        .whereLayer("model checker")
        .mayNotAccessAnyLayer()
        .whereLayer("handshake")
        .mayOnlyAccessLayers("core", "model checker")
        .whereLayer("cluster")
        .mayOnlyAccessLayers("core")
        .whereLayer("tekton")
        .mayNotAccessAnyLayer()
        .whereLayer("simulator")
        .mayOnlyAccessLayers("core", "client", "model checker", "handshake", "cluster")
        .check(CLASSES);
  }

  @Test
  @DisplayName("what a machine reads depends on no locale, encoding or clock")
  void machineReadable() {
    MachineReadable.rule().check(CLASSES);
  }

  /** Of `formatted` the bytecode does not tell the text; words are the same in each locale. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../src/core",
        "../../src/jenkins",
        "../../src/cli",
        ".",
        "../model-checker",
        "../handshake",
        "../cluster",
        "../tekton"
      })
  @DisplayName("`formatted`, which has no locale, formats words only")
  void formatted(String module) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      for (Path source : sources) {
        assertThat(FORMATTED.matcher(Files.readString(source)).results().map(MatchResult::group))
            .as(source.toString())
            .noneMatch(NUMBER.asPredicate());
      }
    }
  }
}
