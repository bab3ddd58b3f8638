package io.bytebucket.testkit.model;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.saved.SavedCodec;
import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.SignInKeys;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything of a store that people would miss, one fact a line, and nothing of how it is kept:
 * buckets with their settings and counters, versions with all that is known of them and their
 * bytes, users with their secrets. Two stores that hold the same have the same facts.
 */
public final class StoreFacts {
  private final MetadataStore metadata;
  private final Store store;
  private final StoreContents contents;
  private final SortedSet<String> facts = new TreeSet<>();

  private StoreFacts(MetadataStore metadata, Store store) {
    this.metadata = metadata;
    this.store = store;
    this.contents = StoreContents.of(metadata);
  }

  /** The facts of a store that nobody writes to meanwhile. */
  public static SortedSet<String> of(MetadataStore metadata, Store store) {
    StoreFacts read = new StoreFacts(metadata, store);
    read.contents.buckets.values().forEach(read::addBucket);
    read.contents.objects.forEach(read::addVersion);
    read.addNullVersions();
    read.addUsers();
    for (SavedSetting setting : SavedSetting.values()) {
      metadata
          .read(snapshot -> snapshot.get(Keyspace.savedSetting(setting.text())))
          .ifPresent(bytes -> read.facts.add("saved " + setting + " " + SavedCodec.decode(bytes)));
    }
    return read.facts;
  }

  private void addBucket(Bucket bucket) {
    facts.add(
        "bucket "
            + bucket.name()
            + " made "
            + bucket.createdAt()
            + " by "
            + bucket.ownerId()
            + " in "
            + bucket.locationConstraint()
            + " "
            + bucket.versioning());
    for (BucketSetting setting : BucketSetting.values()) {
      add("bucket " + bucket.name() + " " + setting, Keyspace.bucketSetting(bucket.id(), setting));
    }
    Map<BucketCounter, Long> counters = contents.counters.getOrDefault(bucket.id(), Map.of());
    counters.forEach((counter, count) -> {
      if (!counter.isOfUploads() && count != 0) {
        facts.add("bucket " + bucket.name() + " " + counter + " " + count);
      }
    });
  }

  private void add(String fact, Key key) {
    metadata
        .read(snapshot -> snapshot.get(key))
        .ifPresent(bytes -> facts.add(fact + " " + HexFormat.of().formatHex(bytes)));
  }

  private void addVersion(StoreContents.Located located) {
    ObjectRecord record = located.object();
    Bucket bucket = contents.buckets.get(located.bucketId());
    if (bucket == null) {
      return;
    }
    facts.add(
        "object "
            + bucket.name()
            + "/"
            + located.key()
            + " current "
            + located.isCurrent()
            + " "
            + record.version()
            + " marker "
            + record.isDeleteMarker()
            + " "
            + record.lastModified()
            + " "
            + record.sizeBytes()
            + " "
            + record.etag()
            + " "
            + sorted(record)
            + " of "
            + record.ownerId()
            + " "
            + record.checksum()
            + " parts "
            + contents.layout(record).parts()
            + " bytes "
            + (record.isDeleteMarker() ? "" : sha256(bucket, located)));
  }

  private static String sorted(ObjectRecord record) {
    return record.attributes().system()
        + " "
        + new TreeMap<>(record.attributes().user())
        + " "
        + new TreeMap<>(record.attributes().tags())
        + " "
        + record.attributes().storageClass()
        + " "
        + record.attributes().access();
  }

  private String sha256(Bucket bucket, StoreContents.Located located) {
    ObjectRecord record = located.object();
    VersionSelector selector =
        record.version().isNull()
            ? new VersionSelector.Null()
            : new VersionSelector.Exactly(record.version().sequence());
    try (ObjectReader.Content content =
        store
            .reader()
            .open(new ObjectReader.Source(bucket.name(), new ObjectKey(located.key()), selector))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.transfer(0, record.sizeBytes(), digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** By the names of buckets, whose numbers may be others. */
  private void addNullVersions() {
    contents.nullVersions.forEach((where, sequence) -> {
      int slash = where.indexOf('/');
      Bucket bucket = contents.buckets.get(Long.parseLong(where.substring(0, slash)));
      if (bucket != null) {
        facts.add("null version " + bucket.name() + where.substring(slash) + " " + sequence);
      }
    });
  }

  private void addUsers() {
    List<UserId> ids = store.users().idsAfter(UserId.NOBODY);
    for (UserId id : ids) {
      User user = store.users().user(id).orElseThrow();
      facts.add("user " + user);
      add("user " + id + " limits", Keyspace.userLimits(id.value()));
      add("user " + id + " second factor", SignInKeys.secondFactor(id.value()));
      facts.add(
          user.keyIds().stream()
              .map(this::key)
              .collect(Collectors.joining(", ", "user " + id + " keys ", "")));
    }
  }

  private String key(String keyId) {
    try {
      Credential credential = store.users().find(keyId).orElseThrow();
      return credential.key() + " " + credential.secret();
    } catch (StoreException e) {
      return keyId + " " + e.failure();
    }
  }
}
