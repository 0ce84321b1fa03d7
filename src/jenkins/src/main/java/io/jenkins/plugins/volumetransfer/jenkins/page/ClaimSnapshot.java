package io.jenkins.plugins.volumetransfer.jenkins.page;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * How far one claim is, in its transfer's latest attempt.
 *
 * @param from the source, as {@code namespace/claim}, with its path
 * @param to the destination, written the same way
 * @param percent 0 to 100; may fall while rsync still finds files
 * @param copied bytes that were sent and, as far as it is known, of about how many, for people
 * @param verified what the comparison of both sides found, for people; empty: there was none, or it
 *     is under way
 */
@ExportedBean(defaultVisibility = 999)
public record ClaimSnapshot(
    @Exported String from,
    @Exported String to,
    @Exported int percent,
    @Exported String copied,
    @Exported String verified) {}
