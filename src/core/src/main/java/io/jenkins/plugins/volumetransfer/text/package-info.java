/** What a text may have in it, and how it is shown. Knows nothing of ours; all may know it. */
package io.jenkins.plugins.volumetransfer.text;
