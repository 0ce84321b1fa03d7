/**
 * What the user asks for: immutable records, read and validated once, with errors that name the
 * field and say what to write instead. Knows nothing else of ours.
 */
package io.jenkins.plugins.volumetransfer.spec;
