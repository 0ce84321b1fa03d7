package io.jenkins.plugins.volumetransfer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: each package knows only those that the design lets it know. */
class ArchitectureTest {
  private static final String ROOT = "io.jenkins.plugins.volumetransfer.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  @DisplayName("each package knows only those above it")
  void arrows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.jenkins.plugins.volumetransfer..")
        .withOptionalLayers(true)
        .layer("text")
        .definedBy(ROOT + "text..")
        .layer("spec")
        .definedBy(ROOT + "spec..")
        .layer("script")
        .definedBy(ROOT + "script..")
        .layer("tls")
        .definedBy(ROOT + "tls..")
        .layer("progress")
        .definedBy(ROOT + "progress..")
        .layer("manifest")
        .definedBy(ROOT + "manifest..")
        .layer("engine")
        .definedBy(ROOT + "engine..")
        .layer("kubeconfig")
        .definedBy(ROOT + "kubeconfig..")
        .layer("cluster")
        .definedBy(ROOT + "cluster..")
        .layer("preflight")
        .definedBy(ROOT + "preflight..")
        .layer("driver")
        .definedBy(ROOT + "driver..")
        .layer("plan")
        .definedBy(ROOT + "plan..")
        .layer("report")
        .definedBy(ROOT + "report..")
        .whereLayer("text")
        .mayNotAccessAnyLayer()
        .whereLayer("spec")
        .mayOnlyAccessLayers("text")
        .whereLayer("script")
        .mayOnlyAccessLayers("spec")
        .whereLayer("tls")
        .mayNotAccessAnyLayer()
        .whereLayer("progress")
        .mayOnlyAccessLayers("text")
        .whereLayer("manifest")
        .mayOnlyAccessLayers("spec", "script", "tls")
        .whereLayer("engine")
        .mayOnlyAccessLayers("spec", "script", "manifest", "progress")
        .whereLayer("kubeconfig")
        .mayOnlyAccessLayers("spec")
        .whereLayer("cluster")
        .mayOnlyAccessLayers(
            "spec", "script", "tls", "progress", "manifest", "engine", "kubeconfig")
        .whereLayer("preflight")
        .mayOnlyAccessLayers("spec", "progress", "manifest", "engine", "cluster")
        .whereLayer("driver")
        .mayOnlyAccessLayers(
            "spec", "script", "tls", "progress", "manifest", "engine", "cluster", "preflight")
        .whereLayer("plan")
        .mayOnlyAccessLayers("spec", "tls", "manifest", "engine")
        .whereLayer("report")
        .mayOnlyAccessLayers("text", "spec", "progress", "manifest", "engine")
        .as("packages know only those above them")
        .ensureAllClassesAreContainedInArchitecture()
        .check(CLASSES);
  }

  @Test
  @DisplayName("no cycles")
  void cycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  @DisplayName("spec, manifest and engine read no clock")
  void clock() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "spec..", ROOT + "manifest..", ROOT + "engine..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Instant.class, "now", Clock.class)
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .as("spec, manifest and engine read no clock")
        .because("what time it is comes in with the event")
        .check(CLASSES);
  }

  @Test
  @DisplayName("java.util.Date is where certificates ask for it, and nowhere else")
  void dates() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "tls..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Date.class)
        .because("java.time says the same without a time zone of its own")
        .check(CLASSES);
  }

  @Test
  @DisplayName("fabric8's client is known to cluster alone")
  void client() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8.kubernetes.client..")
        .because("cluster is the one port to Kubernetes")
        .check(CLASSES);
  }

  @Test
  @DisplayName("spec, manifest and engine start no threads")
  void threads() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "spec..", ROOT + "manifest..", ROOT + "engine..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.concurrent.Executor.class)
        .because("decisions are pure; threads live in driver")
        .check(CLASSES);
  }
}
