/** One version of an object: read at one end, put at the other, compared. */
@NullMarked
package io.bytebucket.transfer.s3.object;

import org.jspecify.annotations.NullMarked;
