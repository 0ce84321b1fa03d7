package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The globals of a pipeline: {@code params}, {@code env} and {@code currentBuild}. */
final class BuildGlobals implements Serializable {

  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Object> parameters;
  private final LinkedHashMap<String, String> environment;
  private final CurrentBuild currentBuild = new CurrentBuild();

  BuildGlobals(Map<String, ?> parameters, Map<String, String> environment) {
    this.parameters = new LinkedHashMap<>(parameters);
    this.environment = new LinkedHashMap<>(environment);
  }

  Optional<Object> find(String name) {
    return switch (name) {
      case "params" -> Optional.of(parameters);
      case "env" -> Optional.of(environment);
      case "currentBuild" -> Optional.of(currentBuild);
      default -> Optional.ofNullable(environment.get(name));
    };
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /** What processes of the build get, the parameters among them as text. */
  Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>();
    parameters.forEach((name, value) -> all.put(name, String.valueOf(value)));
    all.putAll(environment);
    return all;
  }

  CurrentBuild currentBuild() {
    return currentBuild;
  }

  /** What a script may read and set of its own build. */
  public static final class CurrentBuild implements Serializable {
    private static final long serialVersionUID = 1L;

    private String result;
    private String description;

    /** SUCCESS, UNSTABLE, FAILURE or ABORTED; null, as in Jenkins, until something has set it. */
    public String getResult() {
      return result;
    }

    /** A result can only get worse. */
    public void setResult(String worse) {
      if (result == null || Result.valueOf(worse).isWorseThan(Result.valueOf(result))) {
        result = Result.valueOf(worse).name();
      }
    }

    /** The same, SUCCESS as long as nothing went wrong. */
    public String getCurrentResult() {
      return result == null ? Result.SUCCESS.name() : result;
    }

    public String getDescription() {
      return description;
    }

    public void setDescription(String text) {
      description = text;
    }
  }
}
