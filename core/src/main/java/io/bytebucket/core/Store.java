package io.bytebucket.core;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Authorizer;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.acl.StoreAccess;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.SignIns;
import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.PolicyRecords;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.job.JobRunner;
import io.bytebucket.core.job.Jobs;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.maintenance.Tenure;
import io.bytebucket.core.object.ObjectAcls;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.policy.BucketPolicies;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.core.saved.SavedSettings;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.signin.OneTimeCodes;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.core.signin.Sessions;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.AccessRules;
import io.bytebucket.core.user.Account;
import io.bytebucket.core.user.LastUses;
import io.bytebucket.core.user.LimitedUsers;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.UserRecovery;
import io.bytebucket.core.user.UserServices;
import io.bytebucket.core.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
   * @param account the account that the store is
   * @param audit how much of the audit log is kept
   */
  public record Settings(
      int inlineLimitBytes,
      int minPartBytes,
      Optional<Duration> uploadExpiry,
      LayoutSizes layouts,
      StoreAccess access,
      Quota quotaOfNew,
      Account account,
      AuditLog.Limits audit) {
    /** With what an operator seldom decides as it usually is. */
    public Settings(int inlineLimitBytes, int minPartBytes, Optional<Duration> uploadExpiry) {
      this(
          inlineLimitBytes,
          minPartBytes,
          uploadExpiry,
          LayoutSizes.STANDARD,
          StoreAccess.DEFAULT,
          Quota.NONE,
          Account.DEFAULT,
          AuditLog.Limits.STANDARD);
    }

    /** The same with other layouts. */
    public Settings withLayouts(LayoutSizes sizes) {
      return new Settings(
          inlineLimitBytes, minPartBytes, uploadExpiry, sizes, access, quotaOfNew, account, audit);
    }

    /** The same with another quota for new buckets. */
    public Settings withQuotaOfNew(Quota quota) {
      return new Settings(
          inlineLimitBytes, minPartBytes, uploadExpiry, layouts, access, quota, account, audit);
    }

    /** The same of another account. */
    public Settings withAccount(Account other) {
      return new Settings(
          inlineLimitBytes, minPartBytes, uploadExpiry, layouts, access, quotaOfNew, other, audit);
    }

    /** The same with more or less of the audit log kept. */
    public Settings withAudit(AuditLog.Limits limits) {
      return new Settings(
          inlineLimitBytes,
          minPartBytes,
          uploadExpiry,
          layouts,
          access,
          quotaOfNew,
          account,
          limits);
    }

    /** The same with something else that holds in all buckets, and in new ones. */
    public Settings with(StoreAccess other) {
      return new Settings(
          inlineLimitBytes, minPartBytes, uploadExpiry, layouts, other, quotaOfNew, account, audit);
    }
  }

  private final Tenure tenure;
  private final BlobPins pins = new BlobPins();
  private final UserServices users;
  private final Account account;
  private final AuditedStore audited;
  private final AuditLog auditLog;
  private final SignIns signIns;
  private final Authorizer authorizer = new Authorizer();
  private final Buckets buckets;
  private final BucketSettings bucketSettings;
  private final BucketAcls bucketAcls;
  private final BucketPolicies policies;
  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final ObjectRemover remover;
  private final ObjectLister lister;
  private final VersionLister versionLister;
  private final ObjectCopier copier;
  private final ObjectTagger tagger;
  private final ObjectAcls objectAcls;
  private final Uploads uploads;
  private final PartWriter partWriter;
  private final PartCopier partCopier;
  private final UploadCompleter completer;
  private final UploadLister uploadLister;
  private final Jobs jobs;
  private final SavedSettings savedSettings;
  private final Activity activity;
  private final LimitedUsers limitedUsers;
  private final Upkeep upkeep;
  private final List<Figure> engineFigures;
  private final Sessions sessions;
  private final Function<OneTimeCodes, SecondFactors> secondFactors;

  private Store(
      Engine engine, SecretCipher cipher, UserServices users, Settings settings, Clock clock) {
    MetadataStore metadata = engine.metadata();
    this.engineFigures = engine.figures();
    this.users = users;
    this.sessions = new Sessions(metadata, clock, settings.audit());
    this.secondFactors = SecondFactors.over(metadata, cipher, clock, settings.audit());
    this.account = settings.account();
    this.audited = AuditedStore.ofOperators(metadata, clock);
    this.auditLog = new AuditLog(metadata, clock, settings.audit());
    this.signIns = new SignIns(metadata, clock, settings.audit());
    this.tenure = Tenure.begin(engine, pins);
    BlobIds ids = tenure.ids();
    VersionChanges changes = new VersionChanges(ids, settings.layouts(), List.of());
    BodyReceiver receiver = new BodyReceiver(engine.blobs(), ids, settings.inlineLimitBytes());
    AuditedStore audit = AuditedStore.ofUsers(metadata, clock, settings.audit());
    this.bucketAcls = new BucketAcls(metadata, settings.access(), audit);
    this.buckets = new Buckets(metadata, bucketAcls, audit, clock, settings.quotaOfNew());
    this.bucketSettings = new BucketSettings(metadata, audit);
    this.policies =
        new BucketPolicies(new PolicyRecords(metadata, bucketAcls, audit), users.users(), account);
    this.reader = new ObjectReader(metadata, new ExtentReader(metadata, engine.blobs()), pins);
    this.writer = new ObjectWriter(metadata, changes, receiver, bucketAcls, clock);
    this.remover = new ObjectRemover(metadata, changes, clock);
    this.lister = new ObjectLister(metadata, bucketAcls);
    this.versionLister = new VersionLister(metadata, bucketAcls);
    this.copier = new ObjectCopier(metadata, changes, reader, bucketAcls, clock);
    this.tagger = new ObjectTagger(metadata, changes);
    this.objectAcls = new ObjectAcls(metadata, audit, changes, bucketAcls);
    this.uploads = new Uploads(metadata, ids, bucketAcls, clock);
    this.partWriter = new PartWriter(metadata, receiver, clock);
    this.partCopier = new PartCopier(metadata, reader, receiver, clock);
    this.completer =
        new UploadCompleter(metadata, changes, receiver, clock, settings.minPartBytes());
    this.uploadLister = new UploadLister(metadata, bucketAcls);
    AccessGate gate = gate(""); // who is refused by a job is not told where a bucket is
    this.jobs = new Jobs(metadata, audit, gate, ids, clock);
    JobRunner runner =
        new JobRunner(
            metadata,
            users.users(),
            gate,
            () -> tenure.start().number(),
            new JobRunner.Tools(remover, copier, uploads),
            clock);
    this.activity = new Activity(metadata, audited, () -> tenure.start().number());
    this.savedSettings = new SavedSettings(metadata, clock);
    this.limitedUsers = new LimitedUsers(metadata, clock);
    this.upkeep =
        Upkeep.of(
            engine,
            tenure,
            uploads,
            runner,
            savedSettings,
            limitedUsers,
            pins,
            settings.uploadExpiry(),
            UserUpkeep.of(users, signIns, auditLog, metadata, cipher, clock),
            clock);
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
    UserServices users = usersOf(engine.metadata(), cipher, clock, settings.audit());
    users.users().checkEncryptionKey();
    users.users().index();
    return new Store(engine, cipher, users, settings, clock);
  }

  /**
   * The users of a store that is not open, for a command that only reads them or that repairs what
   * keeps the store from being opened.
   */
  public static UserServices usersOf(MetadataStore metadata, SecretCipher cipher, Clock clock) {
    return usersOf(metadata, cipher, clock, AuditLog.Limits.NONE);
  }

  private static UserServices usersOf(
      MetadataStore metadata, SecretCipher cipher, Clock clock, AuditLog.Limits audit) {
    return UserServices.of(
        metadata,
        cipher,
        clock,
        new AccessRules.Names(Action::isNamedBy, Action::isOfBuckets),
        audit);
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

  /** Finds users and their access keys. */
  public Users users() {
    return users.users();
  }

  /** Makes, changes and removes users and their access keys. */
  public UserChanges userChanges() {
    return users.changes();
  }

  /** Changes a user's own keys, whoever the user is. */
  public UserChanges ownKeyChanges() {
    return users.own();
  }

  /** What is done to users with nobody signed in. */
  public UserRecovery userRecovery() {
    return users.recovery();
  }

  /** When keys and users were last used. */
  public LastUses lastUses() {
    return users.lastUses();
  }

  /** Who is signed in at the admin address. */
  public Sessions sessions() {
    return sessions;
  }

  /** What users prove beside a secret, with codes of that kind. */
  public SecondFactors secondFactors(OneTimeCodes codes) {
    return secondFactors.apply(codes);
  }

  /** The account that the store is. */
  public Account account() {
    return account;
  }

  /**
   * Changes what says what the store is and who may do what, with a record in the audit log in the
   * same commit: for services of their own, beside those of the store.
   */
  public AuditedStore audited() {
    return audited;
  }

  /** Reads the audit log. */
  public AuditLog auditLog() {
    return auditLog;
  }

  /** Tells the audit log who signed in. */
  public SignIns signIns() {
    return signIns;
  }

  /**
   * The gate that every front end asks.
   *
   * @param region the region of buckets that were made without one
   */
  public AccessGate gate(String region) {
    return new AccessGate(authorizer, buckets, tagger, policies, realm(region));
  }

  /**
   * Answers what somebody could do, by the same gate.
   *
   * @param region the region of buckets that were made without one
   */
  public AccessQuestions questions(String region) {
    return new AccessQuestions(gate(region), buckets);
  }

  private Realm realm(String region) {
    return new Realm(account.id(), region);
  }

  /** The policies of buckets. */
  public BucketPolicies policies() {
    return policies;
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

  /** Reads and sets the access control lists of objects. */
  public ObjectAcls objectAcls() {
    return objectAcls;
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
    return Stream.of(engineFigures, upkeep.figures(), signIns.figures(), policies.figures())
        .flatMap(List::stream)
        .toList();
  }

  /** What administrators decide while servers run. */
  public SavedSettings savedSettings() {
    return savedSettings;
  }

  /** What is kept of past requests, and how much is in buckets. */
  public Activity activity() {
    return activity;
  }

  /** How much single users may ask of each server. */
  public LimitedUsers limitedUsers() {
    return limitedUsers;
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
