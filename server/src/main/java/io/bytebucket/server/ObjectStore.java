package io.bytebucket.server;

import io.bytebucket.core.access.Authorizer;
import io.bytebucket.core.access.SecretCipher;
import io.bytebucket.core.access.Users;
import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.maintenance.GarbageCollector;
import io.bytebucket.core.maintenance.MaintenanceLoop;
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
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.AccessGate;
import io.bytebucket.s3.Cors;
import io.bytebucket.s3.FaultLog;
import io.bytebucket.s3.S3Handler;
import io.bytebucket.s3.auth.Authenticator;
import io.bytebucket.s3.op.Routes;
import io.bytebucket.server.config.ServerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store over one engine, put together: services, their upkeep, and the S3 front end. The engine
 * itself is not closed with it.
 */
final class ObjectStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);

  /** How long deleted bytes may stay on disk. A round with nothing to do is one short scan. */
  private static final Duration COLLECTION_PAUSE = Duration.ofSeconds(1);

  /** How much longer than it should a forgotten upload may stay. */
  private static final Duration EXPIRY_PAUSE = Duration.ofMinutes(1);

  /**
   * What an operator decides about the front end.
   *
   * @param domains the domains below which a host name is a bucket's
   * @param region the region this server says it is in
   * @param inlineLimitBytes the largest object that is kept in the metadata store
   * @param documentMemory what all documents that clients send may take together
   */
  record Settings(
      List<String> domains,
      String region,
      int inlineLimitBytes,
      ServerConfig.Multipart multipart,
      MemoryBudget documentMemory) {}

  private final MetadataStore metadata;
  private final BlobIds ids;
  private final Users users;
  private final HttpHandler s3;
  private final MaintenanceLoop collection;
  private final MaintenanceLoop expiry;
  private final MaintenanceLoop endedUploads;

  /**
   * Opens the store over an engine: counts the start, checks the encryption key, and when the last
   * run did not end in order, looks for bytes it left behind.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.WrongEncryptionKey} when secrets were encrypted with
   *     another key
   */
  ObjectStore(
      MetadataStore metadata,
      BlobStore blobs,
      SecretCipher cipher,
      Settings settings,
      Clock clock) {
    this.metadata = metadata;
    this.users = new Users(metadata, cipher, clock);
    users.checkEncryptionKey();
    Starts.Start start = Starts.take(metadata);
    this.ids = new BlobIds(start.number());
    BlobPins pins = new BlobPins();
    Uploads uploads = new Uploads(metadata, ids, clock);
    this.s3 = s3(services(metadata, blobs, uploads, pins, settings, clock), settings, clock);
    GarbageCollector collector = new GarbageCollector(metadata, blobs, pins);
    // The lock on the data directory keeps other servers out, so every earlier start is over.
    OrphanSweep sweep = new OrphanSweep(metadata, blobs, number -> number < start.number());
    this.collection =
        new MaintenanceLoop(
            "garbage-collection",
            COLLECTION_PAUSE,
            start.isSweepDue()
                ? new SweepThenCollect(sweep, collector)
                : () -> isMoreToCollect(collector));
    UploadExpiry forgotten =
        new UploadExpiry(metadata, uploads, clock, settings.multipart().expiry());
    this.expiry =
        new MaintenanceLoop(
            "upload-expiry",
            EXPIRY_PAUSE,
            () -> {
              forgotten.run();
              return forgotten.isMoreDue();
            });
    // Not the collector's loop: a bucket may leave more uploads behind than garbage should wait
    // for.
    EndedUploads ended = new EndedUploads(metadata, uploads);
    this.endedUploads = new MaintenanceLoop("ended-uploads", COLLECTION_PAUSE, ended::free);
  }

  private Routes.Services services(
      MetadataStore metadata,
      BlobStore blobs,
      Uploads uploads,
      BlobPins pins,
      Settings settings,
      Clock clock) {
    ObjectReader reader = new ObjectReader(metadata, new ExtentReader(metadata, blobs), pins);
    BodyReceiver receiver = new BodyReceiver(blobs, ids, settings.inlineLimitBytes());
    return new Routes.Services(
        new Buckets(metadata, clock),
        new BucketSettings(metadata),
        reader,
        new ObjectWriter(metadata, receiver, clock),
        new ObjectRemover(metadata, clock),
        new ObjectLister(metadata),
        new VersionLister(metadata),
        new ObjectCopier(metadata, reader, clock),
        new ObjectTagger(metadata),
        uploads,
        new PartWriter(metadata, receiver, clock),
        new PartCopier(metadata, reader, receiver, clock),
        new UploadCompleter(metadata, clock, settings.multipart().minPartBytes()),
        new UploadLister(metadata),
        new Authorizer(),
        settings.documentMemory(),
        settings.region());
  }

  private HttpHandler s3(Routes.Services services, Settings settings, Clock clock) {
    CachedCallers callers = new CachedCallers(users);
    return new S3Handler(
        settings.domains(),
        new Cors(services.settings()),
        Routes.table(services),
        new Authenticator(callers, clock),
        callers,
        new AccessGate(services.authorizer(), services.buckets(), services.region()),
        settings.documentMemory(),
        new FaultLog());
  }

  /** The users of the store. */
  Users users() {
    return users;
  }

  /** Answers S3 requests. */
  HttpHandler s3() {
    return s3;
  }

  /** Ends the upkeep and notes that this run ended in order. No request may be under way. */
  @Override
  public void close() {
    endedUploads.close();
    expiry.close();
    collection.close();
    Starts.end(metadata, ids);
  }

  /** A round of collection; whether the next is due at once. */
  private static boolean isMoreToCollect(GarbageCollector collector) {
    collector.collect();
    return collector.isMoreDue();
  }

  /** One sweep for what an earlier run left behind, as soon as it succeeds; then collection. */
  private static final class SweepThenCollect implements BooleanSupplier {
    /** A sweep that failed is tried again after a minute: it looks at every blob. */
    private static final int ROUNDS_TO_RETRY = 60;

    private final OrphanSweep sweep;
    private final GarbageCollector collector;
    private int roundsToSweep = 1;

    SweepThenCollect(OrphanSweep sweep, GarbageCollector collector) {
      this.sweep = sweep;
      this.collector = collector;
    }

    @Override
    public boolean getAsBoolean() {
      boolean isMoreDue;
      try {
        if (roundsToSweep > 0 && --roundsToSweep == 0) {
          LOG.atInfo().log("looking for bytes that an interrupted run left behind");
          roundsToSweep = ROUNDS_TO_RETRY;
          int deleted = sweep.sweep();
          roundsToSweep = 0;
          LOG.atInfo().addKeyValue("deleted_blobs", deleted).log("looked at every blob");
        }
      } finally {
        // One file that cannot be deleted must not keep all garbage for ever.
        isMoreDue = isMoreToCollect(collector);
      }
      return isMoreDue;
    }
  }
}
