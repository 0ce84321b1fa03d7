/** What a browser sends, bound as Stapler binds it. */
package io.jenkins.plugins.volumetransfer.jenkins.form;
