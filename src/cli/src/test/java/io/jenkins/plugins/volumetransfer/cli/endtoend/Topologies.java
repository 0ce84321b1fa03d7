package io.jenkins.plugins.volumetransfer.cli.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The topologies that a test is played with: one of them, not the same in each test, as the
 * simulator plays all of them; each with {@code -Dscenarios}, and on a real cluster, which may not
 * have them all.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(Topologies.Provider.class)
@interface Topologies {
  String[] value();

  /** What JUnit asks. */
  final class Provider implements ArgumentsProvider, AnnotationConsumer<Topologies> {
    private String[] topologies = {};

    @Override
    public void accept(Topologies annotation) {
      topologies = annotation.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      int one =
          Math.floorMod(context.getRequiredTestMethod().getName().hashCode(), topologies.length);
      return (TestBed.playsAll() ? Stream.of(topologies) : Stream.of(topologies[one]))
          .map(Arguments::of);
    }
  }
}
