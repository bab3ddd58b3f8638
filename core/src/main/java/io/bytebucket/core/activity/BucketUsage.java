package io.bytebucket.core.activity;

/**
 * How much is in a bucket, and how much was done in it.
 *
 * @param name its name
 * @param objects its objects: current versions that are no delete markers
 * @param bytes their bytes
 * @param otherVersions versions that are not current, and delete markers
 * @param otherVersionBytes their bytes
 * @param uploads uploads in parts that are under way
 * @param done how much was done in it since it was made
 */
public record BucketUsage(
    String name,
    long objects,
    long bytes,
    long otherVersions,
    long otherVersionBytes,
    long uploads,
    Work done) {}
