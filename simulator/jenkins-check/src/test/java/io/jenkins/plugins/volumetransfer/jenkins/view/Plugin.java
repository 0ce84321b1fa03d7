package io.jenkins.plugins.volumetransfer.jenkins.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The plugin's sources, for tests that read them. */
final class Plugin {
  private static final Path MAIN = Path.of("../../src/jenkins/src/main");
  private static final String PACKAGE = "io.jenkins.plugins.volumetransfer.jenkins";

  static final Path RESOURCES = MAIN.resolve("resources").resolve(PACKAGE.replace('.', '/'));
  static final Path JAVA = MAIN.resolve("java").resolve(PACKAGE.replace('.', '/'));

  private Plugin() {}

  /** By its path from the class path's root. */
  static Path resource(String path) {
    return MAIN.resolve("resources" + path);
  }

  /** All resources whose names end so. */
  static List<Path> resources(String end) {
    return files(RESOURCES, end);
  }

  static List<Path> files(Path folder, String end) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String resource) {
    return text(RESOURCES.resolve(resource));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All classes that have a source file of their own. */
  static List<Class<?>> types() {
    return files(JAVA, ".java").stream()
        .filter(source -> !source.endsWith("package-info.java"))
        .<Class<?>>map(Plugin::type)
        .toList();
  }

  private static Class<?> type(Path source) {
    String name = JAVA.relativize(source).toString().replace(".java", "").replace('/', '.');
    try {
      return Class.forName(PACKAGE + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static boolean isOurs(Class<?> type) {
    return type.getName().startsWith(PACKAGE + ".");
  }

  /** Where a class has its views, whether it is there or not. */
  static Path folder(Class<?> type) {
    String name = type.getName().substring(PACKAGE.length() + 1);
    return RESOURCES.resolve(name.replace('.', '/').replace('$', '/'));
  }
}
