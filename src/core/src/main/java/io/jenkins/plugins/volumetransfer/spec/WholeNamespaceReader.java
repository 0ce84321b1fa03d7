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
    boolean all = root.read(VolumeFields.ALL);
    Optional<String> selector = root.read(VolumeFields.SELECTOR);
    List<String> excludes = root.read(VolumeFields.EXCLUDE_CLAIMS);
    Optional<String> storageClass = root.read(VolumeFields.SOURCE_STORAGE_CLASS);
    Optional<String> workload = root.read(VolumeFields.WORKLOAD);
    if (!all) {
      for (SpecField<?> field :
          List.of(
              VolumeFields.SELECTOR,
              VolumeFields.EXCLUDE_CLAIMS,
              VolumeFields.SOURCE_STORAGE_CLASS,
              VolumeFields.WORKLOAD)) {
        if (root.has(field.name())) {
          throw root.wrong(field.name(), "goes only with `all: true`");
        }
      }
      return Optional.empty();
    }
    return Optional.of(
        new WholeNamespace(
            namespace("source", fromNamespace),
            namespace("destination", toNamespace),
            selector.orElse(""),
            excludes,
            storageClass,
            workload.map(text -> Workload.read(root.path(VolumeFields.WORKLOAD.name()), text))));
  }

  private static String namespace(String side, Optional<String> name) {
    return name.orElseThrow(
        () ->
            new SpecException(
                side + ".namespace", "is missing; `all: true` needs it to know which claims"));
  }

  static void selector(String field, String text) {
    if (!SELECTOR.matcher(text).matches()) {
      throw new SpecException(
          field, "is \"" + text + "\"; write a label selector, such as app=web,tier!=cache");
    }
  }

  static void glob(String field, String glob) {
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
