package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/** Prints what the image of the transfer pods is built from. */
@Command(
    name = "image",
    description =
        "Print the Containerfile of the transfer pods' image, which no registry has. The pods take"
            + " any image with these programs.",
    footer = {
      "",
      "Build it, keep it where your nodes get images, and name it for all commands:",
      "  volume-transfer image | podman build --tag registry.example.com/team/transfer:1 -",
      "  podman push registry.example.com/team/transfer:1",
      "  export " + SpecInput.IMAGE_VARIABLE + "=registry.example.com/team/transfer:1"
    })
final class ImageCommand implements Runnable {
  private final Environment environment;

  ImageCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    try (InputStream file = ImageCommand.class.getResourceAsStream("Containerfile")) {
      environment.out().print(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      environment.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
