package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes up for the mount and network namespaces that a container has and a plain process has not.
 *
 * <p>The rule, applied once to each command, argument and environment value (after {@code $(NAME)}
 * was replaced), and to the text of ConfigMap files whose names do not end in {@code .sh}:
 *
 * <ul>
 *   <li>A path that is a mount path, or is below one, gets the container's own root directory put
 *       before it: {@code /data/a} becomes {@code ROOT/data/a} when {@code /data} is a mount path.
 *   <li>A path that has a mount path below it gets the same, but only if it is named exactly
 *       ({@code /volumes} or {@code /volumes/}, when {@code /volumes/a} is a mount path): {@code
 *       /usr/bin} must stay what it is even if something is mounted at {@code /usr/share/x}.
 *   <li>The path of the termination log becomes that of a real file.
 *   <li>The words {@code localhost} and {@code 127.0.0.1} become the pod's address.
 * </ul>
 *
 * <p>A path counts only where it begins: not after a letter, a digit, one of {@code . - _ / ) }} .
 * Scripts and Secrets are never changed: a script that is to run here takes its paths and addresses
 * from its environment.
 */
final class Translation {

  private static final String NOT_INSIDE_A_PATH = "(?<![\\w.\\-/)}])";
  private static final String NOT_INSIDE_A_NAME = "(?<![\\w.\\-])";

  private final Path root;
  private final String address;
  private final String terminationPath;
  private final Path terminationLog;
  private final Pattern pattern;

  Translation(
      Path root,
      Collection<String> mountPaths,
      String address,
      String terminationPath,
      Path terminationLog) {
    this.root = root;
    this.address = address;
    this.terminationPath = terminationPath;
    this.terminationLog = terminationLog;
    Set<String> mounts = mountPaths.stream().map(Translation::plain).collect(Collectors.toSet());
    Set<String> ancestors = new TreeSet<>();
    mounts.forEach(mount -> addAncestors(mount, ancestors));
    ancestors.removeAll(mounts);
    String paths =
        "(?<log>"
            + Pattern.quote(terminationPath)
            + "(?![\\w.\\-/]))"
            + "|(?<mount>"
            + anyOf(mounts)
            + "(?![\\w.\\-]))"
            + "|(?<ancestor>"
            + anyOf(ancestors)
            + "(?=/?(?![\\w.\\-/])))";
    this.pattern =
        Pattern.compile(
            NOT_INSIDE_A_PATH
                + "(?:"
                + paths
                + ")"
                + "|"
                + NOT_INSIDE_A_NAME
                + "(?<host>localhost|127\\.0\\.0\\.1)(?![\\w\\-]|\\.\\w)");
  }

  String apply(String text) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(target(match.group())));
  }

  /** Where {@code path} of the container is on this machine. */
  Path locate(String path) {
    return root.resolve(plain(path).substring(1));
  }

  private String target(String found) {
    if (found.equals(terminationPath)) {
      return terminationLog.toString();
    }
    return found.startsWith("/") ? locate(found).toString() : address;
  }

  private static String plain(String path) {
    String normal = Path.of("/").resolve(path).normalize().toString();
    return normal.isEmpty() ? "/" : normal;
  }

  private static void addAncestors(String mount, Set<String> ancestors) {
    for (Path parent = Path.of(mount).getParent();
        parent != null && parent.getNameCount() > 0;
        parent = parent.getParent()) {
      ancestors.add(parent.toString());
    }
  }

  /** The longest first, because the first alternative that matches wins. */
  private static String anyOf(Collection<String> paths) {
    String alternatives =
        paths.stream()
            .filter(path -> !path.equals("/"))
            .sorted(Comparator.comparing(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return alternatives.isEmpty() ? "(?!)" : "(?:" + alternatives + ")";
  }
}
