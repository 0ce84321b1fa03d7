/** The real plugin, played on by a Jenkins of our own: behaviour, restarts, aborts. */
package io.jenkins.plugins.volumetransfer.jenkins.check;
