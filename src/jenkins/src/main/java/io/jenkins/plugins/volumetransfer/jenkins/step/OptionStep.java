package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferSettings;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What is copied, as text or field by field; a field stands above the text. */
public abstract class OptionStep extends Step {
  final WrittenFields given = new WrittenFields();
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

  public String getSpec() {
    return spec;
  }

  /** The whole spec as YAML text. */
  @DataBoundSetter
  public void setSpec(String spec) {
    this.spec = spec == null ? "" : spec;
  }

  public SourceOption getSource() {
    return given.get("source", null);
  }

  @DataBoundSetter
  public void setSource(SourceOption source) {
    given.put("source", source);
  }

  public DestinationOption getDestination() {
    return given.get("destination", null);
  }

  @DataBoundSetter
  public void setDestination(DestinationOption destination) {
    given.put("destination", destination);
  }

  public List<VolumeOption> getVolumes() {
    return given.get("volumes", List.of());
  }

  @DataBoundSetter
  public void setVolumes(List<VolumeOption> volumes) {
    given.put("volumes", volumes);
  }

  public boolean isAll() {
    return given.get("all", false);
  }

  @DataBoundSetter
  public void setAll(boolean all) {
    given.put("all", all);
  }

  public String getSelector() {
    return given.get("selector", "");
  }

  @DataBoundSetter
  public void setSelector(String selector) {
    given.put("selector", selector);
  }

  public List<String> getExcludeClaims() {
    return given.get("excludeClaims", List.of());
  }

  /** As lines, for the form. */
  public String getExcludeClaimsLines() {
    return FormLines.text(getExcludeClaims());
  }

  @DataBoundSetter
  public void setExcludeClaims(List<String> excludeClaims) {
    given.put("excludeClaims", excludeClaims);
  }
}
