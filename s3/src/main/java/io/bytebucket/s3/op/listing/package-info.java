/** The operations that list the objects of a bucket, one file each. */
@NullMarked
package io.bytebucket.s3.op.listing;

import org.jspecify.annotations.NullMarked;
