package io.jenkins.plugins.volumetransfer.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: the modules know each other in one direction only. */
class ArchitectureTest {
  private static final String ROOT = "io.jenkins.plugins.volumetransfer";
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
}
