package io.jenkins.plugins.volumetransfer.report.markup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/**
 * An element of XML or HTML, with its attributes and what is in it. Every text and every value is
 * escaped when it is written, and there is no way around it; names of elements and attributes are
 * ours. Immutable.
 */
public final class Element {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  /** An {@link Element} or a {@link String}. */
  private final List<Object> content;

  private final String name;
  private final Map<String, String> attributes;

  private Element(String name, Map<String, String> attributes, List<Object> content) {
    this.name = name;
    this.attributes = attributes;
    this.content = content;
  }

  /**
   * @throws IllegalArgumentException if this is no name
   */
  public static Element of(String name) {
    return new Element(named(name), Map.of(), List.of());
  }

  /** With one more attribute, or another value for it. */
  public Element with(String attribute, Object value) {
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.put(named(attribute), value.toString());
    return new Element(name, more, content);
  }

  public Element text(String text) {
    return and(List.of(text));
  }

  public Element with(Element... children) {
    return and(List.of(children));
  }

  public Element with(List<Element> children) {
    return and(children);
  }

  private Element and(List<?> more) {
    List<Object> all = new ArrayList<>(content);
    all.addAll(more);
    return new Element(name, attributes, all);
  }

  private static String named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of an element or an attribute: " + name);
    }
    return name;
  }

  /** For text and for attributes in double quotes. Leaves out what no document may contain. */
  public static String escape(String text) {
    // The library takes a while for each character, and most texts need nothing.
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return StringEscapeUtils.escapeXml10(text);
      }
    }
    return text;
  }

  private static boolean isPlain(char character) {
    return switch (character) {
      case '&', '<', '>', '"', '\'' -> false;
      default ->
          character >= ' ' && character <= '~' || character > '\u009f' && character < '\ud800';
    };
  }

  /**
   * As XML that is HTML too: an element without content has its end tag all the same, so none of
   * HTML's void elements may be written with this.
   */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** The same, piece by piece. */
  public void write(Appendable out) throws IOException {
    out.append('<').append(name);
    for (Map.Entry<String, String> each : attributes.entrySet()) {
      out.append(' ').append(each.getKey()).append("=\"");
      out.append(escape(each.getValue())).append('"');
    }
    out.append('>');
    for (Object each : content) {
      if (each instanceof Element element) {
        element.write(out);
      } else {
        out.append(escape((String) each));
      }
    }
    out.append("</").append(name).append('>');
  }
}
