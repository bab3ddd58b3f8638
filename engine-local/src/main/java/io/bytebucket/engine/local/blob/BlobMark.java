package io.bytebucket.engine.local.blob;

/**
 * What tells a blob's file from others of the same name: blobs of two stores that began as one may
 * have the same id.
 *
 * @param lengthBytes the length of the blob
 * @param checksum the CRC32C of the checksums of its blocks
 */
public record BlobMark(long lengthBytes, int checksum) {}
