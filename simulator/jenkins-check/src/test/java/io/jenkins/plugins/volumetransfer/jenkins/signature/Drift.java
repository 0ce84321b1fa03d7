package io.jenkins.plugins.volumetransfer.jenkins.signature;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a class of ours says something else than the real one of its name. Ours may say less: only
 * what it says must be true. Types are compared by name, as the two come from two class loaders.
 */
final class Drift {
  private static final int PROTECTED = 1;
  private static final int PUBLIC = 2;

  private final ClassLoader real;
  private final Set<String> extended;
  private final List<String> found = new ArrayList<>();

  private Drift(ClassLoader real, Set<String> extended) {
    this.real = real;
    this.extended = extended;
  }

  /**
   * @param ours written by this project
   * @param real finds the real ones
   * @param extended names of those that the plugin extends, so that it must know all that is
   *     abstract
   * @return one line for each difference
   */
  static List<String> of(List<Class<?>> ours, ClassLoader real, Set<String> extended) {
    Drift drift = new Drift(real, extended);
    ours.forEach(drift::compare);
    return drift.found;
  }

  private void compare(Class<?> our) {
    try {
      compare(our, Class.forName(our.getName(), false, real));
    } catch (ClassNotFoundException e) {
      found.add(our.getName() + " is not there");
    } catch (LinkageError e) {
      found.add(our.getName() + " can't be looked at: " + e);
    }
  }

  private void compare(Class<?> our, Class<?> its) {
    String name = our.getName();
    if (our.isInterface() != its.isInterface() || our.isAnnotation() != its.isAnnotation()) {
      found.add(name + " is another kind of type");
    }
    if (Modifier.isAbstract(its.getModifiers()) && !Modifier.isAbstract(our.getModifiers())
        || Modifier.isFinal(its.getModifiers()) && !Modifier.isFinal(our.getModifiers())) {
      found.add(name + " is " + Modifier.toString(its.getModifiers()));
    }
    Set<String> supertypes = supertypes(its);
    supertypes(our).stream()
        .filter(type -> !supertypes.contains(type))
        .forEach(type -> found.add(name + " is no " + type));
    for (Field field : our.getDeclaredFields()) {
      if (visible(field.getModifiers()) && !field.isSynthetic()) {
        compare(name, field, its);
      }
    }
    // A protected constructor matters to who extends the class, and only then.
    int needed = extended.contains(name) ? PROTECTED : PUBLIC;
    for (Constructor<?> constructor : our.getDeclaredConstructors()) {
      if (access(constructor.getModifiers()) >= needed) {
        same(name, constructor, Stream.of(its.getDeclaredConstructors()));
      }
    }
    for (Method method : our.getDeclaredMethods()) {
      if (visible(method.getModifiers()) && !method.isSynthetic()) {
        same(name, method, methods(its).filter(each -> each.getName().equals(method.getName())));
      }
    }
    if (extended.contains(name)) {
      abstractOnes(our, its);
    }
  }

  /** Whoever extends ours must know of each. */
  private void abstractOnes(Class<?> our, Class<?> its) {
    Set<String> known = methods(our).map(Drift::signature).collect(Collectors.toSet());
    methods(its)
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> methods(its).noneMatch(other -> implementsIt(other, method)))
        .map(Drift::signature)
        .filter(signature -> !known.contains(signature))
        .distinct()
        .forEach(signature -> found.add(our.getName() + " has abstract " + signature + " too"));
  }

  private static boolean implementsIt(Method other, Method method) {
    return !Modifier.isAbstract(other.getModifiers()) && signature(other).equals(signature(method));
  }

  private void compare(String owner, Field our, Class<?> its) {
    Optional<Field> same =
        Stream.of(its.getDeclaredFields())
            .filter(each -> each.getName().equals(our.getName()))
            .findFirst();
    if (same.isEmpty()
        || !same.get().getType().getName().equals(our.getType().getName())
        || isStatic(same.get().getModifiers()) != isStatic(our.getModifiers())
        || !visible(same.get().getModifiers())) {
      found.add(owner + "." + our.getName() + " is no such field");
    }
  }

  private void same(String owner, Executable our, Stream<? extends Executable> theirs) {
    String signature = signature(our);
    Optional<? extends Executable> same =
        theirs.filter(each -> signature(each).equals(signature)).findFirst();
    if (same.isEmpty()) {
      found.add(owner + " has no " + signature);
      return;
    }
    Executable its = same.get();
    if (isStatic(its.getModifiers()) != isStatic(our.getModifiers())
        || access(its.getModifiers()) < access(our.getModifiers())) {
      found.add(owner + ": " + signature + " is " + Modifier.toString(its.getModifiers()));
    }
    if (!Modifier.isAbstract(our.getModifiers()) && Modifier.isAbstract(its.getModifiers())) {
      found.add(owner + ": " + signature + " is abstract");
    }
    if (!thrown(our).containsAll(thrown(its))) {
      found.add(owner + ": " + signature + " throws " + thrown(its));
    }
  }

  private static Set<String> thrown(Executable executable) {
    return Stream.of(executable.getExceptionTypes())
        .filter(type -> !RuntimeException.class.isAssignableFrom(type))
        .map(Class::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String signature(Executable executable) {
    String parameters =
        Arrays.stream(executable.getParameterTypes())
            .map(Class::getTypeName)
            .collect(Collectors.joining(", ", "(", ")"));
    return executable instanceof Method method
        ? method.getReturnType().getTypeName() + " " + method.getName() + parameters
        : "constructor" + parameters;
  }

  /** Its own and all that it inherits. */
  private static Stream<Method> methods(Class<?> type) {
    return types(type).stream()
        .filter(each -> each != Object.class)
        .flatMap(each -> Stream.of(each.getDeclaredMethods()))
        .filter(method -> visible(method.getModifiers()));
  }

  /** The names of all that a type is, but for itself. */
  static Set<String> supertypes(Class<?> type) {
    return types(type).stream()
        .skip(1)
        .map(Class::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The type itself first. */
  private static List<Class<?>> types(Class<?> type) {
    List<Class<?>> all = new ArrayList<>();
    all.add(type);
    if (type.getSuperclass() != null) {
      all.addAll(types(type.getSuperclass()));
    }
    for (Class<?> each : type.getInterfaces()) {
      all.addAll(types(each));
    }
    return all;
  }

  private static boolean isStatic(int modifiers) {
    return Modifier.isStatic(modifiers);
  }

  private static boolean visible(int modifiers) {
    return access(modifiers) > 0;
  }

  private static int access(int modifiers) {
    return Modifier.isPublic(modifiers) ? PUBLIC : Modifier.isProtected(modifiers) ? PROTECTED : 0;
  }
}
