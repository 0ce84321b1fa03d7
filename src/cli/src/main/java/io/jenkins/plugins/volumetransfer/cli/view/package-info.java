/** How a run is shown while it lasts: bars, lines, JSON. Hears announcements, decides nothing. */
package io.jenkins.plugins.volumetransfer.cli.view;
