/**
 * Listings of objects and versions, in pages. Only this package knows where a page ends and the
 * next one starts.
 */
@NullMarked
package io.bytebucket.core.listing;

import org.jspecify.annotations.NullMarked;
