package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.spec.SpecSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what an editor needs to know of specs. */
@Command(
    name = "spec",
    description = "Print what the fields of a transfer in YAML are.",
    footer = {
      "",
      "Example, for a file that begins with\n# yaml-language-server: $schema=volume-transfer.schema.json:",
      "  volume-transfer spec --schema > volume-transfer.schema.json"
    })
final class SpecCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = "--schema",
      required = true,
      description = "As a JSON Schema, by which editors complete and check a spec.")
  private boolean schema;

  SpecCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    environment.out().println(SpecSchema.schema().toPrettyString());
    environment.out().flush();
  }
}
