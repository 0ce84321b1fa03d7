package io.jenkins.plugins.volumetransfer.jenkins.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.volumetransfer.architecture.MachineReadable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: the plugin is thin, and its packages know each other in one direction. */
class ArchitectureTest {
  private static final String ROOT = "io.jenkins.plugins.volumetransfer.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT + "jenkins");

  @Test
  @DisplayName("credentials know no other package of the plugin, controller only those")
  void arrows() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "jenkins.credentials..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "jenkins.controller..",
            ROOT + "jenkins.step..",
            ROOT + "jenkins.page..",
            ROOT + "jenkins.config..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "jenkins.controller..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "jenkins.step..", ROOT + "jenkins.page..", ROOT + "jenkins.config..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "jenkins.step..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "jenkins.page..", ROOT + "jenkins.config..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("what a machine reads depends on no locale, encoding or clock")
  void machineReadable() {
    MachineReadable.rule().check(CLASSES);
  }

  @Test
  @DisplayName("pages and configuration know the controller, and neither steps nor each other")
  void shown() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "jenkins.page..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "jenkins.step..", ROOT + "jenkins.credentials..", ROOT + "jenkins.config..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "jenkins.config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "jenkins.step..", ROOT + "jenkins.credentials..", ROOT + "jenkins.page..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("the plugin knows core, and neither the command line nor the simulator")
  void thin() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "jenkins..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "cli..", ROOT + "simulator..", ROOT + "standin..")
        .check(CLASSES);
  }
}
