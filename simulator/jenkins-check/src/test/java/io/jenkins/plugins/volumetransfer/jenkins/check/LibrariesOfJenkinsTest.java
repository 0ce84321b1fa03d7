package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import okhttp3.OkHttp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Goal: the second run of some tests has the libraries that it is there for. */
@EnabledIfSystemProperty(
    named = "libraries.okhttp",
    matches = ".+",
    disabledReason = "only beside the libraries of Jenkins; see the profile in pom.xml")
class LibrariesOfJenkinsTest {
  @Test
  @DisplayName("the client and JSON are those that Jenkins' API plugins bring")
  void versions() throws ReflectiveOperationException {
    // Asked at run time: it is a constant, which the compiler would have put in here.
    assertThat(OkHttp.class.getField("VERSION").get(null))
        .isEqualTo(System.getProperty("libraries.okhttp"));
    assertThat(PackageVersion.VERSION).hasToString(System.getProperty("libraries.jackson"));
  }
}
