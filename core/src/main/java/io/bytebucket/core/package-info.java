/**
 * The store, put together: {@link io.bytebucket.core.Store} is all that front ends, tests and tools
 * need of the packages below, and the one place that knows how they fit.
 */
@NullMarked
package io.bytebucket.core;

import org.jspecify.annotations.NullMarked;
