package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.pipeline.StepArguments;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: a Pipeline can write each field of the catalogue that Jenkins has, and no other. */
class KnownFieldsTest {
  private static final Set<String> OF_A_SIDE =
      Set.of("kubeconfigId", "credentialsId", "serverUrl", "caCertificate");
  private static final Map<Class<?>, Set<String>> OF_JENKINS =
      Map.of(
          TransferVolumesStep.class,
          Set.of("spec"),
          PlanVolumeTransferStep.class,
          Set.of("spec"),
          SourceOption.class,
          OF_A_SIDE,
          DestinationOption.class,
          OF_A_SIDE);

  static List<Class<?>> bound() {
    return List.of(
        TransferVolumesStep.class,
        PlanVolumeTransferStep.class,
        SourceOption.class,
        DestinationOption.class,
        VolumeOption.class,
        ResourcesOption.class,
        ContainerOption.class,
        OwnersOption.class,
        NewClaimsOption.class,
        PodsOption.class);
  }

  @ParameterizedTest
  @MethodSource("bound")
  @DisplayName("what can be bound is the catalogue's, with types that fit")
  void complete(Class<?> type) {
    Map<String, Type> parameters = StepArguments.of(type).parameters();
    Set<String> expected =
        KnownFields.of(type).stream().map(SpecField::name).collect(Collectors.toSet());
    assertThat(expected).isNotEmpty();
    expected.addAll(OF_JENKINS.getOrDefault(type, Set.of()));

    assertThat(new TreeSet<>(parameters.keySet())).isEqualTo(new TreeSet<>(expected));
    assertThat(Arguments.known(type)).containsExactlyInAnyOrderEntriesOf(parameters);
    for (SpecField<?> field : KnownFields.of(type)) {
      assertThat(parameters.get(field.name()))
          .as(field.name())
          .matches(of -> fits(field.type(), of));
    }
  }

  @ParameterizedTest
  @MethodSource("bound")
  @DisplayName("what nobody wrote is null, so that it is not taken for written")
  void nothing(Class<?> type) {
    Object bound = StepArguments.of(type).instantiate(Map.of(), x -> {});
    assertThat(WrittenFields.of(type)).allMatch(field -> WrittenFields.value(field, bound) == null);
  }

  private static boolean fits(FieldType<?> type, Type bound) {
    return type.accept(
        new FieldType.Visitor<Boolean>() {
          @Override
          public Boolean flag(FieldType.Flag of) {
            return bound == Boolean.class;
          }

          @Override
          public Boolean text(FieldType.Text of) {
            return bound == String.class;
          }

          @Override
          public Boolean texts(FieldType.Texts of) {
            return bound.getTypeName().equals("java.util.List<java.lang.String>");
          }

          @Override
          public Boolean textMap(FieldType.TextMap of) {
            return bound == Object.class;
          }

          @Override
          public Boolean number(FieldType.Number of) {
            return bound == Integer.class;
          }

          @Override
          public Boolean numbers(FieldType.Numbers of) {
            return bound.getTypeName().equals("java.util.List<java.lang.Integer>");
          }

          @Override
          public Boolean kubernetesObject(FieldType.KubernetesObject<?> of) {
            return bound == Object.class;
          }

          @Override
          public Boolean kubernetesObjects(FieldType.KubernetesObjects<?> of) {
            return bound.getTypeName().equals("java.util.List<java.lang.Object>");
          }

          @Override
          public Boolean seconds(FieldType.Seconds of) {
            return bound == Integer.class;
          }

          @Override
          public Boolean choice(FieldType.Choice<?> of) {
            return bound == of.otherwise().getDeclaringClass();
          }

          @Override
          public Boolean mapping(FieldType.Mapping of) {
            return bound instanceof Class<?> option && Option.class.isAssignableFrom(option);
          }

          @Override
          public Boolean mappings(FieldType.Mappings of) {
            return bound instanceof ParameterizedType list
                && Option.class.isAssignableFrom((Class<?>) list.getActualTypeArguments()[0]);
          }
        });
  }
}
