package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferSettings;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What is copied, as text or field by field; a field stands above the text. */
public abstract class OptionStep extends Step {
  private final WrittenFields given = new WrittenFields();
  private String spec = "";

  /**
   * The spec as docs/spec.md has it, with the fields of Jenkins' own in {@code source} and {@code
   * destination}; not yet read.
   *
   * @throws SpecException if the text is no YAML
   */
  ObjectNode tree() {
    ObjectNode fields = given.tree();
    if (spec.isBlank()) {
      return fields;
    }
    return Overlay.of(read(spec), fields);
  }

  /**
   * A whole spec in a field.
   *
   * @throws SpecException if it is none, or no YAML
   */
  static ObjectNode read(String spec) {
    JsonNode text;
    try {
      text = SpecReader.tree(spec);
    } catch (SpecException e) {
      throw new SpecException("spec", e.getMessage());
    }
    if (text instanceof ObjectNode fields) {
      return fields;
    }
    throw new SpecException("spec", "is no mapping of fields");
  }

  /**
   * The same with what the administrator has set, valid.
   *
   * @throws TransferFailedException with the first field that is wrong
   */
  final PipelineSpec asked() throws TransferFailedException {
    try {
      return PipelineSpec.of(Overlay.of(TransferSettings.get().specDefaults(), tree()));
    } catch (SpecException e) {
      throw new TransferFailedException(TransferFailedException.INVALID_SPEC, e.getMessage());
    }
  }

  final void give(String name, Object value) {
    given.put(name, value);
  }

  final boolean flag(String name, boolean otherwise) {
    return given.get(name, otherwise);
  }

  final String text(String name) {
    return given.get(name, "");
  }

  final List<String> texts(String name) {
    return given.get(name, List.of());
  }

  final Map<String, String> textMap(String name) {
    return given.get(name, Map.of());
  }

  /** Null where nothing is written, as a form's empty field is. */
  final Integer number(String name) {
    return given.get(name, null);
  }

  final <T> T option(String name, T otherwise) {
    return given.get(name, otherwise);
  }

  public String getSpec() {
    return spec;
  }

  /** The whole spec as YAML text. */
  @DataBoundSetter
  public void setSpec(String spec) {
    this.spec = spec == null ? "" : spec;
  }

  public SourceOption getSource() {
    return option("source", null);
  }

  @DataBoundSetter
  public void setSource(SourceOption source) {
    give("source", source);
  }

  public DestinationOption getDestination() {
    return option("destination", null);
  }

  @DataBoundSetter
  public void setDestination(DestinationOption destination) {
    give("destination", destination);
  }

  public List<VolumeOption> getVolumes() {
    return option("volumes", List.of());
  }

  @DataBoundSetter
  public void setVolumes(List<VolumeOption> volumes) {
    give("volumes", volumes);
  }

  public boolean isAll() {
    return flag("all", false);
  }

  @DataBoundSetter
  public void setAll(boolean all) {
    give("all", all);
  }

  public String getSelector() {
    return text("selector");
  }

  @DataBoundSetter
  public void setSelector(String selector) {
    give("selector", selector);
  }

  public List<String> getExcludeClaims() {
    return texts("excludeClaims");
  }

  /** As lines, for the form. */
  public String getExcludeClaimsLines() {
    return FormLines.text(getExcludeClaims());
  }

  @DataBoundSetter
  public void setExcludeClaims(List<String> excludeClaims) {
    give("excludeClaims", excludeClaims);
  }
}
