package io.jenkins.plugins.volumetransfer.jenkins.view;

import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Renders a view of the plugin without Jenkins: the few tags of Jelly that our views use, with the
 * present JEXL in the place of Jelly's old one, which knows less. A tag of Jenkins' own libraries
 * is its body, and a name that does not resolve is an error. What Jenkins makes of the same view is
 * for the tests on a real one.
 */
final class JellyView {
  private static final JexlEngine JEXL =
      new JexlBuilder()
          .permissions(JexlPermissions.UNRESTRICTED)
          .strict(true)
          .silent(false)
          .create();
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(%?)([^}]*)}");

  private final Class<?> owner;
  private final Map<String, Object> variables;
  private final StringBuilder out;

  private JellyView(Class<?> owner, Map<String, Object> variables, StringBuilder out) {
    this.owner = owner;
    this.variables = variables;
    this.out = out;
  }

  /**
   * The HTML of a view.
   *
   * @param name of the file, beside the class of {@code it}
   */
  static String render(Object it, String name) {
    StringBuilder out = new StringBuilder();
    Map<String, Object> variables = new HashMap<>(Map.of("it", it, "rootURL", "/jenkins"));
    new JellyView(it.getClass(), variables, out).include(name);
    return out.toString();
  }

  static Document parse(String xml) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try {
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (SAXException | ParserConfigurationException e) {
      throw new AssertionError("no well-formed XML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void include(String name) {
    Properties texts = new Properties();
    String properties = name.replace(".jelly", ".properties");
    if (owner.getResource(path(properties)) != null) {
      try (InputStream in = owner.getResourceAsStream(path(properties))) {
        texts.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    visitChildren(parse(text(path(name))), texts);
  }

  private String path(String name) {
    return owner.getSimpleName() + "/" + name;
  }

  private String text(String path) {
    try (InputStream in = owner.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError(owner + " has no view " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void visitChildren(Node node, Properties texts) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      visit(child, texts);
    }
  }

  private void visit(Node node, Properties texts) {
    if (node instanceof Text text) {
      out.append(Element.escape(filled(text.getData(), texts)));
    } else if (node instanceof org.w3c.dom.Element element) {
      if (element.getNamespaceURI() == null) {
        html(element, texts);
      } else {
        tag(element, texts);
      }
    }
  }

  private void tag(org.w3c.dom.Element element, Properties texts) {
    switch (element.getNodeName()) {
      case "j:set" ->
          variables.put(element.getAttribute("var"), value(element.getAttribute("value")));
      case "j:if" -> {
        if (Boolean.TRUE.equals(value(element.getAttribute("test")))) {
          visitChildren(element, texts);
        }
      }
      case "j:forEach" -> {
        for (Object each : (Iterable<?>) value(element.getAttribute("items"))) {
          variables.put(element.getAttribute("var"), each);
          visitChildren(element, texts);
        }
      }
      case "st:include" -> {
        if (!element.hasAttribute("it")) {
          include(element.getAttribute("page"));
        }
      }
      case "st:adjunct" -> {}
      case "l:app-bar" ->
          out.append("<h1>")
              .append(Element.escape(filled(element.getAttribute("title"), texts)))
              .append("</h1>");
      default -> visitChildren(element, texts);
    }
  }

  private void html(org.w3c.dom.Element element, Properties texts) {
    out.append('<').append(element.getNodeName());
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      boolean whole = EXPRESSION.matcher(attribute.getValue()).matches();
      // As in Jelly, an attribute whose only expression is null is left out.
      if (!whole || attribute.getValue().startsWith("${%") || value(attribute.getValue()) != null) {
        out.append(' ').append(attribute.getName()).append("=\"");
        out.append(Element.escape(filled(attribute.getValue(), texts))).append('"');
      }
    }
    out.append('>');
    visitChildren(element, texts);
    out.append("</").append(element.getNodeName()).append('>');
  }

  private String filled(String text, Properties texts) {
    Matcher matcher = EXPRESSION.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String found =
          matcher.group(1).isEmpty()
              ? String.valueOf(evaluate(matcher.group(2)))
              : texts.getProperty(matcher.group(2), matcher.group(2));
      matcher.appendReplacement(filled, Matcher.quoteReplacement(found));
    }
    return matcher.appendTail(filled).toString();
  }

  private Object value(String attribute) {
    Matcher matcher = EXPRESSION.matcher(attribute);
    return matcher.matches() ? evaluate(matcher.group(2)) : attribute;
  }

  private Object evaluate(String expression) {
    return JEXL.createExpression(expression).evaluate(new MapContext(variables));
  }
}
