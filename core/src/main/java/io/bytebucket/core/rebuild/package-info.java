/**
 * The metadata of a store made anew: of what can still be read of damaged ones, and of what blobs
 * say of themselves.
 */
@NullMarked
package io.bytebucket.core.rebuild;

import org.jspecify.annotations.NullMarked;
