package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.Owners;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a verification compares: all that the options of the copy have asked rsync to keep. */
record Comparison(TransferSpec spec, Transfer transfer) {
  /** The tools that could list them are no part of the image. */
  private static final String NEVER = "copied, but never compared";

  /** Of the rsync containers, for {@code listing.sh} and {@code verify.sh}. */
  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("VERIFY", "yes");
    variables.put("COMPARE_OWNERS", word(comparesOwners()));
    variables.put("COMPARE_HARD_LINKS", hardLinks());
    variables.put("COMPARE_ADDITIONAL", word(rsync().deletes()));
    variables.put("NOT_COMPARED", String.join(", ", notCompared()));
    return variables;
  }

  /** Whether pods read {@code left-out}: links that were not copied are not to be restored. */
  boolean isNeeded() {
    return spec.verify() || !root();
  }

  /**
   * The file {@code left-out}: an expression of find(1), a word a line, true of what is skipped.
   */
  String leftOut() {
    List<String> patterns = new ArrayList<>();
    if (RsyncConfig.knowsLostAndFound(transfer)) {
      patterns.add(RsyncConfig.LOST_AND_FOUND);
    }
    patterns.addAll(rsync().excludes());
    List<String> words = new ArrayList<>(ExcludePatterns.asFindExpression(patterns));
    if (!root()) {
      // The top belongs to who made the volume, and keeps its mode and times.
      words.addAll(List.of("-o", "-path", ".", "-o", "-type", "b", "-o", "-type", "c"));
    }
    words.forEach(ConfigText::value);
    return String.join("\n", words) + "\n";
  }

  /** Whether the source's pod reads the file {@code owners}. */
  boolean mapsOwners() {
    return spec.verify() && !rsync().owners().same();
  }

  /**
   * The file {@code owners}: a script of sed(1) that turns owners at the source into those at the
   * destination, in the facts that {@code listing.sh} tells of its files.
   */
  String owners() {
    StringBuilder script = new StringBuilder();
    rsync()
        .owners()
        .users()
        .forEach((from, to) -> script.append(substitution("", from, ":", to + ":", "groups")));
    script.append(":groups\n");
    rsync()
        .owners()
        .groups()
        .forEach((from, to) -> script.append(substitution("[0-9]+:", from, " ", to + " ", "")));
    return script.toString();
  }

  /** The first that fits counts, as with rsync. */
  private static String substitution(
      String before, String from, String after, String to, String next) {
    return ConfigText.of(
        "s|(//. [0-7]+ %s)%s%s|\\1%s|\nt%s\n",
        before, from.equals(Owners.ANY) ? "[0-9]+" : from, after, to, next);
  }

  /** For people: what is left out, and the option that is why. */
  private List<String> notCompared() {
    List<String> all = new ArrayList<>();
    if (!root()) {
      all.add(
          "owners, devices, the top directory itself, and hard links of anything but files"
              + " (nonRoot: true)");
    } else if (!rsync().has(Flag.NUMERIC_IDS)) {
      all.add("owners (numericIds: false)");
    }
    if (!rsync().has(Flag.HARD_LINKS)) {
      all.add("hard links (hardLinks: false)");
    }
    if (!rsync().deletes()) {
      all.add("what is only at the destination (delete: false)");
    }
    if (!rsync().excludes().isEmpty()) {
      all.add("what is excluded (excludes)");
    }
    all.add("ACLs (" + (rsync().has(Flag.ACLS) ? NEVER : "acls: false") + ")");
    all.add("extended attributes (" + (rsync().has(Flag.XATTRS) ? NEVER : "xattrs: false") + ")");
    return all;
  }

  /** Without root, links are made anew once they are copied. */
  private String hardLinks() {
    return rsync().has(Flag.HARD_LINKS) && !root() ? "files" : word(rsync().has(Flag.HARD_LINKS));
  }

  private boolean comparesOwners() {
    return root() && rsync().has(Flag.NUMERIC_IDS);
  }

  private boolean root() {
    return spec.pods().runAs() == RunAs.ROOT;
  }

  private RsyncOptions rsync() {
    return spec.rsync();
  }

  private static String word(boolean wanted) {
    return wanted ? "yes" : "no";
  }
}
