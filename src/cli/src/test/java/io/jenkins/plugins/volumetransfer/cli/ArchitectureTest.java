package io.jenkins.plugins.volumetransfer.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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

  /** A text in front of `formatted`, in one line or several. */
  private static final Pattern FORMATTED =
      Pattern.compile(
          "(\"\"\"(?:(?!\"\"\").)*+\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\")\\)?\\s*\\.formatted\\(",
          Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile("%(\\d\\$)?[-#+ 0,(]*\\d*(\\.\\d+)?[^-\\dsn%$#+ ,(]");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  @DisplayName("core and simulator know nothing of the command line")
  void nothingBack() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".cli..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("core knows nothing of the simulator")
  void coreStandsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".simulator..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("only the demo and the simulations use the simulator")
  void fewUseTheSimulator() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".cli..")
        .and()
        .resideOutsideOfPackage(ROOT + ".cli.simulate..")
        .and()
        .doNotHaveSimpleName("DemoCommand")
        .and()
        .doNotHaveSimpleName("SimulateCommand")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".simulator..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("what a machine reads depends on no locale, encoding or clock")
  void machineReadable() {
    MachineReadable.rule().check(CLASSES);
  }

  /** Of `formatted` the bytecode does not tell the text; words are the same in each locale. */
  @ParameterizedTest
  @ValueSource(strings = {"../core", "../jenkins", ".", "../../simulator"})
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
