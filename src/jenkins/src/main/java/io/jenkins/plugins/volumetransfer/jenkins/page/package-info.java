/**
 * What one sees of a run in Jenkins: the page of a build, the trend of a job, the archived reports.
 * Knows core's announcements and reports; starts and stops nothing. What is kept with a build is
 * text in JSON: no class of core is ever written to disk.
 */
package io.jenkins.plugins.volumetransfer.jenkins.page;
