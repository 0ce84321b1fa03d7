package io.jenkins.plugins.volumetransfer.jenkins.view;

import io.jenkins.plugins.volumetransfer.docs.GeneratedPart;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: a form has each field of the catalogue. Method: its entries are made from it. */
@DisplayName("The entries of a form")
class FormPartsTest {
  /** In views of their own, or written by hand. */
  private static final Set<String> BY_HAND =
      Set.of("source", "destination", "volumes", "namespace", "context", "inCluster");

  @ParameterizedTest(name = "of {0} are those of the catalogue")
  @CsvSource({
    "OptionStep/claims.jelly, 0",
    "OptionStep/copying.jelly, 1",
    "OptionStep/pods.jelly, 2",
    "OptionStep/run.jelly, 3",
    "OwnersOption/config.jelly, owners",
    "NewClaimsOption/config.jelly, newClaims",
    "PodsOption/config.jelly, source.pods",
    "ResourcesOption/config.jelly, resources",
    "ContainerOption/config.jelly, resources.rsync"
  })
  void entries(String view, String fields) throws IOException {
    List<SpecField<?>> all =
        fields.length() == 1
            ? Catalogue.sections().get(Integer.parseInt(fields)).fields()
            : Catalogue.within(fields);
    new GeneratedPart(
            Plugin.folder(TransferVolumesStep.class).resolveSibling(view),
            "<j:jelly xmlns:j=\"jelly:core\" xmlns:f=\"/lib/form\">\n",
            "</j:jelly>")
        .assertIs(
            all.stream()
                .filter(field -> field.isOn(Face.JENKINS) && !BY_HAND.contains(field.name()))
                .map(field -> field.type().accept(new Entry(field)))
                .collect(Collectors.joining()));
  }

  private record Entry(SpecField<?> field) implements FieldType.Visitor<String> {
    @Override
    public String flag(FieldType.Flag type) {
      return """
        <f:entry field="%s">
          <f:checkbox title="${%%%s}"%s/>
        </f:entry>
      """
          .formatted(field.name(), field.title(), type.otherwise() ? " default=\"true\"" : "");
    }

    @Override
    public String text(FieldType.Text type) {
      return titled("<f:textbox/>");
    }

    @Override
    public String texts(FieldType.Texts type) {
      return area();
    }

    @Override
    public String textMap(FieldType.TextMap type) {
      return area();
    }

    @Override
    public String number(FieldType.Number type) {
      return titled("<f:number min=\"%d\" max=\"%d\"/>".formatted(type.min(), type.max()));
    }

    @Override
    public String numbers(FieldType.Numbers type) {
      return area();
    }

    @Override
    public String seconds(FieldType.Seconds type) {
      return titled("<f:number min=\"%d\" max=\"%d\"/>".formatted(type.min(), type.max()));
    }

    @Override
    public String choice(FieldType.Choice<?> type) {
      return titled("<f:enum default=\"%s\">${it.name()}</f:enum>".formatted(type.otherwise()));
    }

    @Override
    public String mapping(FieldType.Mapping type) {
      return """
        <f:section title="${%%%s}">
          <f:property field="%s"/>
        </f:section>
      """
          .formatted(field.title(), field.name());
    }

    @Override
    public String mappings(FieldType.Mappings type) {
      throw new IllegalArgumentException(field.name() + " has a view of its own");
    }

    @Override
    public String kubernetesObject(FieldType.KubernetesObject<?> type) {
      return area();
    }

    @Override
    public String kubernetesObjects(FieldType.KubernetesObjects<?> type) {
      return area();
    }

    private String area() {
      return titled("<f:textarea value=\"${instance.lines.%s}\"/>".formatted(field.name()));
    }

    private String titled(String control) {
      return """
        <f:entry title="${%%%s}" field="%s">
          %s
        </f:entry>
      """
          .formatted(field.title(), field.name(), control);
    }
  }
}
