package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step copies, in a few words, for the views that show a build's steps. */
final class CopyLabel {
  /** As much as Pipeline's own steps give to a label. */
  private static final int CHARACTERS_MAX = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The arguments that say it. */
  private static final List<String> SAYING =
      List.of("spec", "source", "destination", "volumes", "all");

  private CopyLabel() {}

  /**
   * @param arguments as the Pipeline has them, maybe wrong, maybe shortened by Jenkins
   * @return empty: they do not say
   */
  static Optional<String> of(Map<String, Object> arguments) {
    Map<String, Object> saying = new LinkedHashMap<>(arguments);
    saying.keySet().retainAll(SAYING);
    try {
      ObjectNode fields = JSON.valueToTree(saying);
      String spec = fields.path("spec").asText("");
      fields.remove("spec");
      ObjectNode tree = spec.isBlank() ? fields : Overlay.of(OptionStep.read(spec), fields);
      return Optional.of(of(PipelineSpec.of(tree)));
    } catch (SpecException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code app-3/postgresql to app-4/postgresql}, or {@code app-3: 5 claims to app-4}. */
  static String of(PipelineSpec asked) {
    List<VolumePair> volumes = asked.spec().volumes();
    String text =
        volumes.size() == 1
            ? volumes.get(0).from() + " to " + volumes.get(0).to()
            : namespaces(asked, Side.SOURCE)
                + (asked.spec().all().isPresent() ? "all" : volumes.size())
                + " claims"
                + namespaces(asked, Side.DESTINATION);
    return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX - 1) + "…";
  }

  /** Empty where it would be more than one. */
  private static String namespaces(PipelineSpec asked, Side side) {
    List<String> all = asked.namespaces(side);
    if (all.size() != 1) {
      return "";
    }
    return side == Side.SOURCE ? all.get(0) + ": " : " to " + all.get(0);
  }
}
