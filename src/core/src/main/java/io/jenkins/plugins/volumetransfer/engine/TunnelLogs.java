package io.jenkins.plugins.volumetransfer.engine;

import java.util.List;

/** The last lines of both stunnels; none where they can't be read. */
public record TunnelLogs(List<String> source, List<String> destination) {
  public TunnelLogs {
    source = List.copyOf(source);
    destination = List.copyOf(destination);
  }
}
