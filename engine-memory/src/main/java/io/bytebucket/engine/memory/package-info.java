/**
 * The in-memory engine: it keeps the promises of the ports in the fewest lines, and lasts nothing.
 */
@NullMarked
package io.bytebucket.engine.memory;

import org.jspecify.annotations.NullMarked;
