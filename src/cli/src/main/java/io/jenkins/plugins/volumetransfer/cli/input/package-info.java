/** From flags and files to a spec. Validates nothing itself: core's SpecReader does. */
package io.jenkins.plugins.volumetransfer.cli.input;
