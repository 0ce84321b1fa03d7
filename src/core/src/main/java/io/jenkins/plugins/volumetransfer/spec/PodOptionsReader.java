package io.jenkins.plugins.volumetransfer.spec;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;

/** The fields about pods: topology, images, resources. */
final class PodOptionsReader {
  private PodOptionsReader() {}

  static PodOptions read(Fields root) {
    PodOptions normal = PodOptions.DEFAULT;
    String image = image(root, "image", normal.rsyncImage());
    ContainerResources rsync = ContainerResources.NONE;
    ContainerResources stunnel = ContainerResources.NONE;
    Optional<Fields> resources = root.mapping("resources");
    if (resources.isPresent()) {
      rsync = resources.get().mapping("rsync").map(PodOptionsReader::resources).orElse(rsync);
      stunnel = resources.get().mapping("stunnel").map(PodOptionsReader::resources).orElse(stunnel);
      resources.get().refuseOthers();
    }
    return new PodOptions(
        root.choice("topology", normal.topology()),
        root.choice("podPer", normal.podPer()),
        root.flag("nonRoot", false) ? RunAs.NON_ROOT : RunAs.ROOT,
        image,
        image(root, "stunnelImage", image),
        rsync,
        stunnel);
  }

  private static String image(Fields root, String name, String otherwise) {
    String image = root.text(name).orElse(otherwise);
    if (image.isBlank() || image.chars().anyMatch(Character::isWhitespace)) {
      throw new SpecException(root.path(name), "is \"" + image + "\"; write an image reference");
    }
    return image;
  }

  private static ContainerResources resources(Fields container) {
    ContainerResources resources =
        new ContainerResources(quantities(container, "requests"), quantities(container, "limits"));
    container.refuseOthers();
    return resources;
  }

  private static Map<String, String> quantities(Fields container, String name) {
    Map<String, String> all = container.textMap(name);
    all.forEach(
        (resource, amount) -> {
          try {
            Quantity.getAmountInBytes(Quantity.parse(amount));
          } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SpecException(
                container.path(name) + "." + resource,
                "is \"" + amount + "\"; write a Kubernetes quantity, such as 500m or 256Mi");
          }
        });
    return all;
  }
}
