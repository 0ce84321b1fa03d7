package io.jenkins.plugins.volumetransfer.jenkins.view;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: what one sees of a run can be changed without what carries it out, and the reverse. */
class PluginPackagesTest {
  private static final String ROOT = "io.jenkins.plugins.volumetransfer.jenkins.";

  @Test
  @DisplayName("pages and configuration know the controller alone; steps know neither")
  void arrows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + ".")
        .layer("controller")
        .definedBy(ROOT + "controller..")
        .layer("credentials")
        .definedBy(ROOT + "credentials..")
        .layer("step")
        .definedBy(ROOT + "step..")
        .layer("page")
        .definedBy(ROOT + "page..")
        .layer("config")
        .definedBy(ROOT + "config..")
        .whereLayer("page")
        .mayOnlyAccessLayers("controller")
        .whereLayer("config")
        .mayOnlyAccessLayers("controller")
        .whereLayer("controller")
        .mayOnlyAccessLayers("credentials")
        .whereLayer("step")
        .mayOnlyAccessLayers("controller", "credentials")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT.substring(0, ROOT.length() - 1)));
  }
}
