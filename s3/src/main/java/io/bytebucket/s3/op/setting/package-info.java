/** The operations on the settings of a bucket, one file each. */
@NullMarked
package io.bytebucket.s3.op.setting;

import org.jspecify.annotations.NullMarked;
