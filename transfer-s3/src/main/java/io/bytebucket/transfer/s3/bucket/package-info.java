/** What buckets are told, read at one end and told at the other. */
@NullMarked
package io.bytebucket.transfer.s3.bucket;

import org.jspecify.annotations.NullMarked;
