/** The operations on objects, one file each. */
@NullMarked
package io.bytebucket.s3.op.object;

import org.jspecify.annotations.NullMarked;
