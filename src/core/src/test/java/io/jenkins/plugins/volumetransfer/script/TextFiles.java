package io.jenkins.plugins.volumetransfer.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of text, and whole trees of them. */
final class TextFiles {
  private TextFiles() {}

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths of a tree's files, relative to it, with their text. */
  static Map<String, String> tree(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Collections.emptyMap();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(file -> directory.relativize(file).toString(), TextFiles::read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
