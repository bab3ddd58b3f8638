/** The table of contents: every operation of S3, and which of them is implemented where. */
@NullMarked
package io.bytebucket.s3.op;

import org.jspecify.annotations.NullMarked;
