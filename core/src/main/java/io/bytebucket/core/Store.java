package io.bytebucket.core;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Authorizer;
import io.bytebucket.core.acl.StoreAccess;
import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.job.JobRunner;
import io.bytebucket.core.job.Jobs;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.maintenance.Tenure;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.saved.SavedSettings;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.SecretCipher;
import io.bytebucket.core.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One start of the store over an engine: all services, put together in one place. Whoever opened
 * the engine also closes it. Thread-safe.
 */
public final class Store implements AutoCloseable {
  /**
   * What an operator decides about a store.
   *
   * @param inlineLimitBytes the largest body that is kept in the metadata store
   * @param minPartBytes the least length of a part of an upload, except for the last one
   * @param uploadExpiry how long an upload in parts may stay open; none means for ever
   * @param layouts how the layouts of objects are written
   * @param access what holds in all buckets, and in new ones
   * @param quotaOfNew how much a new bucket may hold
   */
  public record Settings(
      int inlineLimitBytes,
      int minPartBytes,
      Optional<Duration> uploadExpiry,
      LayoutSizes layouts,
      StoreAccess access,
      Quota quotaOfNew) {
    /** With layouts as they are usually written, and access as it is unless somebody changes it. */
    public Settings(int inlineLimitBytes, int minPartBytes, Optional<Duration> uploadExpiry) {
      this(inlineLimitBytes, minPartBytes, uploadExpiry, LayoutSizes.STANDARD, StoreAccess.DEFAULT);
    }

    /** Without a quota. */
    public Settings(
        int inlineLimitBytes,
        int minPartBytes,
        Optional<Duration> uploadExpiry,
        LayoutSizes layouts,
        StoreAccess access) {
      this(inlineLimitBytes, minPartBytes, uploadExpiry, layouts, access, Quota.NONE);
    }

    /** The same with another quota for new buckets. */
    public Settings withQuotaOfNew(Quota quota) {
      return new Settings(inlineLimitBytes, minPartBytes, uploadExpiry, layouts, access, quota);
    }
  }

  private final Tenure tenure;
  private final BlobPins pins = new BlobPins();
  private final Users users;
  private final Authorizer authorizer = new Authorizer();
  private final Buckets buckets;
  private final BucketSettings bucketSettings;
  private final BucketAcls bucketAcls;
  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final ObjectRemover remover;
  private final ObjectLister lister;
  private final VersionLister versionLister;
  private final ObjectCopier copier;
  private final ObjectTagger tagger;
  private final Uploads uploads;
  private final PartWriter partWriter;
  private final PartCopier partCopier;
  private final UploadCompleter completer;
  private final UploadLister uploadLister;
  private final Jobs jobs;
  private final SavedSettings savedSettings;
  private final Upkeep upkeep;
  private final List<Figure> engineFigures;

  private Store(Engine engine, Users users, Settings settings, Clock clock) {
    MetadataStore metadata = engine.metadata();
    this.engineFigures = engine.figures();
    this.users = users;
    this.tenure = Tenure.begin(engine, pins);
    BlobIds ids = tenure.ids();
    VersionChanges changes = new VersionChanges(ids, settings.layouts(), List.of());
    BodyReceiver receiver = new BodyReceiver(engine.blobs(), ids, settings.inlineLimitBytes());
    this.buckets = new Buckets(metadata, clock, settings.quotaOfNew());
    this.bucketSettings = new BucketSettings(metadata);
    this.bucketAcls = new BucketAcls(metadata, settings.access());
    this.reader = new ObjectReader(metadata, new ExtentReader(metadata, engine.blobs()), pins);
    this.writer = new ObjectWriter(metadata, changes, receiver, clock);
    this.remover = new ObjectRemover(metadata, changes, clock);
    this.lister = new ObjectLister(metadata);
    this.versionLister = new VersionLister(metadata);
    this.copier = new ObjectCopier(metadata, changes, reader, clock);
    this.tagger = new ObjectTagger(metadata, changes);
    this.uploads = new Uploads(metadata, ids, clock);
    this.partWriter = new PartWriter(metadata, receiver, clock);
    this.partCopier = new PartCopier(metadata, reader, receiver, clock);
    this.completer = new UploadCompleter(metadata, changes, clock, settings.minPartBytes());
    this.uploadLister = new UploadLister(metadata);
    // Who is refused by a job is not told where a bucket is.
    AccessGate gate = new AccessGate(authorizer, buckets, tagger, "");
    this.jobs = new Jobs(metadata, gate, ids, clock);
    JobRunner runner =
        new JobRunner(
            metadata,
            users,
            gate,
            () -> tenure.start().number(),
            new JobRunner.Tools(remover, copier, uploads),
            clock);
    this.savedSettings = new SavedSettings(metadata);
    this.upkeep =
        Upkeep.of(
            engine, tenure, uploads, runner, savedSettings, pins, settings.uploadExpiry(), clock);
  }

