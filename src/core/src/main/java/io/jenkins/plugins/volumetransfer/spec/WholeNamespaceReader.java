package io.jenkins.plugins.volumetransfer.spec;

import java.nio.file.FileSystems;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The fields {@code all}, {@code selector} and {@code excludeClaims}. */
final class WholeNamespaceReader {
  private static final String KEY = "([A-Za-z0-9.-]+/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?";
  private static final String VALUE = "([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?";
  private static final String TERM =
      "\\s*(!?KEY|KEY\\s*(==?|!=)\\s*VALUE|KEY\\s+(in|notin)\\s*\\(\\s*VALUE(\\s*,\\s*VALUE)*\\s*\\))\\s*"
          .replace("KEY", KEY)
          .replace("VALUE", VALUE);

  /** Label selectors as kubectl takes them: terms with commas between. */
  private static final Pattern SELECTOR = Pattern.compile(TERM + "(," + TERM + ")*");

  private WholeNamespaceReader() {}

  static Optional<WholeNamespace> read(
      Fields root, Optional<String> fromNamespace, Optional<String> toNamespace) {
    boolean all = root.flag("all", false);
    Optional<String> selector = root.text("selector");
    List<String> excludes = root.texts("excludeClaims");
    if (!all) {
      if (selector.isPresent()) {
        throw new SpecException("selector", "goes only with `all: true`");
      }
      if (!excludes.isEmpty()) {
        throw new SpecException("excludeClaims", "goes only with `all: true`");
      }
      return Optional.empty();
    }
    selector
        .filter(text -> !SELECTOR.matcher(text).matches())
        .ifPresent(
            text -> {
              throw new SpecException(
                  "selector",
                  "is \"" + text + "\"; write a label selector, such as app=web,tier!=cache");
            });
    for (int i = 0; i < excludes.size(); i++) {
      checkGlob("excludeClaims[" + i + "]", excludes.get(i));
    }
    return Optional.of(
        new WholeNamespace(
            namespace("source", fromNamespace),
            namespace("destination", toNamespace),
            selector.orElse(""),
            excludes));
  }

  private static String namespace(String side, Optional<String> name) {
    return name.orElseThrow(
        () ->
            new SpecException(
                side + ".namespace", "is missing; `all: true` needs it to know which claims"));
  }

  private static void checkGlob(String field, String glob) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new SpecException(
          field, "is \"" + glob + "\"; write a claim's name or a glob, such as cache-*");
    }
    if (glob.isBlank()) {
      throw new SpecException(field, "is empty; write a claim's name or a glob, such as cache-*");
    }
  }

  /** Rules between these fields and the others. */
  static void check(WholeNamespace all, boolean oneCluster, List<VolumePair> volumes) {
    if (!volumes.isEmpty()) {
      throw new SpecException("all", "goes not with `volumes`; write one or the other");
    }
    if (oneCluster && all.from().equals(all.to())) {
      throw new SpecException(
          "destination.namespace",
          "is the source's own ("
              + all.to()
              + "), and each claim would be copied into itself; name another namespace or cluster");
    }
  }
}
