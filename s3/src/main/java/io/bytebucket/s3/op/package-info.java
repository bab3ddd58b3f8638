/** The operations, one file each: decode, handle, encode. */
@NullMarked
package io.bytebucket.s3.op;

import org.jspecify.annotations.NullMarked;
