/** What is made from code and stands in the repository is current. */
package io.jenkins.plugins.volumetransfer.docs;
