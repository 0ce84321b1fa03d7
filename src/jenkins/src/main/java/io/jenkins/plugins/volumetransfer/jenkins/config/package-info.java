/** What an administrator sets for all builds of a controller, and the form for it. */
package io.jenkins.plugins.volumetransfer.jenkins.config;
