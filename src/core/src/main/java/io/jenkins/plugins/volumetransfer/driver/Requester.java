package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.engine.Advice;

/**
 * Who asks for a run.
 *
 * @param owner such as {@code user@host}, or a job and its build: kept with what is made, and shown
 *     to whoever meets it; empty: nobody's name
 * @param advice in whose words messages say what to do
 */
public record Requester(String owner, Advice advice) {
  public static final Requester NOBODY = new Requester("", Advice.PLAIN);
}
