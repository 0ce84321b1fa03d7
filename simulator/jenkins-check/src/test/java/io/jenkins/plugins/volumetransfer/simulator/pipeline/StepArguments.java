package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import java.beans.Introspector;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.codehaus.groovy.reflection.ReflectionCache;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Makes a step of the arguments of a script, by its data-bound constructor, fields and setters. The
 * rules of what is turned into what, and the words for what can't be, are those of {@code
 * DescribableModel} in the plugin {@code structs}.
 */
public final class StepArguments<T> {

  private final Class<T> type;
  private final Constructor<T> constructor;
  private final Map<String, Setter> setters = new TreeMap<>();

  /** What a name is bound to: a field or a method. */
  private record Setter(Type type, Target target) {
    private interface Target {
      void set(Object instance, Object value) throws ReflectiveOperationException;
    }
  }

  private StepArguments(Class<T> type) {
    this.type = type;
    this.constructor = constructorOf(type);
    // A name that a class above has too is bound there.
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (field.isAnnotationPresent(DataBoundSetter.class)) {
          field.setAccessible(true);
          setters.put(field.getName(), new Setter(field.getGenericType(), field::set));
        }
      }
      for (Method method : each.getDeclaredMethods()) {
        if (method.isAnnotationPresent(DataBoundSetter.class)) {
          method.setAccessible(true);
          setters.put(
              Introspector.decapitalize(method.getName().substring("set".length())),
              new Setter(method.getGenericParameterTypes()[0], method::invoke));
        }
      }
    }
  }

  /** Of a class with a data-bound constructor. */
  public static <T> StepArguments<T> of(Class<T> type) {
    return new StepArguments<>(type);
  }

  @SuppressWarnings("unchecked")
  private static <T> Constructor<T> constructorOf(Class<T> type) {
    return (Constructor<T>)
        Arrays.stream(type.getConstructors())
            .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(type + " has no @DataBoundConstructor"));
  }

  /** Its names and types, those of the constructor first. */
  public Map<String, Type> parameters() {
    Map<String, Type> all = new LinkedHashMap<>();
    for (Parameter each : constructor.getParameters()) {
      all.put(each.getName(), each.getParameterizedType());
    }
    setters.forEach((name, setter) -> all.put(name, setter.type()));
    return all;
  }

  /**
   * The one argument that needs no name.
   *
   * @throws IllegalArgumentException when there is not exactly one that is required
   */
  String soleRequired() {
    if (constructor.getParameterCount() != 1) {
      throw new IllegalArgumentException("Arguments to " + type + " have to be explicitly named");
    }
    return constructor.getParameters()[0].getName();
  }

  /**
   * Makes an instance.
   *
   * @param warnings told of unknown names, which Jenkins passes over where a descriptor does not
   *     refuse them
   * @throws IllegalArgumentException when a value has the wrong type, or the class itself refuses
   *     one
   */
  public T instantiate(Map<String, ?> given, Consumer<String> warnings) {
    Map<String, Object> arguments = Collections.unmodifiableMap(given);
    TreeSet<String> unknown = new TreeSet<>(arguments.keySet());
    unknown.removeAll(parameters().keySet());
    if (!unknown.isEmpty()) {
      warnings.accept(
          "WARNING: Unknown parameter(s) found for class type '%s': %s"
              .formatted(type.getName(), String.join(",", unknown)));
    }
    try {
      T made = constructor.newInstance(constructorArguments(arguments, warnings));
      for (Map.Entry<String, Setter> setter : setters.entrySet()) {
        if (arguments.containsKey(setter.getKey())) {
          Type wanted = setter.getValue().type();
          Object value = arguments.get(setter.getKey());
          setter.getValue().target().set(made, coerce(setter.getKey(), wanted, value, warnings));
        }
      }
      return made;
    } catch (InvocationTargetException e) {
      throw failure(arguments, e.getCause());
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw failure(arguments, e);
    }
  }

  private IllegalArgumentException failure(Map<String, ?> arguments, Throwable cause) {
    return new IllegalArgumentException(
        "Could not instantiate %s for %s: %s".formatted(arguments, type.getName(), cause), cause);
  }

  private Object[] constructorArguments(Map<String, ?> arguments, Consumer<String> warnings) {
    List<Object> values = new ArrayList<>();
    for (Parameter each : constructor.getParameters()) {
      values.add(
          coerce(
              each.getName(),
              each.getParameterizedType(),
              arguments.get(each.getName()),
              warnings));
    }
    return values.toArray();
  }

  private Object coerce(String name, Type wanted, Object given, Consumer<String> warnings) {
    Class<?> raw = raw(wanted);
    Object value =
        wanted instanceof Class<?>
            ? ReflectionCache.getCachedClass(raw).coerceArgument(given)
            : given;
    if (value instanceof List<?> list && Collection.class.isAssignableFrom(raw)) {
      Type element =
          wanted instanceof ParameterizedType generic
              ? generic.getActualTypeArguments()[0]
              : Object.class;
      List<Object> coerced = new ArrayList<>();
      list.forEach(each -> coerced.add(coerce(name, element, each, warnings)));
      return coerced;
    }
    if (value == null || ReflectionCache.autoboxType(raw).isInstance(value)) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> nested = new LinkedHashMap<>();
      map.forEach((key, each) -> nested.put((String) key, each));
      return of(raw).instantiate(nested, warnings);
    }
    if (value instanceof String text) {
      return ofText(name, raw, text);
    }
    throw mismatch(name, wanted, value);
  }

  private Object ofText(String name, Class<?> raw, String text) {
    Class<?> boxed = ReflectionCache.autoboxType(raw);
    try {
      if (raw.isEnum()) {
        return Arrays.stream(raw.getEnumConstants())
            .filter(each -> ((Enum<?>) each).name().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No enum constant " + raw.getCanonicalName() + "." + text));
      }
      if (boxed == Integer.class) {
        return Integer.valueOf(text);
      }
      if (boxed == Long.class) {
        return Long.valueOf(text);
      }
      if (boxed == Boolean.class) {
        return Boolean.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw new ClassCastException(
          "%s.%s expects %s but was unable to coerce the received value \"%s\" to that type"
              .formatted(type.getName(), name, boxed, text));
    }
    throw mismatch(name, raw, text);
  }

  private ClassCastException mismatch(String name, Type wanted, Object value) {
    return new ClassCastException(
        "%s.%s expects %s but received %s"
            .formatted(type.getName(), name, wanted, value.getClass()));
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }
}
