package io.jenkins.plugins.volumetransfer.jenkins.form;

import hudson.model.Describable;
import io.jenkins.plugins.volumetransfer.standin.Descriptors;
import java.beans.Introspector;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Binds what a form sends as Stapler does, with as much of it as our forms send: texts, switches,
 * numbers as texts, names of enums, objects of options and lists of them.
 */
public final class Form {
  private Form() {}

  /** A request that binds; it refuses all else, so that no form gets an answer made up here. */
  public static StaplerRequest2 request() {
    return (StaplerRequest2)
        Proxy.newProxyInstance(
            Form.class.getClassLoader(),
            new Class<?>[] {StaplerRequest2.class},
            (self, method, arguments) -> {
              if (!method.getName().equals("bindJSON")) {
                throw new UnsupportedOperationException("no form asks for " + method.getName());
              }
              JSONObject form = (JSONObject) arguments[1];
              if (arguments[0] instanceof Class<?> type) {
                return instance(type, form);
              }
              set(arguments[0], form);
              return null;
            });
  }

  private static Object instance(Class<?> type, JSONObject form) throws Exception {
    Constructor<?> constructor =
        Stream.of(type.getConstructors())
            .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
            .findFirst()
            .orElseThrow();
    Object[] values =
        Stream.of(constructor.getParameters())
            .map(parameter -> form.optString(parameter.getName()))
            .toArray();
    Object instance = constructor.newInstance(values);
    set(instance, form);
    return instance;
  }

  /** Each key: to a field, of the class itself first, or else by a setter. */
  private static void set(Object instance, JSONObject form) throws Exception {
    Set<String> fields = new HashSet<>();
    for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(DataBoundSetter.class)
            && form.has(field.getName())
            && fields.add(field.getName())) {
          field.set(instance, value(field.getGenericType(), form.opt(field.getName())));
        }
      }
    }
    for (Method method : instance.getClass().getMethods()) {
      String name = Introspector.decapitalize(method.getName().replaceFirst("^set", ""));
      if (method.isAnnotationPresent(DataBoundSetter.class)
          && form.has(name)
          && !fields.contains(name)) {
        method.invoke(instance, value(method.getGenericParameterTypes()[0], form.opt(name)));
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object value(Type generic, Object sent) throws Exception {
    Class<?> type =
        (Class<?>) (generic instanceof ParameterizedType list ? list.getRawType() : generic);
    if (type == boolean.class || type == Boolean.class || type == String.class) {
      return sent;
    } else if (type == int.class) {
      return Integer.parseInt((String) sent);
    } else if (type == Integer.class) {
      return sent.equals("") ? null : Integer.valueOf((String) sent);
    } else if (type.isEnum()) {
      return Enum.valueOf((Class<Enum>) type, (String) sent);
    } else if (sent instanceof JSONObject form && Describable.class.isAssignableFrom(type)) {
      return Descriptors.of(type).newInstance(request(), form);
    } else if (type == List.class && sent instanceof List<?> all) {
      ParameterizedType list = (ParameterizedType) generic;
      List<Object> values = new ArrayList<>();
      for (Object each : all) {
        values.add(value(list.getActualTypeArguments()[0], each));
      }
      return values;
    }
    throw new IllegalArgumentException("Unable to convert " + sent + " to " + type);
  }
}
