/** The operations on buckets as a whole, one file each. */
@NullMarked
package io.bytebucket.s3.op.bucket;

import org.jspecify.annotations.NullMarked;
