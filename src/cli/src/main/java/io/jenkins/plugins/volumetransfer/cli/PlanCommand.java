package io.jenkins.plugins.volumetransfer.cli;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.cli.input.SpecFlags;
import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import io.jenkins.plugins.volumetransfer.manifest.Rbac;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.plan.PlannedObject;
import io.jenkins.plugins.volumetransfer.plan.PlannedObjects;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a transfer would create; asks no cluster. */
@Command(
    name = "plan",
    modelTransformer = SpecFlags.class,
    sortOptions = false,
    customSynopsis = {"volume-transfer plan [--rbac] [--side=SIDE] [OPTION OF transfer]..."},
    description = {
      "Print all that a transfer would create, as YAML, in the order of creation. Keys are made"
          + " anew for each run: none is printed, so the output is for reading and for `kubectl"
          + " apply --dry-run=server`, not for applying.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer plan --from app-3/postgresql --to app-4/postgresql",
      "  volume-transfer plan -f transfer.yaml --rbac --side source",
      "  volume-transfer plan -f transfer.yaml | kubectl apply --dry-run=server -f -"
    })
final class PlanCommand implements Runnable {
  private static final Pattern ACCOUNT = Pattern.compile("([^/]+)/([^/]+)");

  private final Environment environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rbac",
      description = "Print the Roles that a transfer needs instead.",
      order = 100)
  private boolean rbac;

  @Option(
      names = "--service-account",
      paramLabel = "NAMESPACE/NAME",
      description = "With --rbac: the account that gets the Roles, and their RoleBindings, too.",
      order = 101)
  private Optional<String> serviceAccount = Optional.empty();

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      description = "Only this side: source or destination.",
      order = 101)
  private Optional<Side> side = Optional.empty();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "As in transfer; it is part of all names.",
      converter = RunIdConverter.class,
      order = 102)
  private Optional<RunId> runId = Optional.empty();

  PlanCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    TransferSpec asked =
        SpecInput.read(
            spec.commandLine().getParseResult(), environment.in(), environment.variables());
    if (serviceAccount.isPresent() && !rbac) {
      throw new BadInput("--service-account goes only with --rbac; give both");
    }
    if (asked.all().isPresent() && !rbac) {
      throw new BadInput(
          "--all: plan asks no cluster, so it can't know the claims; name them by --from, or give"
              + " --rbac for the Roles");
    }
    List<PlannedObject> objects =
        rbac
            ? Plan.roles(asked, side)
            : PlannedObjects.of(
                asked,
                runId.orElseGet(() -> RunId.random(new SecureRandom())),
                environment.clock(),
                side);
    for (PlannedObject each : withAccount(asked, objects)) {
      environment.out().println("---");
      each.comment().ifPresent(comment -> environment.out().println("# " + comment));
      environment.out().print(yaml(each));
    }
    environment.out().flush();
  }

  /** Roles, and the account that gets them, where one is named. */
  private List<PlannedObject> withAccount(TransferSpec asked, List<PlannedObject> planned) {
    if (serviceAccount.isEmpty()) {
      return planned;
    }
    Matcher account = ACCOUNT.matcher(serviceAccount.get());
    if (!account.matches()) {
      throw new BadInput(
          "--service-account: is \"" + serviceAccount.get() + "\"; write NAMESPACE/NAME");
    }
    if (side.isEmpty() && !asked.withinOneCluster()) {
      throw new BadInput(
          "--service-account: it is in one cluster only; give --side, and each side its own");
    }
    return Stream.concat(
            planned.stream(),
            Rbac.bindings(
                    planned.stream().map(PlannedObject::object).toList(),
                    account.group(1),
                    account.group(2))
                .stream()
                .map(PlannedObject::plain))
        .toList();
  }

  private static String yaml(PlannedObject planned) {
    String text = Serialization.asYaml(planned.object());
    String document = text.startsWith("---\n") ? text.substring(4) : text;
    return document.endsWith("\n") ? document : document + "\n";
  }
}
