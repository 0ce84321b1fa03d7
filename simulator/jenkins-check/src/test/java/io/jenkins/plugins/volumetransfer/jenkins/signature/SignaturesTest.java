package io.jenkins.plugins.volumetransfer.jenkins.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what the plugin is compiled against here is true of a real Jenkins. Method: reflection on
 * both; the real one is named by {@code -Djenkins.classpath=JAR:JAR:...}.
 */
class SignaturesTest {
  private static final Path SIGNATURES = Path.of("src/signatures/java");
  private static final Path PLUGIN = Path.of("../../src/jenkins/src/main/java");

  @TempDir private Path directory;

  /** All that stand in for classes of Jenkins. */
  private static List<Class<?>> ours() throws Exception {
    return classes(SIGNATURES).stream()
        .filter(type -> !type.getName().startsWith("io.jenkins.plugins.volumetransfer.standin"))
        .toList();
  }

  /** Of Jenkins, what the plugin's own classes are. */
  private static Set<String> extended() throws Exception {
    return classes(PLUGIN).stream()
        .flatMap(type -> Drift.supertypes(type).stream())
        .collect(Collectors.toSet());
  }

  private static List<Class<?>> classes(Path sources) throws Exception {
    List<Class<?>> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String name =
            sources.relativize(file).toString().replace(".java", "").replace(File.separator, ".");
        if (!name.endsWith("package-info")) {
          addWithInner(all, Class.forName(name, false, SignaturesTest.class.getClassLoader()));
        }
      }
    }
    return all;
  }

  private static void addWithInner(List<Class<?>> all, Class<?> type) {
    all.add(type);
    Stream.of(type.getDeclaredClasses()).forEach(each -> addWithInner(all, each));
  }

  @Test
  @DisplayName("our signatures are those of the Jenkins of -Djenkins.classpath")
  void real() throws Exception {
    String classpath = System.getProperty("jenkins.classpath", "");
    assumeFalse(classpath.isEmpty(), "no -Djenkins.classpath");
    List<URL> urls = new ArrayList<>();
    for (String entry : classpath.split(Pattern.quote(File.pathSeparator))) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader jenkins = loader(urls)) {
      assertThat(Drift.of(ours(), jenkins, extended())).isEmpty();
    }
  }

  @Test
  @DisplayName("compared with themselves, they have not drifted")
  void same() throws Exception {
    assertThat(ours()).hasSizeGreaterThan(20);
    assertThat(Drift.of(ours(), SignaturesTest.class.getClassLoader(), extended())).isEmpty();
  }

  @Test
  @DisplayName("each kind of drift is found, and what is only more is none")
  void drift() throws Exception {
    ClassLoader before =
        compiled(
            "before",
            """
            package p;
            public abstract class A implements Runnable {
              public int field;
              public A(String text) {}
              public static String one(int a) { return ""; }
              protected void two() {}
              public void three() {}
              public void same(java.util.List<String> all) throws java.io.IOException {}
              public abstract void own();
              void hidden() {}
            }
            """);
    Class<?> our = before.loadClass("p.A");
    assertThat(drift(our, "public abstract class A implements Runnable { ALL public int more; }"))
        .isEmpty();

    assertThat(drift(our, "public abstract class A { ALL }"))
        .containsExactly("p.A is no java.lang.Runnable");
    assertThat(drift(our, "public interface A extends Runnable {}"))
        .contains("p.A is another kind of type", "p.A has no constructor(java.lang.String)");
    assertThat(changed(our, "int field", "long field"))
        .containsExactly("p.A.field is no such field");
    assertThat(changed(our, "static String one", "String one"))
        .containsExactly("p.A: java.lang.String one(int) is public");
    assertThat(changed(our, "one(int a)", "one(long a)"))
        .containsExactly("p.A has no java.lang.String one(int)");
    assertThat(changed(our, "public void three", "void three"))
        .containsExactly("p.A has no void three()");
    assertThat(changed(our, "public void three() {}", "public void three() throws Exception {}"))
        .containsExactly("p.A: void three() throws [java.lang.Exception]");
    assertThat(changed(our, "public void three() {}", "public abstract void three();"))
        .containsExactly("p.A: void three() is abstract");
    assertThat(changed(our, "public int field;", "public int field; public abstract void x();"))
        .containsExactly("p.A has abstract void x() too");
    assertThat(Drift.of(List.of(our), loader(List.of()), Set.of("p.A")))
        .containsExactly("p.A is not there");
  }

  private static final String ALL =
      "public int field; public A(String text) {} public static String one(int a) { return \"\"; }"
          + " protected void two() {} public void three() {}"
          + " public void same(java.util.List<String> all) {} public abstract void own();";

  private List<String> changed(Class<?> our, String what, String instead) throws Exception {
    return drift(
        our, "public abstract class A implements Runnable {" + ALL.replace(what, instead) + "}");
  }

  private List<String> drift(Class<?> our, String source) throws Exception {
    String name = "after-" + Math.abs(source.hashCode());
    return Drift.of(
        List.of(our), compiled(name, "package p;\n" + source.replace("ALL", ALL)), Set.of("p.A"));
  }

  private ClassLoader compiled(String name, String source) throws IOException {
    Path sources = Files.createDirectories(directory.resolve(name + "-source"));
    Path classes = Files.createDirectories(directory.resolve(name));
    Path file = Files.writeString(sources.resolve("A.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean well =
          compiler
              .getTask(
                  errors,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-proc:none"),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      assertThat(well).as(errors.toString()).isTrue();
    }
    return loader(List.of(classes.toUri().toURL()));
  }

  private static URLClassLoader loader(List<URL> urls) {
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }
}
