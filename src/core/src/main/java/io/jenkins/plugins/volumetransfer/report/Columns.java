package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows of text in columns as wide as their widest cell, two spaces apart. */
public final class Columns {
  private final List<List<String>> rows = new ArrayList<>();

  public Columns row(String... cells) {
    rows.add(Stream.of(cells).map(PlainText::visible).toList());
    return this;
  }

  public List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = IntStream.range(0, columns).map(this::width).toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
