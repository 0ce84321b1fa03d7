/** A run's history as one HTML page that needs nothing else. Pure. */
package io.jenkins.plugins.volumetransfer.report.html;
