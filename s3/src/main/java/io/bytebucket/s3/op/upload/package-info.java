/** The operations on uploads in parts, one file each. */
@NullMarked
package io.bytebucket.s3.op.upload;

import org.jspecify.annotations.NullMarked;
