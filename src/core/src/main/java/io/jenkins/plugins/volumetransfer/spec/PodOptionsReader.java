package io.jenkins.plugins.volumetransfer.spec;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields about pods: topology, users, images, resources, NetworkPolicies. */
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
    RunAs runAs = root.flag("nonRoot", false) ? RunAs.NON_ROOT : RunAs.ROOT;
    return new PodOptions(
        root.choice("topology", normal.topology()),
        root.choice("podPer", normal.podPer()),
        runAs,
        image,
        image(root, "stunnelImage", image),
        rsync,
        stunnel,
        ids(root, runAs),
        root.flag("networkPolicies", true) ? Isolation.NETWORK_POLICIES : Isolation.NONE);
  }

  /** Each follows the one before it, so that a user alone is enough. */
  private static PodIds ids(Fields root, RunAs runAs) {
    PodIds usual = PodIds.usual(runAs);
    OptionalLong user = root.number("runAsUser", runAs == RunAs.ROOT ? 0 : 1, PodIds.MAX, "");
    OptionalLong group = root.number("runAsGroup", 0, PodIds.MAX, "");
    OptionalLong fsGroup = root.number("fsGroup", 0, PodIds.MAX, "");
    if (runAs == RunAs.ROOT) {
      refuseWithRoot(root, "runAsUser", user);
      refuseWithRoot(root, "runAsGroup", group);
      return new PodIds(usual.user(), usual.group(), fsGroup);
    }
    long itsGroup = group.orElse(user.orElse(usual.group()));
    return new PodIds(
        user.orElse(usual.user()), itsGroup, OptionalLong.of(fsGroup.orElse(itsGroup)));
  }

  private static void refuseWithRoot(Fields root, String name, OptionalLong id) {
    if (id.isPresent() && id.getAsLong() != 0) {
      throw root.wrong(
          name,
          "is of pods that run without root, and these run as root; write `nonRoot: true` too");
    }
  }

  private static String image(Fields root, String name, String otherwise) {
    String image = root.text(name).orElse(otherwise);
    if (image.isBlank() || image.chars().anyMatch(Character::isWhitespace)) {
      throw root.wrong(name, "is \"" + image + "\"; write an image reference");
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
