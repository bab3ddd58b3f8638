package io.bytebucket.s3.route;

import io.bytebucket.core.bucket.BucketName;

/** The input of an operation that needs no more than the name of a bucket. */
public record NamedBucket(BucketName bucket) implements BucketInput {}
