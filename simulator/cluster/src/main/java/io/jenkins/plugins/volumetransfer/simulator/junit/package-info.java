/**
 * For other people's tests: a JUnit extension that gives a test a Kubernetes cluster in which
 * transfer pods live and fail as a scenario of the catalogue says. {@code
 * docs/guide/test-failures.md} shows how. Needs junit-jupiter-api, which the module has as an
 * optional dependency; nothing else of the simulator may use this package.
 */
package io.jenkins.plugins.volumetransfer.simulator.junit;
