package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a moment did to one file of the shared volume. */
sealed interface VolumeChange {

  String file();

  /** For people: a line. */
  String words();

  record Appears(String file, String content) implements VolumeChange {
    @Override
    public String words() {
      return "+ " + file + saying(content);
    }
  }

  record Becomes(String file, String before, String content) implements VolumeChange {
    @Override
    public String words() {
      return "~ " + file + saying(content);
    }
  }

  record Vanishes(String file, String before) implements VolumeChange {
    /** Of a lock it is enough to know that nobody holds it. */
    String how() {
      return before.startsWith("held") ? "free" : "removed";
    }

    @Override
    public String words() {
      return "- " + file + ": " + how();
    }
  }

  private static String saying(String content) {
    return content.isEmpty() ? "" : ": " + content;
  }

  /** In the order of the files' names. */
  static List<VolumeChange> between(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> files = new TreeSet<>(before.keySet());
    files.addAll(after.keySet());
    List<VolumeChange> changes = new ArrayList<>();
    for (String file : files) {
      if (!before.containsKey(file)) {
        changes.add(new Appears(file, after.get(file)));
      } else if (!after.containsKey(file)) {
        changes.add(new Vanishes(file, before.get(file)));
      } else if (!before.get(file).equals(after.get(file))) {
        changes.add(new Becomes(file, before.get(file), after.get(file)));
      }
    }
    return changes;
  }
}
