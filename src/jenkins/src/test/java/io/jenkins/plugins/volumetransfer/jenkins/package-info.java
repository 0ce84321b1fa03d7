/**
 * What only a real Jenkins shows: forms, pages, Configuration as Code, Pipeline itself, and the
 * class path of a plugin. How the step behaves is shown in {@code simulator/jenkins-check}, without
 * Jenkins.
 *
 * <p>The cluster is that of the simulator, whose containers are only played: neither rsync nor
 * stunnel is needed.
 */
package io.jenkins.plugins.volumetransfer.jenkins;
