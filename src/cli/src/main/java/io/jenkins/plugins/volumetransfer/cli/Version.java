package io.jenkins.plugins.volumetransfer.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** From the jar's manifest; classes that are not in a jar are in development. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(development)");
    return new String[] {VolumeTransfer.NAME + " " + version};
  }
}
