package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What buckets and objects mean, in the fewest words: sorted maps, and every answer computed the
 * slow and obvious way. Not thread-safe.
 */
final class ReferenceStore implements ObservedStore {
  private static final Comparator<String> BY_UTF8 =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  private record Stored(byte[] body, ETag etag, Instant lastModified, ObjectAttributes attributes) {
    String text() {
      return ObservedStore.object(etag, body.length, lastModified, attributes);
    }
  }

  private static final class StoredBucket {
    final String owner;
    final SortedMap<String, Stored> objects = new TreeMap<>(BY_UTF8);

    StoredBucket(String owner) {
      this.owner = owner;
    }
  }

  private final SortedMap<String, StoredBucket> buckets = new TreeMap<>();
  private final Clock clock;

  ReferenceStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String createBucket(BucketName name, String owner) {
    StoredBucket existing = buckets.get(name.value());
    if (existing != null) {
      return ObservedStore.failure(
          existing.owner.equals(owner)
              ? new Failure.BucketAlreadyOwnedByYou(name.value())
              : new Failure.BucketAlreadyExists(name.value()));
    }
    buckets.put(name.value(), new StoredBucket(owner));
    return "created";
  }

  @Override
  public String deleteBucket(BucketName name) {
    StoredBucket bucket = buckets.get(name.value());
    if (bucket == null) {
      return noSuchBucket(name);
    }
    if (!bucket.objects.isEmpty()) {
      return ObservedStore.failure(new Failure.BucketNotEmpty(name.value()));
    }
    buckets.remove(name.value());
    return "deleted";
  }

  @Override
  public String listBuckets(String prefix, String after, int limit) {
    List<String> names =
        buckets.keySet().stream()
            .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
            .toList();
    return names.subList(0, Math.min(limit, names.size())) + " more " + (names.size() > limit);
  }

  @Override
  public String put(PutInput input) {
    StoredBucket bucket = buckets.get(input.bucket().value());
    if (input.fault() != Fault.NONE) {
      return "refused";
    }
    if (bucket == null) {
      return noSuchBucket(input.bucket());
    }
    String key = input.key().value();
    Optional<Failure> refusal = refusal(input.condition(), key, bucket.objects.get(key));
    if (refusal.isPresent()) {
      return ObservedStore.failure(refusal.get());
    }
    Hash md5 = Hash.digest("MD5");
    md5.update(input.body(), 0, input.body().length);
    Stored object =
        new Stored(
            input.body(),
            new ETag(HexFormat.of().formatHex(md5.finish())),
            Instant.ofEpochMilli(clock.millis()),
            input.attributes());
    bucket.objects.put(key, object);
    return object.text();
  }

