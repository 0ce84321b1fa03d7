/**
 * What there is once on a controller: the engine, the runs under way, what may be shown of them.
 * Knows neither steps nor pages.
 */
package io.jenkins.plugins.volumetransfer.jenkins.controller;
