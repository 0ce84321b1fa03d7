package io.jenkins.plugins.volumetransfer.simulator.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tree as {@code tree-listing.sh} saw it: of each path all that a copy should keep. Hard links
 * are told by the first path, in byte order, that names the same file.
 *
 * <p>Paths are bytes on Linux; here each char is one byte (ISO 8859-1), so that none gets lost.
 */
public record TreeListing(SortedMap<String, String> entries, long bytes) {
  private static final int INODE = 6;
  private static final int SIZE = 4;

  /**
   * @param listing the script's output
   * @throws IllegalArgumentException if it is cut off
   */
  public static TreeListing parse(byte[] listing) {
    String[] texts = new String(listing, StandardCharsets.ISO_8859_1).split("\0", -1);
    SortedMap<String, String[]> attributes = new TreeMap<>();
    Map<String, String> targets = new HashMap<>();
    int i = 0;
    while (i + 2 < texts.length && !texts[i].isEmpty()) {
      attributes.put(texts[i], texts[i + 1].split(" "));
      targets.put(texts[i], texts[i + 2]);
      i += 3;
    }
    if (i >= texts.length || !texts[i].isEmpty()) {
      throw new IllegalArgumentException("the listing is cut off after " + i + " texts");
    }
    Map<String, String> sums = new HashMap<>();
    for (String line : List.of(texts).subList(i + 1, texts.length)) {
      if (!line.isEmpty()) {
        sums.put(
            line.substring(line.indexOf(' ') + 2).replaceFirst("^\\./", ""), line.split(" ")[0]);
      }
    }
    return of(attributes, targets, sums);
  }

  private static TreeListing of(
      SortedMap<String, String[]> attributes,
      Map<String, String> targets,
      Map<String, String> sums) {
    SortedMap<String, String> entries = new TreeMap<>();
    Map<String, String> firstPaths = new HashMap<>();
    long bytes = 0;
    for (Map.Entry<String, String[]> entry : attributes.entrySet()) {
      String path = entry.getKey();
      String[] found = entry.getValue();
      String text = String.join(" ", List.of(found).subList(0, INODE));
      if (found[0].equals("l")) {
        text += " -> " + targets.get(path);
      } else if (!found[0].equals("d")) {
        text += " same as " + firstPaths.computeIfAbsent(found[INODE], inode -> path);
        if (found[0].equals("f")) {
          if (!sums.containsKey(path)) {
            throw new IllegalArgumentException("the listing has no checksum of " + path);
          }
          text += " sha256 " + sums.get(path);
          bytes += Long.parseLong(found[SIZE]);
        }
      }
      entries.put(path, text);
    }
    return new TreeListing(entries, bytes);
  }

  /** What differs, one line each: what is only here, only there, or not the same. */
  public List<String> differences(TreeListing other) {
    List<String> all = new ArrayList<>();
    entries.forEach(
        (path, entry) -> {
          String there = other.entries.get(path);
          if (there == null) {
            all.add("missing: " + path);
          } else if (!there.equals(entry)) {
            all.add("different: " + path + ": " + entry + " / " + there);
          }
        });
    other.entries.keySet().stream()
        .filter(path -> !entries.containsKey(path))
        .forEach(path -> all.add("additional: " + path));
    return all;
  }
}
