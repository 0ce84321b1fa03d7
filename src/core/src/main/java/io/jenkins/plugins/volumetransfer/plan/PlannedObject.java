package io.jenkins.plugins.volumetransfer.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * An object that a transfer creates.
 *
 * @param comment what there is to say about it
 */
public record PlannedObject(HasMetadata object, Optional<String> comment) {

  /**
   * Without anything to say. Here, as a command's own methods are all loaded with the types that
   * they take, for {@code --help} too.
   */
  public static PlannedObject plain(HasMetadata object) {
    return new PlannedObject(object, Optional.empty());
  }
}
