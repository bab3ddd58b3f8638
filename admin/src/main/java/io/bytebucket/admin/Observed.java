package io.bytebucket.admin;

import io.bytebucket.admin.metrics.FiguresPage;
import io.bytebucket.pipeline.Meters;

/**
 * What the server knows of itself.
 *
 * @param meters where requests at the admin address are counted
 * @param figures all figures of the server
 */
public record Observed(Meters meters, FiguresPage figures) {}
