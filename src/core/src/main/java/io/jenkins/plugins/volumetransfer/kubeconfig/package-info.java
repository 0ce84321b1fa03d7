/**
 * From a kubeconfig, or a pod's service account, to a checked record of where a cluster is and as
 * whom it is asked. Each field of the format is obeyed as kubectl does, or refused by its name;
 * nothing of it reaches the client unread. Knows no client.
 */
package io.jenkins.plugins.volumetransfer.kubeconfig;
