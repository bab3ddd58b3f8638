/**
 * Listing objects in pages: the only place that knows where a page ends and the next one starts.
 */
@NullMarked
package io.bytebucket.core.listing;

import org.jspecify.annotations.NullMarked;
