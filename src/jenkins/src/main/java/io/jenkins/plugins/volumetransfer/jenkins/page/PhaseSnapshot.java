package io.jenkins.plugins.volumetransfer.jenkins.page;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A phase of a transfer, and its place in the drawing of all of them.
 *
 * @param text for people, with the number of the attempt from the second on
 * @param stage what colours it: {@code waiting}, {@code checking}, {@code starting}, {@code
 *     copying} or {@code cleaning}
 * @param begin since the run's beginning, for people
 * @param length how long it lasted, for people
 * @param x of its left edge, in percent of the run
 * @param width in percent of the run
 */
@ExportedBean(defaultVisibility = 999)
public record PhaseSnapshot(
    @Exported String text,
    @Exported String stage,
    @Exported String begin,
    @Exported String length,
    double x,
    double width) {}
