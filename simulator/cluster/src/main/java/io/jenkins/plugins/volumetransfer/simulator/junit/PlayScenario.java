package io.jenkins.plugins.volumetransfer.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What goes wrong in the {@link TransferCluster} of a test, or of each test of a class. A test that
 * passes although nothing of it ever went wrong is failed: it has shown nothing.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface PlayScenario {

  /** The name of a scenario, for instance {@code stunnel-dies-at-40}. */
  String value();

  /** How many source pods are struck, from 1; all that come after them live in peace. */
  int pods() default Integer.MAX_VALUE;
}
