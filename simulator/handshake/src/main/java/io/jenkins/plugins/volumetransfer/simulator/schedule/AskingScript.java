package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script that asks the scheduler also before a command that no shim could replace: a test of a
 * file, a redirection, a fork. {@code __line} is written before each, on the same line.
 */
final class AskingScript {
  private static final String ASK = "__line";

  /** What has to do with the shared volume or makes a process; each ends within its command. */
  private static final Pattern UNREPLACEABLE =
      Pattern.compile(
          "-e \\$|\\btest -f|\\$SECONDS|[<>] ?\\(|> ?\"\\$|<\"\\$\\w+-|[^&]&$|^ *trap (: USR1|'')|^ *(\\{ )?exec \\d");

  /** After these a list of commands begins. */
  private static final Pattern LIST_BEGINS =
      Pattern.compile("; |\\{ |\\b(?:if|elif|while|until|do|then|else) |^ *");

  /** What is no beginning of a command. */
  private static final Pattern CLOSES =
      Pattern.compile(" *(?:#.*|(?:done|fi|esac|\\})\\b.*|\\}.*)");

  private AskingScript() {}

  /** Line by line, with the same numbers. */
  static List<String> of(List<String> script) {
    List<String> asking = new ArrayList<>();
    String former = "";
    for (String line : script) {
      boolean isWithinCommand = former.endsWith("\\") || former.endsWith("|");
      asking.add(
          isWithinCommand || CLOSES.matcher(line).matches()
              ? line
              : asking(line, former.endsWith("&&")));
      former = line;
    }
    return asking;
  }

  /**
   * @param isConjunct whether it goes on with a list of {@code &&}
   */
  private static String asking(String line, boolean isConjunct) {
    NavigableSet<Integer> places = new TreeSet<>();
    Matcher found = UNREPLACEABLE.matcher(line);
    while (found.find()) {
      places.add(beginOfCommand(line, found.end() - 1));
    }
    StringBuilder asking = new StringBuilder(line);
    for (int place : places.descendingSet()) {
      boolean isWithinList =
          line.startsWith("&& ", place - 3) || isConjunct && line.substring(0, place).isBlank();
      asking.insert(place, ASK + (isWithinList ? " && " : "; "));
    }
    return asking.toString();
  }

  /** Of the one that has this place in it; after {@code ||}, of its list. */
  private static int beginOfCommand(String line, int place) {
    int test = line.lastIndexOf("[[ ", place);
    String before = line.substring(0, test > line.lastIndexOf(" ]]", place) ? test : place);
    int list = 0;
    Matcher begins = LIST_BEGINS.matcher(before);
    while (begins.find()) {
      list = begins.end();
    }
    int conjunction = before.lastIndexOf("&& ");
    return conjunction > list && before.indexOf("|| ", list) < 0 ? conjunction + 3 : list;
  }
}
