package io.jenkins.plugins.volumetransfer.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.text.FileError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The spec that a command line describes: a file, flags, or a file with flags laid over it. */
public final class SpecInput {
  /** The environment's: the image where the spec names none. */
  public static final String IMAGE_VARIABLE = "VOLUME_TRANSFER_IMAGE";

  private static final String STDIN = "-";

  /** As much as the YAML parser takes. */
  private static final int MIB_MAX = 3;

  /** The file that is meant where a directory is named. */
  private static final String IN_DIRECTORY = "transfer.yaml";

  private final ParseResult flags;

  private SpecInput(ParseResult flags) {
    this.flags = flags;
  }

  /**
   * @param flags of a command that has {@link SpecFlags}
   * @param variables the environment's
   * @throws BadInput if they describe no valid transfer
   */
  public static TransferSpec read(
      ParseResult flags, InputStream stdin, Map<String, String> variables) {
    return new SpecInput(flags).read(stdin, variables.getOrDefault(IMAGE_VARIABLE, ""));
  }

  private TransferSpec read(InputStream stdin, String image) {
    SpecTree tree =
        value(SpecFlags.FILE)
            .map(file -> SpecTree.of(text(file, stdin), file.equals(STDIN) ? "stdin" : file))
            .orElseGet(SpecTree::empty);
    for (SpecFlag flag : SpecFlag.all()) {
      if (flags.hasMatchedOption(flag.flag())) {
        lay(flag, tree);
      }
    }
    ClaimPairs.of(values(SpecFlags.FROM), values(SpecFlags.TO)).layOver(tree);
    if (!image.isBlank() && !tree.saysImage()) {
      tree.set(List.of("image"), TextNode.valueOf(image), IMAGE_VARIABLE);
    }
    if (!tree.saysWhat()) {
      throw new BadInput(
          "nothing to copy: give --from NAMESPACE/CLAIM and --to NAMESPACE/CLAIM, a file by -f, or"
              + " --all");
    }
    return tree.read();
  }

  private static String text(String file, InputStream stdin) {
    Path named = named(Path.of(file));
    try {
      if (file.equals(STDIN)) {
        return decoded(named, stdin);
      }
      try (InputStream in = Files.newInputStream(named)) {
        return decoded(named, in);
      }
    } catch (NoSuchFileException e) {
      throw new BadInput("-f " + named + ": no such file");
    } catch (CharacterCodingException e) {
      throw new BadInput("-f " + named + ": not UTF-8 text");
    } catch (IOException e) {
      throw new BadInput("-f " + named + ": can't be read: " + FileError.why(e));
    }
  }

  /** Where a constructor of String would put signs of its own for what is not UTF-8. */
  private static String decoded(Path file, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes((MIB_MAX << 20) + 1);
    if (bytes.length > MIB_MAX << 20) {
      throw new BadInput("-f " + file + ": is larger than " + MIB_MAX + " MiB; name a spec");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** A mounted ConfigMap is a directory. */
  private static Path named(Path file) {
    return Files.isDirectory(file) ? file.resolve(IN_DIRECTORY) : file;
  }

  private void lay(SpecFlag flag, SpecTree tree) {
    JsonNode value =
        flag.type().accept(new FlagValue(flag.flag(), flags.matchedOption(flag.flag())));
    for (List<String> field : flag.fields()) {
      if (!flag.isOfBoth() || !ownCluster(field)) {
        tree.set(field, value, flag.flag());
      }
    }
  }

  /**
   * A side that is named by flags of its own is not meant by {@code --in-cluster}, or by others.
   */
  private boolean ownCluster(List<String> field) {
    String own = "--" + field.get(0);
    return field.get(1).equals("inCluster")
        ? flags.hasMatchedOption(own + "-kubeconfig") || flags.hasMatchedOption(own + "-context")
        : flags.matchedOptionValue(own + "-in-cluster", false);
  }

  private Optional<String> value(String option) {
    return values(option).stream().reduce((first, last) -> last);
  }

  private List<String> values(String option) {
    return flags.hasMatchedOption(option)
        ? flags.matchedOption(option).originalStringValues()
        : List.of();
  }
}
