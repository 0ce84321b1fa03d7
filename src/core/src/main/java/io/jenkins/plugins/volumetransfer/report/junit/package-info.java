/** A run's history as JUnit XML, for the test reports of CI servers. Pure. */
package io.jenkins.plugins.volumetransfer.report.junit;
