/** What the signatures of Jenkins beside this package need to do anything; no part of Jenkins. */
package io.jenkins.plugins.volumetransfer.standin;
