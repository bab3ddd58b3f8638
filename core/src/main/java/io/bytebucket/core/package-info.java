/**
 * The store, put together. {@link io.bytebucket.core.Store} gives front ends, tests and tools
 * everything that they need from the packages below, and is the one place that knows how these fit
 * together.
 */
@NullMarked
package io.bytebucket.core;

import org.jspecify.annotations.NullMarked;
