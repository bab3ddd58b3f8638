package io.bytebucket.core.bucket;

import java.time.Instant;

/**
 * A bucket.
 *
 * @param id its number in this store, never given twice: a bucket made again under the same name
 *     has another one
 * @param name its name
 * @param createdAt when it was made, to the millisecond
 * @param ownerId the access key id of the user who made it
 * @param locationConstraint the region that was asked for when it was made; empty for us-east-1
 */
public record Bucket(
    long id, BucketName name, Instant createdAt, String ownerId, String locationConstraint) {}
