package io.jenkins.plugins.volumetransfer.jenkins.page;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * A request with its headers, and what was answered. It refuses what no page of ours calls, so that
 * a new call fails here instead of getting an answer made up.
 */
final class Exchange {
  private final Map<String, String> asked;
  private final Map<String, String> parameters;
  private final Map<String, String> headers = new HashMap<>();
  private final StringWriter body = new StringWriter();
  private int status = 200;

  Exchange(Map<String, String> headers) {
    this(headers, Map.of());
  }

  Exchange(Map<String, String> headers, Map<String, String> parameters) {
    this.asked = headers;
    this.parameters = parameters;
  }

  StaplerRequest2 request() {
    return proxy(
        StaplerRequest2.class,
        (method, arguments) -> {
          if (method.equals("getHeader")) {
            return asked.get((String) arguments[0]);
          } else if (method.equals("getParameter")) {
            return parameters.get((String) arguments[0]);
          }
          throw new UnsupportedOperationException("no page asks for " + method);
        });
  }

  StaplerResponse2 response() {
    PrintWriter writer = new PrintWriter(body, true);
    return proxy(
        StaplerResponse2.class,
        (method, arguments) -> {
          switch (method) {
            case "getWriter":
              return writer;
            case "setStatus":
              status = (Integer) arguments[0];
              return null;
            case "setHeader":
              headers.put((String) arguments[0], (String) arguments[1]);
              return null;
            case "setContentType":
              headers.put("Content-Type", (String) arguments[0]);
              return null;
            default:
              throw new UnsupportedOperationException("no page asks for " + method);
          }
        });
  }

  int status() {
    return status;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  String body() {
    return body.toString();
  }

  @FunctionalInterface
  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
