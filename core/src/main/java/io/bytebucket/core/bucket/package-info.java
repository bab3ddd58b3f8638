/** Buckets: their names, their records, and making, finding, listing and deleting them. */
@NullMarked
package io.bytebucket.core.bucket;

import org.jspecify.annotations.NullMarked;
