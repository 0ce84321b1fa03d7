package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.MissingPropertyException;

/**
 * What every script extends: a method that it does not have is a step, a variable that it does not
 * have a global.
 */
public abstract class PipelineScript extends SerializableScript {

  @Override
  public final Object invokeMethod(String name, Object arguments) {
    return Turn.current().call(name, (Object[]) arguments);
  }

  @Override
  public final Object getProperty(String name) {
    try {
      return super.getProperty(name);
    } catch (MissingPropertyException e) {
      return Turn.current().global(name).orElseThrow(() -> e);
    }
  }

  @Override
  public final void println(Object value) {
    invokeMethod("echo", new Object[] {String.valueOf(value)});
  }
}
