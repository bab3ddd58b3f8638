/**
 * The way that requests at every address have in common: ids, the line in the log, faults, room in
 * memory, and sending. What requests mean is a {@link io.bytebucket.pipeline.FrontEnd}'s.
 */
@NullMarked
package io.bytebucket.pipeline;

import org.jspecify.annotations.NullMarked;
