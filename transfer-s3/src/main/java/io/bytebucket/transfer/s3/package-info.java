/**
 * Moving buckets between S3 endpoints: the run, from the list of buckets to the end of the report.
 */
@NullMarked
package io.bytebucket.transfer.s3;

import org.jspecify.annotations.NullMarked;
