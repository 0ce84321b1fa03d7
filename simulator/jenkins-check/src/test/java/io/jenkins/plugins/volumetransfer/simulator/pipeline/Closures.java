package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import groovy.lang.Closure;

/** Closures of CPS-transformed scripts, which can be run on their own. */
final class Closures {

  private Closures() {}

  /**
   * A program that calls the closure and ends with what it returns.
   *
   * @throws IllegalArgumentException when the closure is not transformed, so it could not be
   *     suspended
   */
  static Continuable asProgram(Closure<?> body) {
    try {
      body.call();
    } catch (CpsCallableInvocation call) {
      return new Continuable(call.asBlock());
    }
    throw new IllegalArgumentException("a block of a script that is not CPS-transformed");
  }
}
