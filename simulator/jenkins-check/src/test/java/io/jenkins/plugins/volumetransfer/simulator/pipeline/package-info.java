/**
 * Runs Pipeline scripts as a Jenkins controller does, as far as this project's own scripts need it:
 * compiled with the CPS transformation of groovy-cps, one thread for the whole program, saved
 * whenever it waits, and resumed from what was saved. Steps of the plugin are the real ones; of
 * those that come with Jenkins there are a few.
 */
package io.jenkins.plugins.volumetransfer.simulator.pipeline;
