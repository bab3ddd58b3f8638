package io.bytebucket.server.backup;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.blob.BlobFiles;
import java.time.Instant;

/**
 * What a backup is made of: the metadata of one moment, and blobs that stay as long as the backup
 * takes.
 *
 * @param metadata read by one thread
 * @param blobs those of the store
 * @param moment what was acknowledged before is in it
 * @param format that of the data directory
 * @param proof throws when it was not kept until now
 */
public record BackupSource(
    MetadataStore metadata, BlobFiles blobs, Instant moment, int format, Runnable proof) {}
