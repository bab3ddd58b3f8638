/** What there is, in order: listings of two ends side by side, and what they lack. */
@NullMarked
package io.bytebucket.transfer.s3.listing;

import org.jspecify.annotations.NullMarked;
