/** The Pipeline steps, their options as forms and Pipelines write them, and their executions. */
package io.jenkins.plugins.volumetransfer.jenkins.step;
