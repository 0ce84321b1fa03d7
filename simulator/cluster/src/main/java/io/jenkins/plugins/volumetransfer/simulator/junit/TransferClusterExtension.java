package io.jenkins.plugins.volumetransfer.simulator.junit;

import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives each test that asks for one a {@link TransferCluster} of its own, so tests may run in
 * parallel. With {@code @ExtendWith}, or with {@code @RegisterExtension} where something is to be
 * set.
 */
public final class TransferClusterExtension
    implements BeforeEachCallback, AfterTestExecutionCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TransferClusterExtension.class);

  private final Catalogue catalogue;
  private final int speed;

  /** As {@link #create()}; for {@code @ExtendWith}. */
  public TransferClusterExtension() {
    this(Catalogue.own(), TransferCluster.SPEED_DEFAULT);
  }

  private TransferClusterExtension(Catalogue catalogue, int speed) {
    this.catalogue = catalogue;
    this.speed = speed;
  }

  /** With this project's own scenarios, and a copy that takes a second. */
  public static TransferClusterExtension create() {
    return new TransferClusterExtension();
  }

  /** With other scenarios. */
  public TransferClusterExtension with(Catalogue other) {
    return new TransferClusterExtension(other, speed);
  }

  /**
   * With another speed of the containers' time.
   *
   * @param times how much faster than the clock on the wall it goes, from 1; a copy takes 10
   *     minutes of it
   */
  public TransferClusterExtension speed(int times) {
    return new TransferClusterExtension(catalogue, times);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Optional<PlayScenario> wanted =
        AnnotationSupport.findAnnotation(context.getElement(), PlayScenario.class)
            .or(() -> AnnotationSupport.findAnnotation(context.getTestClass(), PlayScenario.class));
    wanted.ifPresent(scenario -> cluster(context).play(scenario.value(), scenario.pods()));
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      known(context).ifPresent(TransferCluster::assertStruck);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TransferCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  /**
   * Made when it is first asked for; the store closes it at the end of the test. What would make it
   * in one call has one name in JUnit 5 and another in 6.
   */
  private TransferCluster cluster(ExtensionContext context) {
    return known(context)
        .orElseGet(
            () -> {
              TransferCluster started = TransferCluster.start(catalogue, speed);
              store(context).put(TransferCluster.class, started);
              return started;
            });
  }

  private static Optional<TransferCluster> known(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(TransferCluster.class, TransferCluster.class));
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
