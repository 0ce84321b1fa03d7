/** From the id of a credential to a cluster; nothing else of Jenkins' secrets is touched. */
package io.jenkins.plugins.volumetransfer.jenkins.credentials;
