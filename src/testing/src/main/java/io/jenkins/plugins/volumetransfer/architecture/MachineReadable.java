package io.jenkins.plugins.volumetransfer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is written or read depends on no locale, no default encoding and no clock that can jump.
 * {@code String.formatted} has no locale; sources are searched for what it would do with numbers.
 */
public final class MachineReadable {
  /** The one place that asks the system what time it is. */
  private static final String CLOCK = "io.jenkins.plugins.volumetransfer.driver.SteadyClock";

  /** Compares the system's time with the stamp of another program: when a login expires. */
  private static final String STAMPS = "io.jenkins.plugins.volumetransfer.kubeconfig.Surroundings";

  /** By class: methods that follow the default locale, encoding or zone, or the system's clock. */
  private static final Map<String, Set<String>> CALLS =
      Map.ofEntries(
          Map.entry(
              "java.lang.String",
              Set.of(
                  "format(java.lang.String, [Ljava.lang.Object;)",
                  "toLowerCase()",
                  "toUpperCase()",
                  "getBytes()",
                  "<init>([B)",
                  "<init>([B, int, int)")),
          Map.entry("java.lang.System", Set.of("currentTimeMillis()")),
          Map.entry("java.nio.charset.Charset", Set.of("defaultCharset()")),
          Map.entry("java.util.Locale", Set.of("getDefault()")),
          Map.entry("java.util.TimeZone", Set.of("getDefault()")),
          Map.entry("java.util.Date", Set.of("<init>()")),
          Map.entry("java.time.ZoneId", Set.of("systemDefault()")),
          Map.entry("java.time.Instant", Set.of("now()")),
          Map.entry("java.time.LocalDate", Set.of("now()")),
          Map.entry("java.time.LocalDateTime", Set.of("now()")),
          Map.entry("java.time.ZonedDateTime", Set.of("now()")),
          Map.entry("java.time.OffsetDateTime", Set.of("now()")),
          Map.entry(
              "java.time.Clock",
              Set.of("systemUTC()", "systemDefaultZone()", "system(java.time.ZoneId)")),
          Map.entry("java.time.format.DateTimeFormatter", Set.of("ofPattern(java.lang.String)")),
          Map.entry("java.io.ByteArrayOutputStream", Set.of("toString()")),
          Map.entry("java.io.InputStreamReader", Set.of("<init>(java.io.InputStream)")),
          Map.entry("java.io.OutputStreamWriter", Set.of("<init>(java.io.OutputStream)")),
          Map.entry(
              "java.io.FileReader", Set.of("<init>(java.lang.String)", "<init>(java.io.File)")),
          Map.entry(
              "java.io.FileWriter",
              Set.of(
                  "<init>(java.lang.String)",
                  "<init>(java.io.File)",
                  "<init>(java.lang.String, boolean)",
                  "<init>(java.io.File, boolean)")),
          Map.entry(
              "java.lang.Process", Set.of("inputReader()", "errorReader()", "outputWriter()")),
          Map.entry("java.util.Scanner", Set.of("<init>(java.io.InputStream)")),
          Map.entry("java.util.Formatter", Set.of("<init>()", "<init>(java.lang.Appendable)")));

  /** Calls of any class that writes. */
  private static final Set<String> WRITERS =
      Set.of(
          "printf(java.lang.String, [Ljava.lang.Object;)",
          "format(java.lang.String, [Ljava.lang.Object;)",
          "<init>(java.io.OutputStream)",
          "<init>(java.io.OutputStream, boolean)",
          "<init>(java.lang.String)",
          "<init>(java.io.File)");

  private static final Set<String> NUMBERS =
      Set.of("java.text.DecimalFormat", "java.text.NumberFormat", "java.text.SimpleDateFormat");

  private MachineReadable() {}

  public static ArchRule rule() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(CLOCK)
        .and()
        .doNotHaveFullyQualifiedName(STAMPS)
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("follows the locale, the encoding or the clock") {
              @Override
              public boolean test(JavaAccess<?> access) {
                return isForbidden(access);
              }
            })
        .because(
            "a machine reads it: name Locale.ROOT and a charset, and take the time from a Clock"
                + " that is passed in");
  }

  private static boolean isForbidden(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String call = call(access);
    boolean writer =
        (owner.equals("java.io.PrintStream") || owner.equals("java.io.PrintWriter"))
            && WRITERS.contains(call);
    return writer || NUMBERS.contains(owner) || CALLS.getOrDefault(owner, Set.of()).contains(call);
  }

  private static String call(JavaAccess<?> access) {
    List<JavaClass> parameters =
        access.getTarget()
                instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget unit
            ? unit.getRawParameterTypes()
            : List.of();
    return parameters.stream()
        .map(JavaClass::getName)
        .collect(Collectors.joining(", ", access.getTarget().getName() + "(", ")"));
  }
}
