package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.manifest.RunId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --run-id} and {@code --run}. */
final class RunIdConverter implements ITypeConverter<RunId> {
  @Override
  public RunId convert(String text) {
    try {
      return new RunId(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
