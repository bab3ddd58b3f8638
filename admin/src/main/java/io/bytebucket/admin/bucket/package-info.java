/** Buckets: made, listed, deleted, and what they are configured with. */
@NullMarked
package io.bytebucket.admin.bucket;

import org.jspecify.annotations.NullMarked;
