package io.jenkins.plugins.volumetransfer.report.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.report.Results;
import io.jenkins.plugins.volumetransfer.report.history.Histories;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Goal: what CI servers read. Method: the report is parsed again, and checked by a schema. */
class JunitReportTest {
  @Test
  @DisplayName("a volume is a test case; one that failed has its reason, message and attempts")
  void partly() throws Exception {
    Document report = parsed(Histories.partly());

    Element root = report.getDocumentElement();
    assertThat(root.getAttribute("tests")).isEqualTo("2");
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    Element one = element(report, "testcase", 0);
    assertThat(one.getAttribute("name")).isEqualTo("a/one:p -> b/one");
    assertThat(one.getElementsByTagName("failure").getLength()).isZero();
    Element two = element(report, "testcase", 1);
    assertThat(two.getAttribute("classname")).isEqualTo("volume-transfer.two");
    assertThat(two.getAttribute("time")).isEqualTo("62.000");
    Element failure = (Element) two.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("RSYNC_FAILED");
    assertThat(failure.getAttribute("message")).isEqualTo("no space left");
    assertThat(failure.getTextContent()).contains("No space left on device", "code 11");
    assertThat(two.getElementsByTagName("system-out").item(0).getTextContent())
        .contains(
            "sent 3145728 bytes in 1234 files, deleted 0 entries, rsync ended with code 11",
            "attempts: 2",
            "attempt 1 failed after 21.000 s: CONNECTION_LOST: reset",
            "attempt 2 failed after 55.000 s: RSYNC_FAILED: no space left",
            "warning after 40.000 s: no node takes the source pod yet");
  }

  @Test
  @DisplayName("what was deleted is told")
  void deleted() throws Exception {
    Document report =
        parsed(Histories.of("one", new Announcement.TransferEnded(Results.deleted("one"))));

    assertThat(element(report, "system-out", 0).getTextContent()).contains("deleted 3 entries");
  }

  @Test
  @DisplayName("a transfer that has not ended counts as failed")
  void unfinished() throws Exception {
    Document report = parsed(Histories.of("one", Histories.progress("one", 1)));

    assertThat(report.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    assertThat(element(report, "failure", 0).getAttribute("type")).isEqualTo("UNFINISHED");
  }

  @Test
  @DisplayName("hostile text stays text, and what XML can't hold is left out")
  void hostile() throws Exception {
    String text = "]]></failure><x a=\"&b;\"> \u0000\u001b[31m \uFFFE é \uD83D\uDE00";
    TransferResult failed =
        new TransferResult(
            Results.transfer("one"),
            new Endpoint.Auto(),
            Optional.of(new Failure(Reason.RSYNC_FAILED, text)),
            List.of(),
            Results.log("one", 11),
            Results.STARTED,
            Results.STARTED,
            List.of());

    Document report = parsed(Histories.of("one", new Announcement.TransferEnded(failed)));

    assertThat(element(report, "failure", 0).getAttribute("message"))
        .isEqualTo("]]></failure><x a=\"&b;\"> ??[31m  é \uD83D\uDE00");
  }

  private static Element element(Document report, String name, int index) {
    return (Element) report.getElementsByTagName(name).item(index);
  }

  private static Document parsed(History history) throws Exception {
    String xml = JunitReport.of(history);
    assertThatNoException()
        .as(xml)
        .isThrownBy(
            () ->
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(JunitReportTest.class.getResource("junit.xsd"))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml))));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