  /**
   * Opens the store over an engine: checks the encryption key and counts the start. The upkeep does
   * not begin before {@link Upkeep#start()}.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.WrongEncryptionKey} when secrets were encrypted with
   *     another key; then the start is not counted
   */
  public static Store open(Engine engine, SecretCipher cipher, Settings settings, Clock clock) {
    Users users = usersOf(engine.metadata(), cipher, clock);
    users.checkEncryptionKey();
    return new Store(engine, users, settings, clock);
  }

  /**
   * The users of a store that is not open, for a command that only reads them or that repairs what
   * keeps the store from being opened.
   */
  public static Users usersOf(MetadataStore metadata, SecretCipher cipher, Clock clock) {
    return new Users(metadata, cipher, clock);
  }

  /** Which start of the store this is, for now. */
  public Starts.Start start() {
    return tenure.start();
  }

  /** What makes it one. */
  public Tenure tenure() {
    return tenure;
  }

  /** Where new blobs get their ids. */
  public BlobIds ids() {
    return tenure.ids();
  }

  /** The blobs that readers of this start hold open. */
  public BlobPins pins() {
    return pins;
  }

  /** The users and their access keys. */
  public Users users() {
    return users;
  }

  /**
   * The gate that every front end asks.
   *
   * @param region the region of buckets that were made without one
   */
  public AccessGate gate(String region) {
    return new AccessGate(authorizer, buckets, tagger, region);
  }

  /** Makes, finds and deletes buckets. */
  public Buckets buckets() {
    return buckets;
  }

  /** What buckets are configured with. */
  public BucketSettings bucketSettings() {
    return bucketSettings;
  }

  /** The access control lists of buckets, and what else they say about access. */
  public BucketAcls bucketAcls() {
    return bucketAcls;
  }

  /** Opens and describes objects. */
  public ObjectReader reader() {
    return reader;
  }

  /** Puts objects. */
  public ObjectWriter writer() {
    return writer;
  }

  /** Deletes objects and versions. */
  public ObjectRemover remover() {
    return remover;
  }

  /** Lists objects. */
  public ObjectLister lister() {
    return lister;
  }

  /** Lists versions. */
  public VersionLister versionLister() {
    return versionLister;
  }

  /** Copies and renames objects. */
  public ObjectCopier copier() {
    return copier;
  }

  /** Reads and changes the tags of objects. */
  public ObjectTagger tagger() {
    return tagger;
  }

  /** Begins, finds and aborts uploads in parts. */
  public Uploads uploads() {
    return uploads;
  }

  /** Puts parts. */
  public PartWriter partWriter() {
    return partWriter;
  }

  /** Makes parts from existing objects. */
  public PartCopier partCopier() {
    return partCopier;
  }

  /** Completes uploads: makes objects of their parts. */
  public UploadCompleter completer() {
    return completer;
  }

  /** Lists uploads and their parts. */
  public UploadLister uploadLister() {
    return uploadLister;
  }

  /** Takes long work on, which the upkeep does step by step. */
  public Jobs jobs() {
    return jobs;
  }

  /** What may be known of how it and its engine fare; it can be read until it is closed. */
  public List<Figure> figures() {
    return Stream.of(engineFigures, upkeep.collector().figures()).flatMap(List::stream).toList();
  }

  /** What administrators decide while servers run. */
  public SavedSettings savedSettings() {
    return savedSettings;
  }

  /** The work that has to be done now and then. */
  public Upkeep upkeep() {
    return upkeep;
  }

  /**
   * Ends the upkeep and notes durably that this run ended in order. No request may be under way.
   * The engine is not closed.
   */
  @Override
  public void close() {
    upkeep.close();
    tenure.end();
  }
}
