package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a user can do, in the words of what they use: a command line has commands, a Pipeline has
 * steps. Messages of core name fields of the spec, which are the same everywhere, and ask here for
 * all else.
 */
public interface Advice {
  /** Where nobody says what is used. */
  Advice PLAIN =
      new Advice() {
        @Override
        public String rights() {
          return "give its user a Role with these rights";
        }

        @Override
        public List<String> removal(RunId run, Collection<ObjectRef> objects) {
          return List.of("clean up run " + run + " in " + namespaces(objects));
        }

        @Override
        public String otherRun(RunId run, Collection<ObjectRef> objects) {
          return "wait for its end, or remove it: " + quoted(removal(run, objects));
        }
      };

  /** How to give rights that are missing and were just named; a half-sentence. */
  String rights();

  /**
   * What deletes what a run has left.
   *
   * @param objects some of them, at least one
   * @return one for each cluster that needs its own, ready to be copied
   */
  List<String> removal(RunId run, Collection<ObjectRef> objects);

  /**
   * What to do about another run of the same claims that may be at work or dead; a half-sentence.
   *
   * @param objects of it, at least one; those of both sides, so that nothing stays behind
   */
  String otherRun(RunId run, Collection<ObjectRef> objects);

  /** Each of {@link #removal} to be copied, in one sentence. */
  static String quoted(List<String> removals) {
    return removals.stream().collect(Collectors.joining("` and `", "`", "`"));
  }

  private static String namespaces(Collection<ObjectRef> objects) {
    return objects.stream()
        .map(ObjectRef::namespace)
        .distinct()
        .collect(Collectors.joining(", ", "namespace ", ""));
  }
}
