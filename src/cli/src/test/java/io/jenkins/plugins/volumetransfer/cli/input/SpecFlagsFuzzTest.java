package io.jenkins.plugins.volumetransfer.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.testing.SearchBudget;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Goal: whatever is written as options, it is a spec or refused in a sentence. Method: seeded
 * options and values, good and bad; {@code -Dfuzz.specs=1000000} makes more of them.
 */
class SpecFlagsFuzzTest {
  private static final int COUNT = Integer.getInteger("fuzz.specs", 1_000);
  private static final long SEED = Long.getLong("fuzz.seed", 12);

  private static final List<String> VALUES =
      List.of(
          "a",
          "a/b",
          "a/b:c",
          "b/a",
          "a/b:/c",
          "",
          " ",
          "/",
          "a/",
          ":",
          "ü",
          "\u001b[31m",
          "1",
          "0",
          "-1",
          "99999999999999999999",
          "1.5",
          "50M",
          "1h",
          "true",
          "no",
          "null",
          "auto",
          "node-port",
          "SINGLE",
          "single",
          "cpu=1",
          "cpu=",
          "=",
          "a=b",
          "[::1]:1",
          "h:65536",
          "*",
          "[z-a]",
          "app=x",
          "{",
          "- x",
          "'",
          "\"",
          "#",
          "&a",
          "*a",
          "a".repeat(300),
          "\n",
          "\t");

  private static final List<String> OPTIONS =
      Stream.concat(
              Stream.of("--from", "--to"),
              SpecFlag.all().stream().flatMap(flag -> flag.names().stream()))
          .toList();

  @Test
  @Tag("search")
  @DisplayName("nothing but the clear refusals comes out")
  void fuzz() {
    Random random = new Random(SEED);
    CommandSpec spec = new SpecFlags().transform(CommandSpec.create().name("test"));
    SearchBudget budget = SearchBudget.ofProperty();
    int taken = 0;
    int i = 0;
    for (; i < COUNT && !budget.isSpent(); i++) {
      List<String> arguments = arguments(random);
      try {
        SpecInput.read(
            new CommandLine(spec).parseArgs(arguments.toArray(String[]::new)),
            InputStream.nullInputStream(),
            Map.of());
        taken++;
      } catch (BadInput | SpecException | ParameterException e) {
        if (String.valueOf(e.getMessage()).contains("Exception")) {
          fail("fuzz.seed=" + SEED + ", number " + i + ": " + arguments, e);
        }
      } catch (RuntimeException e) {
        fail("fuzz.seed=" + SEED + ", number " + i + ": " + arguments, e);
      }
    }
    assertThat(taken).as("some must be taken, or nothing is shown").isPositive();
    System.out.println("options " + i + " exceptions 0 (taken " + taken + ")");
    System.out.println(budget.covered(i, COUNT, "options"));
  }

  private static List<String> arguments(Random random) {
    List<String> all = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      all.add("--from=a/b");
      all.add("--to=c/d");
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      String option = OPTIONS.get(random.nextInt(OPTIONS.size()));
      String value = VALUES.get(random.nextInt(VALUES.size()));
      switch (random.nextInt(3)) {
        case 0 -> all.add(option);
        case 1 -> all.add(option + "=" + value);
        default -> {
          all.add(option);
          all.add(value);
        }
      }
    }
    return all;
  }
}
