package io.jenkins.plugins.volumetransfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

/** The published schema of JSON lines, as an assertion. */
final class EventSchema {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JsonEvents.class.getResourceAsStream("events.schema.json"));

  private EventSchema() {}

  static <T extends JsonNode> T valid(T event) {
    assertThat(SCHEMA.validate(event)).as(event.toString()).isEmpty();
    return event;
  }

  static void assertInvalid(JsonNode event) {
    assertThat(SCHEMA.validate(event)).as(event.toString()).isNotEmpty();
  }
}
