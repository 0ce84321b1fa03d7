package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.Fields;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kubeconfig, or several as one: of entries with one name the first counts, whole, and so does
 * the first current context (kubernetes.io, "Merging kubeconfig files").
 */
public final class Kubeconfig {
  private record Entry(KubeconfigFile file, Fields fields) {}

  private final String label;
  private final Optional<String> current;
  private final Map<String, Entry> clusters;
  private final Map<String, Entry> users;
  private final Map<String, Entry> contexts;

  private Kubeconfig(String label, List<KubeconfigFile> files) {
    this.label = label;
    this.current =
        files.stream().map(KubeconfigFile::currentContext).flatMap(Optional::stream).findFirst();
    this.clusters = merged(files, KubeconfigFile::clusters);
    this.users = merged(files, KubeconfigFile::users);
    this.contexts = merged(files, KubeconfigFile::contexts);
  }

  /**
   * @param files at least one
   * @throws AccessException if one of them is no kubeconfig
   */
  public static Kubeconfig of(List<Path> files) {
    String names = String.join(", ", files.stream().map(Path::toString).toList());
    return new Kubeconfig("kubeconfig " + names, files.stream().map(KubeconfigFile::of).toList());
  }

  /**
   * @param label what it is, for messages
   * @throws AccessException if it is no kubeconfig
   */
  public static Kubeconfig of(String label, String text) {
    return new Kubeconfig(label, List.of(KubeconfigFile.ofText(label, text)));
  }

  private static Map<String, Entry> merged(
      List<KubeconfigFile> files, Function<KubeconfigFile, Map<String, Fields>> entries) {
    Map<String, Entry> all = new LinkedHashMap<>();
    for (KubeconfigFile file : files) {
      entries.apply(file).forEach((name, fields) -> all.putIfAbsent(name, new Entry(file, fields)));
    }
    return all;
  }

  /**
   * What a context says, by the files, programs and variables around it.
   *
   * @param context empty: the current one
   * @throws AccessException if anything of it can't be obeyed
   */
  public ServerAccess access(Optional<String> context, Surroundings around) {
    return access(context, Optional.of(around));
  }

  /**
   * What a context says, of a kubeconfig that may neither read a file nor run a program. No entry
   * may ask for that, not even one that is not used.
   *
   * @param context empty: the current one
   * @throws AccessException if anything of it can't be obeyed
   */
  public ServerAccess accessWithin(Optional<String> context) {
    clusters.values().forEach(Kubeconfig::refuseOutside);
    users.values().forEach(Kubeconfig::refuseOutside);
    return access(context, Optional.empty());
  }

  private static void refuseOutside(Entry entry) {
    entry.file().reading(() -> Outside.refuse(entry.fields()));
  }

  private ServerAccess access(Optional<String> asked, Optional<Surroundings> around) {
    String name = asked.or(() -> current).orElseThrow(this::noContext);
    Entry context = contexts.get(name);
    if (context == null) {
      throw new AccessException(
          label
              + (asked.isPresent() ? " has no context \"" : ": current-context: names \"")
              + name
              + (asked.isPresent() ? "\"; it has " : "\", which is not there; it has ")
              + (contexts.isEmpty() ? "none" : String.join(", ", contexts.keySet())));
    }
    Fields fields = context.fields();
    return context
        .file()
        .reading(
            () -> {
              Optional<Entry> user = named(fields, "user", users);
              Entry cluster =
                  named(fields, "cluster", clusters)
                      .orElseThrow(() -> fields.wrong("cluster", "is missing"));
              // Of objects, each spec says its own.
              Texts.of(fields, "namespace");
              fields.any("extensions");
              fields.refuseOthers();
              ClusterEntry server =
                  cluster
                      .file()
                      .reading(() -> ClusterEntry.read(cluster.file(), cluster.fields(), around));
              return user.map(
                      one ->
                          one.file()
                              .reading(
                                  () -> UserEntry.read(one.file(), one.fields(), server, around)))
                  .orElseGet(UserEntry::nobody)
                  .at(server);
            });
  }

  private AccessException noContext() {
    return new AccessException(
        label
            + (contexts.isEmpty()
                ? " has no context; write one with a cluster and a user, as `kubectl config"
                    + " set-context` does"
                : ": current-context: is missing; write it, or name a context: it has "
                    + String.join(", ", contexts.keySet())));
  }

  private static Optional<Entry> named(Fields context, String kind, Map<String, Entry> entries) {
    Optional<String> name = Texts.of(context, kind);
    if (name.isPresent() && !entries.containsKey(name.get())) {
      throw context.wrong(
          kind,
          "names \""
              + name.get()
              + "\", which is not among the "
              + kind
              + "s; they are "
              + (entries.isEmpty() ? "none" : String.join(", ", entries.keySet())));
    }
    return name.map(entries::get);
  }
}
