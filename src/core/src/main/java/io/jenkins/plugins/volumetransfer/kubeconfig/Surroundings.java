package io.jenkins.plugins.volumetransfer.kubeconfig;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a kubeconfig may reach out to: without these it must carry all it needs.
 *
 * @param variables of the environment
 * @param terminal whether somebody can be asked: standard input and output are a terminal
 * @param clock says when a login of a plugin has expired
 */
public record Surroundings(
    Map<String, String> variables, Optional<Path> home, boolean terminal, Clock clock) {
  private static final String HOME = "HOME";

  public static Surroundings ofProcess() {
    return of(System.getenv(), System.console() != null);
  }

  /** As Go finds the home directory: {@code HOME}, where there is one. */
  public static Surroundings of(Map<String, String> variables, boolean terminal) {
    String home = variables.getOrDefault(HOME, System.getProperty("user.home", ""));
    return new Surroundings(
        variables,
        Optional.of(home).filter(path -> !path.isEmpty()).map(Path::of),
        terminal,
        Clock.systemUTC());
  }
}
