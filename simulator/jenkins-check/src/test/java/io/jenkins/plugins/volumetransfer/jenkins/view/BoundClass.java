package io.jenkins.plugins.volumetransfer.jenkins.view;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A class that forms and Pipelines fill, with its views and helps as Jenkins finds them. */
record BoundClass(Class<?> type) {
  private static final Pattern FIELD =
      Pattern.compile("<f:(?:entry|property)[^>]* field=\"(\\w+)\"");
  private static final Pattern INCLUDE = Pattern.compile("<st:include [^>]*page=\"([\\w./-]+)\"");

  /** All of the plugin. */
  static List<BoundClass> all() {
    return Plugin.types().stream()
        .filter(type -> !Modifier.isAbstract(type.getModifiers()) && !fields(type).isEmpty())
        .map(BoundClass::new)
        .toList();
  }

  Set<String> fields() {
    return fields(type);
  }

  private static Set<String> fields(Class<?> type) {
    Set<String> fields = new TreeSet<>();
    for (Field field : type.getFields()) {
      if (field.isAnnotationPresent(DataBoundSetter.class)) {
        fields.add(field.getName());
      }
    }
    for (Method method : type.getMethods()) {
      if (method.isAnnotationPresent(DataBoundSetter.class)) {
        fields.add(field(method));
      }
    }
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
        Stream.of(constructor.getParameters()).map(Parameter::getName).forEach(fields::add);
      }
    }
    return fields;
  }

  /** Fields that data binding of forms does not know. */
  List<String> listsOfTexts() {
    return Stream.of(type.getFields())
        .filter(field -> field.isAnnotationPresent(DataBoundSetter.class))
        .filter(
            field ->
                field.getType() == Object.class
                    || field.getGenericType().getTypeName().endsWith("<java.lang.String>"))
        .map(Field::getName)
        .toList();
  }

  private static String field(Method setter) {
    String name = setter.getName().substring("set".length());
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** The fields that its form has entries for. */
  Set<String> entries() {
    Set<String> entries = new TreeSet<>();
    Matcher field = FIELD.matcher(views());
    while (field.find()) {
      entries.add(field.group(1));
    }
    return entries;
  }

  /** Its form, with the views that it includes. */
  String views() {
    return views("config.jelly");
  }

  private String views(String page) {
    StringBuilder all =
        new StringBuilder(
            beside(page)
                .map(Plugin::text)
                .orElseThrow(() -> new AssertionError(type + " has no view " + page)));
    Matcher include = INCLUDE.matcher(all.toString());
    while (include.find()) {
      all.append(views(include.group(1)));
    }
    return all.toString();
  }

  /**
   * A file of the class, or else of the nearest class above it that has one; or any by its path.
   */
  Optional<Path> beside(String file) {
    if (file.startsWith("/")) {
      return Optional.of(Plugin.resource(file));
    }
    for (Class<?> each = type; Plugin.isOurs(each); each = each.getSuperclass()) {
      Path path = Plugin.folder(each).resolve(file);
      if (Files.exists(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** The same of what is built, with the files that are made by the build. */
  Optional<URL> resource(String file) {
    return Stream.<Class<?>>iterate(type, Plugin::isOurs, Class::getSuperclass)
        .map(each -> each.getResource(each.getSimpleName() + "/" + file))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The class that describes it. */
  Class<?> descriptor() {
    return Stream.of(type.getClasses())
        .filter(each -> each.getSimpleName().equals("DescriptorImpl"))
        .findFirst()
        .orElse(type);
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
