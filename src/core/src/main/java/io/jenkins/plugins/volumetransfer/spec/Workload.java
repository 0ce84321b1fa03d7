package io.jenkins.plugins.volumetransfer.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What runs pods of one kind, as kubectl names it: {@code statefulset/postgresql}. */
public record Workload(Kind kind, String name) {
  /** What Kubernetes itself brings. */
  public enum Kind {
    STATEFULSET("apps", "StatefulSet", "sts"),
    DEPLOYMENT("apps", "Deployment", "deploy"),
    DAEMONSET("apps", "DaemonSet", "ds"),
    REPLICASET("apps", "ReplicaSet", "rs"),
    JOB("batch", "Job", "job"),
    CRONJOB("batch", "CronJob", "cj"),
    POD("", "Pod", "po");

    private final String group;
    private final String title;
    private final String shortName;

    Kind(String group, String title, String shortName) {
      this.group = group;
      this.title = title;
      this.shortName = shortName;
    }

    /** As objects name it. */
    public String title() {
      return title;
    }

    /** Of its API; empty: the core group. */
    public String group() {
      return group;
    }

    /** As rights name it. */
    public String resource() {
      return word() + "s";
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private boolean isWritten(String text) {
      return List.of(word(), resource(), shortName).contains(text.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * @param path of the field, for the error
   * @throws SpecException if it is no {@code KIND/NAME}
   */
  static Workload read(String path, String text) {
    int slash = text.indexOf('/');
    String name = text.substring(slash + 1);
    return Arrays.stream(Kind.values())
        .filter(kind -> slash > 0 && kind.isWritten(text.substring(0, slash)))
        .filter(kind -> ObjectName.isSubdomain(name))
        .findFirst()
        .map(kind -> new Workload(kind, name))
        .orElseThrow(
            () ->
                new SpecException(
                    path,
                    "is \""
                        + text
                        + "\"; write KIND/NAME, such as statefulset/postgresql, with one of the kinds "
                        + Arrays.stream(Kind.values())
                            .map(Kind::word)
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return kind.word() + "/" + name;
  }
}
