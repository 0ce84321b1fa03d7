/** The plugin's views, helps, texts and scripts as files, held to rules and rendered. */
package io.jenkins.plugins.volumetransfer.jenkins.view;
