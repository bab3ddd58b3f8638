/** The S3 wire protocol: the way of a request from the socket to the answer. */
@NullMarked
package io.bytebucket.s3;

import org.jspecify.annotations.NullMarked;
