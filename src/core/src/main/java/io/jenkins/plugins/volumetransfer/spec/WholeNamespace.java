package io.jenkins.plugins.volumetransfer.spec;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The claims of a namespace that go to claims of the same names in another. Which they are is known
 * once the claims have been listed.
 *
 * @param selector label selector of the source claims, as kubectl takes it; empty: all
 * @param excludes names or globs ({@code *}, {@code ?}, {@code [a-c]}, {@code {a,b}}) of claims to
 *     leave out
 * @param storageClass only claims of this class; empty: of any
 * @param workload only claims that it uses; empty: all
 */
public record WholeNamespace(
    String from,
    String to,
    String selector,
    List<String> excludes,
    Optional<String> storageClass,
    Optional<Workload> workload) {
  public WholeNamespace {
    excludes = List.copyOf(excludes);
  }

  /**
   * The volumes, sorted by name.
   *
   * @param claims names of the source claims that the selector selects
   */
  public List<VolumePair> volumes(Collection<String> claims) {
    return claims.stream()
        .filter(claim -> excludes.stream().noneMatch(glob -> matches(glob, claim)))
        .sorted()
        .map(claim -> new VolumePair(new ClaimRef(from, claim, ""), new ClaimRef(to, claim, "")))
        .toList();
  }

  private static boolean matches(String glob, String claim) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(claim));
  }
}
