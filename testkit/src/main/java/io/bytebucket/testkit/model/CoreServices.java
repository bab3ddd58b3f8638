package io.bytebucket.testkit.model;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.maintenance.GarbageCollector;
import io.bytebucket.core.maintenance.OrphanSweep;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.upload.EndedUploads;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadExpiry;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The services of one start of a server over an engine, without the server. Thread-safe.
 *
 * @param start the start that was taken from the metadata store
 * @param sweep looks at the blobs of the starts before this one
 */
public record CoreServices(
    MetadataStore metadata,
    BlobStore blobs,
    Starts.Start start,
    BlobIds ids,
    BlobPins pins,
    Buckets buckets,
    ObjectWriter writer,
    ObjectReader reader,
    ObjectRemover remover,
    ObjectLister lister,
    VersionLister versionLister,
    ObjectCopier copier,
    ObjectTagger tagger,
    Uploads uploads,
    PartWriter partWriter,
    PartCopier partCopier,
    UploadCompleter completer,
    UploadLister uploadLister,
    UploadExpiry expiry,
    EndedUploads endedUploads,
    GarbageCollector collector,
    OrphanSweep sweep) {

  /**
   * Starts on these stores: takes a start number, and makes the services.
   *
   * @param inlineLimitBytes the largest body that is kept in the metadata store
   */
  public static CoreServices start(
      MetadataStore metadata, BlobStore blobs, Clock clock, int inlineLimitBytes) {
    Starts.Start start = Starts.take(metadata);
    BlobIds ids = new BlobIds(start.number());
    BlobPins pins = new BlobPins();
    ObjectReader reader = new ObjectReader(metadata, new ExtentReader(metadata, blobs), pins);
    Uploads uploads = new Uploads(metadata, ids, clock);
    BodyReceiver receiver = new BodyReceiver(blobs, ids, inlineLimitBytes);
    return new CoreServices(
        metadata,
        blobs,
        start,
        ids,
        pins,
        new Buckets(metadata, clock),
        new ObjectWriter(metadata, receiver, clock),
        reader,
        new ObjectRemover(metadata, clock),
        new ObjectLister(metadata),
        new VersionLister(metadata),
        new ObjectCopier(metadata, reader, clock),
        new ObjectTagger(metadata),
        uploads,
        new PartWriter(metadata, receiver, clock),
        new PartCopier(metadata, reader, receiver, clock),
        new UploadCompleter(metadata, clock, 0),
        new UploadLister(metadata),
        new UploadExpiry(metadata, uploads, clock, Optional.of(Duration.ofDays(7))),
        new EndedUploads(metadata, uploads),
        new GarbageCollector(metadata, blobs, pins),
        new OrphanSweep(metadata, blobs, number -> number < start.number()));
  }

  /** Ends the run, as a server does that is told to stop. */
  public void end() {
    Starts.end(metadata, ids);
  }
}
