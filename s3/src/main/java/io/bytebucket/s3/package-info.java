/** The S3 wire protocol, from a request to a response. */
@NullMarked
package io.bytebucket.s3;

import org.jspecify.annotations.NullMarked;
