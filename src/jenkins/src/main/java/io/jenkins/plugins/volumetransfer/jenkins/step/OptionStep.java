package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferSettings;
import io.jenkins.plugins.volumetransfer.spec.Compression;
import io.jenkins.plugins.volumetransfer.spec.KeepPods;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What is copied, as text or field by field; a field stands above the text. The fields are those of
 * the catalogue, null while nobody wrote them. What is a map is an Object, see {@link
 * Arguments#map}.
 */
public abstract class OptionStep extends Step {
  /** The whole spec as YAML text. */
  @DataBoundSetter public String spec;

  @DataBoundSetter public SourceOption source;
  @DataBoundSetter public DestinationOption destination;
  @DataBoundSetter public List<VolumeOption> volumes;
  @DataBoundSetter public Boolean all;
  @DataBoundSetter public String selector;
  @DataBoundSetter public List<String> excludeClaims;
  @DataBoundSetter public String sourceStorageClass;
  @DataBoundSetter public String workload;
  @DataBoundSetter public Boolean create;
  @DataBoundSetter public String storageClass;
  @DataBoundSetter public Object storageClasses;
  @DataBoundSetter public NewClaimsOption newClaims;
  @DataBoundSetter public Boolean allowInUse;
  @DataBoundSetter public Boolean sourceReadWrite;

  @DataBoundSetter public Boolean delete;
  @DataBoundSetter public Integer maxDelete;
  @DataBoundSetter public Boolean acceptVanished;
  @DataBoundSetter public Boolean compress;
  @DataBoundSetter public Boolean hardLinks;
  @DataBoundSetter public Boolean acls;
  @DataBoundSetter public Boolean xattrs;
  @DataBoundSetter public Boolean sparse;
  @DataBoundSetter public Boolean numericIds;
  @DataBoundSetter public Boolean checksum;
  @DataBoundSetter public Boolean verify;
  @DataBoundSetter public String bandwidthLimit;
  @DataBoundSetter public String totalBandwidthLimit;
  @DataBoundSetter public Compression.Algorithm compressAlgorithm;
  @DataBoundSetter public Integer compressLevel;
  @DataBoundSetter public OwnersOption owners;
  @DataBoundSetter public List<String> rsyncOptions;
  @DataBoundSetter public List<String> excludes;

  @DataBoundSetter public Topology topology;
  @DataBoundSetter public PodPer podPer;
  @DataBoundSetter public Boolean nonRoot;
  @DataBoundSetter public Integer runAsUser;
  @DataBoundSetter public Integer runAsGroup;
  @DataBoundSetter public Integer fsGroup;
  @DataBoundSetter public Boolean networkPolicies;
  @DataBoundSetter public KeepPods keepPods;
  @DataBoundSetter public PodsOption pods;
  @DataBoundSetter public String image;
  @DataBoundSetter public String stunnelImage;
  @DataBoundSetter public ResourcesOption resources;

  @DataBoundSetter public Integer timeoutSeconds;
  @DataBoundSetter public Integer claimTimeoutSeconds;
  @DataBoundSetter public Integer tunnelTimeoutSeconds;
  @DataBoundSetter public Integer podStartTimeoutSeconds;
  @DataBoundSetter public Integer noProgressTimeoutSeconds;
  @DataBoundSetter public Integer retries;
  @DataBoundSetter public Integer retryDelaySeconds;
  @DataBoundSetter public Integer maxConcurrent;
  @DataBoundSetter public Boolean failFast;

  /** For text areas of the form, by the field's name. */
  public Map<String, String> getLines() {
    return FormFields.lines(this);
  }

  /**
   * The spec as docs/spec.md has it, with the fields of Jenkins' own in {@code source} and {@code
   * destination}; not yet read.
   *
   * @throws SpecException if the text is no YAML
   */
  ObjectNode tree() {
    ObjectNode fields = WrittenFields.tree(this);
    return fields.remove("spec") == null ? fields : Overlay.of(read(spec), fields);
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
      ObjectNode written = tree();
      ObjectNode usual = TransferSettings.get().specDefaults();
      if (written.at("/pods/image").isTextual()) {
        // The same field by its other name.
        usual.remove("image");
      }
      return PipelineSpec.of(Overlay.of(usual, written));
    } catch (SpecException e) {
      throw new TransferFailedException(TransferFailedException.INVALID_SPEC, e.getMessage());
    }
  }
}
