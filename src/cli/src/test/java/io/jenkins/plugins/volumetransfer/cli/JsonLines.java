package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.volumetransfer.report.JsonEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What {@code --output json} prints, read back. */
public final class JsonLines {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JsonEvents.class.getResourceAsStream("events.schema.json"));

  private JsonLines() {}

  /** The lines, each of which must be valid by the published schema, unknown fields refused. */
  public static List<JsonNode> read(String out) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : out.lines().toList()) {
      JsonNode event = new ObjectMapper().readTree(line);
      assertThat(SCHEMA.validate(event)).as(line).isEmpty();
      events.add(event);
    }
    return events;
  }
}
