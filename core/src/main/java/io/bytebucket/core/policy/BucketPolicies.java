package io.bytebucket.core.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bytebucket.core.access.BucketFacts;
import io.bytebucket.core.access.BucketPolicy;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.PolicyRecords;
import io.bytebucket.core.bucket.StoredPolicy;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.user.Account;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies of buckets: read strictly when they are put, compiled when they are first asked, and
 * remembered. Thread-safe; a change is durable on return. Every method that names a bucket fails
 * with {@link Failure.NoSuchBucket} when it is not there.
 *
 * <p>What is remembered is named by the id of the bucket and the generation of its record. Every
 * change of a setting raises that in the same commit, and each request reads the record anyway; so
 * whichever process changed a policy, the next request on the bucket in any of them misses here and
 * reads the new one. Nothing has to be told to anybody, and nothing grows old.
 */
public final class BucketPolicies implements BucketFacts.Source {
  /**
   * How many bytes of stored policies are remembered, of all buckets together. What is made of them
   * takes some twenty times as much.
   */
  private static final long REMEMBERED_BYTES = 1 << 20;

  /** What a bucket without a policy weighs: its access control list and whatever else there is. */
  private static final int BASE_BYTES = 256;

  private static final Logger LOG = LoggerFactory.getLogger(BucketPolicies.class);

  private final PolicyRecords records;
  private final Users users;
  private final Account account;
  private final Cache<Name, Remembered> remembered =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_BYTES)
          .<Name, Remembered>weigher((_, state) -> state.weightBytes())
          .build();

  /** Under what something is remembered. */
  private record Name(long bucketId, Realm realm) {}

  /** What was found of a bucket. */
  private record Remembered(
      Bucket bucket, BucketAccess access, Optional<BucketPolicy> policy, int weightBytes) {}

  /**
   * Those of the buckets in that store.
   *
   * @param users whom policies may name
   * @param account the account that the store is, by which policies may call all of them
   */
  public BucketPolicies(PolicyRecords records, Users users, Account account) {
    this.records = records;
    this.users = users;
    this.account = account;
  }

  /** How many buckets it remembers something of. */
  public List<Figure> figures() {
    return List.of(
        new Figure.Level(
            "bytebucket_cache_entries",
            "Entries in a cache.",
            Map.of("cache", "policies"),
            remembered::estimatedSize));
  }

  @Override
  public BucketFacts of(Bucket bucket, Realm realm) {
    Optional<BucketAccess> unsaid = records.unsaid(bucket);
    if (unsaid.isPresent()) {
      return new BucketFacts(bucket, realm.region(), unsaid.get(), Optional.empty());
    }
    Name name = new Name(bucket.id(), realm);
    Remembered known = remembered.getIfPresent(name);
    if (known == null || known.bucket().generation() != bucket.generation()) {
      known = look(bucket.name(), realm);
      remembered.put(new Name(known.bucket().id(), realm), known);
    }
    return new BucketFacts(known.bucket(), realm.region(), known.access(), known.policy());
  }

  private Remembered look(BucketName name, Realm realm) {
    PolicyRecords.State state = records.state(name);
    int weightBytes = state.policy().map(PolicyRecords.PolicyRecord::lengthBytes).orElse(0);
    return new Remembered(
        state.bucket(),
        state.access(),
        state.policy().map(record -> compile(name, record, realm)),
        BASE_BYTES + weightBytes);
  }

  /** What cannot be read might forbid anything, so it forbids everything. */
  private static BucketPolicy compile(
      BucketName bucket, PolicyRecords.PolicyRecord record, Realm realm) {
    try {
      StoredPolicy stored = record.decode();
      return new PolicyCompiler(realm)
          .compile(bucket, stored.document(), (kind, name) -> meaning(stored, kind, name));
    } catch (StoreException e) {
      LOG.atError()
          .addKeyValue("bucket", bucket.value())
          .addKeyValue("failure", e.failure().getClass().getSimpleName())
          .log("policy of a bucket cannot be read, so nothing is allowed there");
      return new BucketPolicy.Unreadable();
    }
  }

  private static Optional<PrincipalNames.Meaning> meaning(
      StoredPolicy stored, PrincipalNames.Kind kind, String name) {
    return Optional.ofNullable(stored.principals().get(filed(kind, name)))
        .map(id ->
            id.isEmpty()
                ? new PrincipalNames.Meaning.Account()
                : new PrincipalNames.Meaning.User(new UserId(id)));
  }

  /**
   * Sets the policy of a bucket, and replaces the one that it has.
   *
   * @param document not to be changed
   * @throws StoreException also with {@link Failure.InvalidPolicy} or {@link
   *     Failure.PublicAccessBlocked}
   */
  public void put(BucketName bucket, byte[] document) {
    // What a policy may say does not depend on where its bucket is.
    Realm realm = new Realm(account.id(), "");
    UserNames names = new UserNames(users, realm);
    Map<String, String> principals = new HashMap<>();
    BucketPolicy policy =
        new PolicyCompiler(realm)
            .compile(
                bucket,
                document,
                (kind, name) -> {
                  Optional<PrincipalNames.Meaning> meaning = names.find(kind, name);
                  meaning.ifPresent(found -> principals.put(filed(kind, name), idOf(found)));
                  return meaning;
                });
    records.put(bucket, new StoredPolicy(document, principals), policy.isPublic());
  }

  private static String filed(PrincipalNames.Kind kind, String name) {
    return kind.name() + " " + name;
  }

  private static String idOf(PrincipalNames.Meaning meaning) {
    return switch (meaning) {
      case PrincipalNames.Meaning.Account _ -> "";
      case PrincipalNames.Meaning.User(UserId id) -> id.value();
    };
  }

  /** The policy of a bucket as it was sent, if it has one; not to be changed. */
  public Optional<byte[]> find(BucketName bucket) {
    return records.find(bucket).map(StoredPolicy::document);
  }

  /** Whether the policy that a bucket has gives something to everybody; empty without a policy. */
  public Optional<Boolean> isPublic(Bucket bucket) {
    return of(bucket, new Realm(account.id(), "")).policy().map(BucketPolicy::isPublic);
  }

  /** Removes the policy of a bucket, if it has one. */
  public void delete(BucketName bucket) {
    records.delete(bucket);
  }
}
