package io.jenkins.plugins.volumetransfer.jenkins.page;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A report of a run.
 *
 * @param format of the file, for people
 * @param path among the build's artifacts
 */
@ExportedBean(defaultVisibility = 999)
public record ReportSnapshot(@Exported String format, @Exported String path) {}
