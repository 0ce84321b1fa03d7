/**
 * Tekton on the local cluster or on a real one, as far as one Task or Pipeline needs it: from the
 * YAML of a TaskRun to a pod whose steps run in order, and back to results and a reason. What each
 * rule is taken from is told where it stands; the names are those of tektoncd/pipeline. Fields that
 * it does not know are refused, never passed over. Knows nothing of volumes that are copied.
 */
package io.jenkins.plugins.volumetransfer.simulator.tekton;
