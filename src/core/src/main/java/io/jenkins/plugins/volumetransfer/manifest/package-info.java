/**
 * From a spec to Kubernetes objects: pure functions, held by golden files. Knows {@code spec},
 * {@code script} and {@code tls}; talks to nobody.
 */
package io.jenkins.plugins.volumetransfer.manifest;
