package io.bytebucket.transfer.s3.bucket;

/**
 * Something that could not be carried.
 *
 * @param kind what kind of thing
 * @param name whose
 * @param reason why
 */
public record Loss(String kind, String name, String reason) {}
