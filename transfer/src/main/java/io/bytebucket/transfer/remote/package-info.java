/** Moving buckets between two S3 endpoints: what is asked for, and who does it. */
@NullMarked
package io.bytebucket.transfer.remote;

import org.jspecify.annotations.NullMarked;