  private static Optional<Failure> refusal(
      WriteCondition condition, String key, @Nullable Stored current) {
    return switch (condition) {
      case WriteCondition.None none -> Optional.empty();
      case WriteCondition.IfAbsent absent ->
          current == null
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed("If-None-Match"));
      case WriteCondition.IfMatch match -> {
        if (current == null) {
          yield Optional.of(new Failure.NoSuchKey(key));
        }
        yield match.matcher().matches(current.etag())
            ? Optional.empty()
            : Optional.of(new Failure.PreconditionFailed("If-Match"));
      }
      case WriteCondition.IfSize(long sizeBytes) ->
          current == null || current.body().length == sizeBytes
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed("x-amz-if-match-size"));
      case WriteCondition.IfLastModified(Instant time) ->
          current == null || current.lastModified().getEpochSecond() == time.getEpochSecond()
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed("x-amz-if-match-last-modified-time"));
      case WriteCondition.All all ->
          all.conditions().stream()
              .flatMap(each -> refusal(each, key, current).stream())
              .findFirst();
    };
  }

  @Override
  public String get(BucketName bucketName, ObjectKey key, long offset, long length) {
    StoredBucket bucket = buckets.get(bucketName.value());
    if (bucket == null) {
      return noSuchBucket(bucketName);
    }
    Stored object = bucket.objects.get(key.value());
    if (object == null) {
      return ObservedStore.failure(new Failure.NoSuchKey(key.value()));
    }
    int from = (int) Math.min(offset, object.body().length);
    int until = (int) Math.min(offset + length, object.body().length);
    byte[] range = Arrays.copyOfRange(object.body(), from, until);
    return object.text() + " bytes " + HexFormat.of().formatHex(range);
  }

  @Override
  public String head(
      BucketName bucketName, ObjectKey key, Optional<ETag> ifMatch, Optional<ETag> ifNoneMatch) {
    StoredBucket bucket = buckets.get(bucketName.value());
    if (bucket == null) {
      return noSuchBucket(bucketName);
    }
    Stored object = bucket.objects.get(key.value());
    if (object == null) {
      return ObservedStore.failure(new Failure.NoSuchKey(key.value()));
    }
    if (ifMatch.isPresent() && !ifMatch.get().equals(object.etag())) {
      return ObservedStore.failure(new Failure.PreconditionFailed("If-Match"));
    }
    return ifNoneMatch.isPresent() && ifNoneMatch.get().equals(object.etag())
        ? "not modified"
        : object.text();
  }

  @Override
  public String delete(BucketName bucketName, ObjectRemover.Target target) {
    StoredBucket bucket = buckets.get(bucketName.value());
    if (bucket == null) {
      return noSuchBucket(bucketName);
    }
    return remove(bucket, target).map(ObservedStore::failure).orElse("deleted");
  }

  @Override
  public String deleteAll(BucketName bucketName, List<ObjectRemover.Target> targets) {
    StoredBucket bucket = buckets.get(bucketName.value());
    if (bucket == null) {
      return noSuchBucket(bucketName);
    }
    return targets.stream()
        .map(target ->
            remove(bucket, target)
                .<ObjectRemover.Outcome>map(ObjectRemover.Outcome.Refused::new)
                .orElseGet(ObjectRemover.Outcome.Gone::new))
        .toList()
        .toString();
  }

  private static Optional<Failure> remove(StoredBucket bucket, ObjectRemover.Target target) {
    String key = target.key().value();
    Optional<Failure> refusal = refusal(target.condition(), key, bucket.objects.get(key));
    if (refusal.isEmpty()) {
      bucket.objects.remove(key);
    }
    return refusal;
  }

  @Override
  public PageAnswer list(
      BucketName bucketName,
      String prefix,
      Optional<String> delimiter,
      Optional<ListCursor> after,
      int limit) {
    StoredBucket bucket = buckets.get(bucketName.value());
    if (bucket == null) {
      return new PageAnswer(noSuchBucket(bucketName), Optional.empty());
    }
    List<String> lines = new ArrayList<>();
    List<ListCursor> cursors = new ArrayList<>();
    bucket.objects.forEach((key, object) -> {
      if (!key.startsWith(prefix) || after.filter(cursor -> !isAfter(key, cursor)).isPresent()) {
        return;
      }
      int at = delimiter.map(text -> key.indexOf(text, prefix.length())).orElse(-1);
      ListCursor cursor =
          at < 0
              ? new ListCursor(key, false)
              : new ListCursor(key.substring(0, at + delimiter.orElse("").length()), true);
      // Keys are sorted, so those of one common prefix follow each other.
      if (cursors.isEmpty() || !cursors.getLast().equals(cursor)) {
        cursors.add(cursor);
        lines.add(at < 0 ? key + " " + object.text() : cursor.after() + " prefix");
      }
    });
    int count = Math.min(limit, lines.size());
    return new PageAnswer(
        lines.subList(0, count).toString(),
        count > 0 && lines.size() > count ? Optional.of(cursors.get(count - 1)) : Optional.empty());
  }

  private static boolean isAfter(String key, ListCursor cursor) {
    return BY_UTF8.compare(key, cursor.after()) > 0
        && !(cursor.isPrefix() && key.startsWith(cursor.after()));
  }

  private static String noSuchBucket(BucketName name) {
    return ObservedStore.failure(new Failure.NoSuchBucket(name.value()));
  }
}
