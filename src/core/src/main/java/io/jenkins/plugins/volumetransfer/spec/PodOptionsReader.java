package io.jenkins.plugins.volumetransfer.spec;

import java.util.Optional;
import java.util.OptionalLong;

/** The fields about pods. */
final class PodOptionsReader {
  private PodOptionsReader() {}

  static PodOptions read(Fields root, Optional<Fields> source, Optional<Fields> destination) {
    SidePods sources = SidePodsReader.read(root, source);
    SidePods destinations = SidePodsReader.read(root, destination);
    RunAs runAs = root.read(PodFields.NON_ROOT) ? RunAs.NON_ROOT : RunAs.ROOT;
    return new PodOptions(
        root.read(PodFields.TOPOLOGY),
        root.read(PodFields.POD_PER),
        runAs,
        sources,
        destinations,
        ids(root, runAs),
        root.read(PodFields.NETWORK_POLICIES) ? Isolation.NETWORK_POLICIES : Isolation.NONE,
        root.read(PodFields.KEEP_PODS));
  }

  /** Each follows the one before it, so that a user alone is enough. */
  private static PodIds ids(Fields root, RunAs runAs) {
    PodIds usual = PodIds.usual(runAs);
    OptionalLong user = root.read(PodFields.RUN_AS_USER);
    OptionalLong group = root.read(PodFields.RUN_AS_GROUP);
    OptionalLong fsGroup = root.read(PodFields.FS_GROUP);
    if (runAs == RunAs.ROOT) {
      refuseWithRoot(root, PodFields.RUN_AS_USER, user);
      refuseWithRoot(root, PodFields.RUN_AS_GROUP, group);
      return new PodIds(usual.user(), usual.group(), fsGroup);
    }
    if (user.orElse(usual.user()) == 0) {
      throw root.wrong(
          PodFields.RUN_AS_USER.name(), "is 0; write a whole number from 1 to " + PodIds.MAX);
    }
    long itsGroup = group.orElse(user.orElse(usual.group()));
    return new PodIds(
        user.orElse(usual.user()), itsGroup, OptionalLong.of(fsGroup.orElse(itsGroup)));
  }

  private static void refuseWithRoot(Fields root, SpecField<?> field, OptionalLong id) {
    if (id.isPresent() && id.getAsLong() != 0) {
      throw root.wrong(
          field.name(),
          "is of pods that run without root, and these run as root; write `nonRoot: true` too");
    }
  }
}
