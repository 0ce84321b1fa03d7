package io.jenkins.plugins.volumetransfer.jenkins.page;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Snapshots as JSON: what a build keeps, and what its page asks for. A build of another version of
 * this plugin stays readable: a field that is missing is empty, one that is unknown is passed over.
 */
final class SnapshotJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
          .build();

  private SnapshotJson() {}

  static String of(RunSnapshot run) {
    return text(run);
  }

  /** What the page's script reads: whether to ask again, for what, and what to show. */
  static String of(boolean running, long until, List<RunSnapshot> runs) {
    return text(Map.of("running", running, "until", until, "runs", runs));
  }

  /** Empty: this is no snapshot, nor was it ever. */
  static Optional<RunSnapshot> read(String json) {
    try {
      return Optional.of(MAPPER.readValue(json, RunSnapshot.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of text and numbers are always written", e);
    }
  }
}
