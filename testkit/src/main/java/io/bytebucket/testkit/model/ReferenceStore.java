package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectRemover.Outcome;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.testkit.model.ReferenceBucket.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What buckets, objects and versions mean, in the fewest words: sorted maps, and every answer
 * computed the slow and obvious way. Not thread-safe.
 */
final class ReferenceStore implements ObservedStore {
  private final SortedMap<String, ReferenceBucket> buckets = new TreeMap<>();
  private final Clock clock;
  private final ReferenceUploads uploads;

  ReferenceStore(Clock clock) {
    this.clock = clock;
    this.uploads = new ReferenceUploads(buckets, clock);
  }

  @Override
  public ObservedUploads uploads() {
    return uploads;
  }

  @Override
  public String createBucket(BucketName name, String owner) {
    ReferenceBucket existing = buckets.get(name.value());
    if (existing != null) {
      return ObservedStore.failure(
          existing.owner.equals(owner)
              ? new Failure.BucketAlreadyOwnedByYou(name.value())
              : new Failure.BucketAlreadyExists(name.value()));
    }
    buckets.put(name.value(), new ReferenceBucket(owner));
    return "created";
  }

  @Override
  public String deleteBucket(BucketName name) {
    return in(
        name,
        bucket -> {
          if (!bucket.versions.isEmpty() || uploads.areIn(bucket)) {
            return ObservedStore.failure(new Failure.BucketNotEmpty(name.value()));
          }
          buckets.remove(name.value());
          return "deleted";
        });
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
  public String setVersioning(BucketName name, Versioning versioning) {
    return in(
        name,
        bucket -> {
          bucket.versioning = versioning;
          return "set";
        });
  }

  @Override
  public String purge(BucketName name) {
    return in(
        name,
        bucket -> {
          int count = bucket.versions.values().stream().mapToInt(List::size).sum();
          bucket.versions.clear();
          return "purged " + count + " " + uploads.abortAll(bucket);
        });
  }

  @Override
  public String put(PutInput input) {
    if (input.fault() != Fault.NONE) {
      return "refused";
    }
    return in(
        input.bucket(),
        bucket ->
            store(
                bucket,
                input.key(),
                input.body(),
                etag(input.body()),
                input.attributes(),
                input.condition()));
  }

  static ETag etag(byte[] body) {
    Hash md5 = Hash.digest("MD5");
    md5.update(body, 0, body.length);
    return new ETag(HexFormat.of().formatHex(md5.finish()));
  }

  private String store(
      ReferenceBucket bucket,
      ObjectKey key,
      byte[] body,
      ETag etag,
      ObjectAttributes attributes,
      WriteCondition condition) {
    Optional<Failure> refusal = ReferenceBucket.refusal(condition, key, bucket.current(key));
    if (refusal.isPresent()) {
      return ObservedStore.failure(refusal.get());
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    Stored object =
        new Stored(bucket.next(key, clock.millis()), false, body, etag, now, attributes);
    bucket.put(key, object);
    return object.text();
  }

  @Override
  public String get(ObjectReader.Source source, long offset, long length) {
    return read(
        source,
        (bucket, object) -> {
          int from = (int) Math.min(offset, object.body().length);
          int until = (int) Math.min(offset + length, object.body().length);
          byte[] range = Arrays.copyOfRange(object.body(), from, until);
          return object.text() + " bytes " + HexFormat.of().formatHex(range);
        });
  }

  @Override
  public String head(
      ObjectReader.Source source, Optional<ETag> ifMatch, Optional<ETag> ifNoneMatch) {
    return read(
        source,
        (bucket, object) -> {
          if (ifMatch.isPresent() && !ifMatch.get().equals(object.etag())) {
            return ObservedStore.failure(new Failure.PreconditionFailed("If-Match"));
          }
          return ifNoneMatch.isPresent() && ifNoneMatch.get().equals(object.etag())
              ? "not modified"
              : object.text();
        });
  }

  @Override
  public String copy(CopyInput input) {
    return in(
        input.bucket(),
        target ->
            read(
                input.source(),
                (sourceBucket, source) -> {
                  if (input.ifMatch().filter(tag -> !tag.equals(source.etag())).isPresent()) {
                    return ObservedStore.failure(new Failure.PreconditionFailed("If-Match"));
                  }
                  boolean isSame =
                      input.source().version() instanceof VersionSelector.Current
                          && sourceBucket == target
                          && input.source().key().equals(input.key());
                  if (isSame && input.attributes().isEmpty()) {
                    return ObservedStore.failure(new Failure.CopyOntoItself());
                  }
                  ObjectAttributes said = input.attributes().orElse(source.attributes());
                  ObjectAttributes attributes =
                      new ObjectAttributes(
                          said.system(),
                          said.user(),
                          input.tags().orElse(source.attributes().tags()),
                          ObjectAttributes.STANDARD);
                  return store(
                      target,
                      input.key(),
                      source.body(),
                      source.etag(),
                      attributes,
                      input.condition());
                }));
  }

  @Override
  public String rename(RenameInput input) {
    return read(
        ObjectReader.Source.current(input.bucket(), input.from()),
        (bucket, source) -> {
          if (input.from().equals(input.to())) {
            return ObservedStore.failure(new Failure.CopyOntoItself());
          }
          Optional<Failure> refusal =
              ReferenceBucket.refusal(input.condition(), input.to(), bucket.current(input.to()));
          if (refusal.isPresent()) {
            return ObservedStore.failure(refusal.get());
          }
          Stored renamed = source.with(bucket.next(input.to(), clock.millis()));
          bucket.put(input.to(), renamed);
          bucket.delete(input.from(), clock.millis());
          return renamed.text();
        });
  }

  @Override
  public String tag(ObjectReader.Source source, Map<String, String> tags) {
    return read(
        source,
        (bucket, object) -> {
          ObjectAttributes old = object.attributes();
          Stored tagged =
              object.with(new ObjectAttributes(old.system(), old.user(), tags, old.storageClass()));
          bucket.replace(source.key(), object, List.of(tagged));
          return tagged.text();
        });
  }

  @Override
  public String delete(BucketName name, ObjectRemover.Target target) {
    return in(
        name,
        bucket -> {
          Outcome outcome = remove(bucket, target);
          return outcome instanceof Outcome.Refused(Failure failure)
              ? ObservedStore.failure(failure)
              : outcome.toString();
        });
  }

  @Override
  public String deleteAll(BucketName name, List<ObjectRemover.Target> targets) {
    return in(
        name, bucket -> targets.stream().map(target -> remove(bucket, target)).toList().toString());
  }

  private Outcome remove(ReferenceBucket bucket, ObjectRemover.Target target) {
    boolean isNamed = !(target.version() instanceof VersionSelector.Current);
    Optional<Stored> object =
        bucket.find(target.key(), target.version()).filter(version -> !version.isMarker());
    Optional<Failure> refusal = ReferenceBucket.refusal(target.condition(), target.key(), object);
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    if (isNamed) {
      Optional<Stored> gone = bucket.delete(target.key(), target.version());
      return new Outcome.VersionGone(target.version(), gone.filter(Stored::isMarker).isPresent());
    }
    return bucket
        .delete(target.key(), clock.millis())
        .<Outcome>map(marker -> new Outcome.Marked(marker.version()))
        .orElseGet(Outcome.Gone::new);
  }

  @Override
  public PageAnswer list(
      BucketName name,
      String prefix,
      Optional<String> delimiter,
      Optional<ListCursor> after,
      int limit) {
    ReferenceBucket bucket = buckets.get(name.value());
    if (bucket == null) {
      return new PageAnswer(noSuchBucket(name), Optional.empty());
    }
    List<String> lines = new ArrayList<>();
    List<ListCursor> cursors = new ArrayList<>();
    for (String key : bucket.versions.keySet()) {
      Optional<Stored> object = bucket.current(new ObjectKey(key));
      if (object.isEmpty()
          || !key.startsWith(prefix)
          || after.filter(cursor -> !isAfter(key, cursor)).isPresent()) {
        continue;
      }
      int at = delimiter.map(text -> key.indexOf(text, prefix.length())).orElse(-1);
      ListCursor cursor =
          at < 0
              ? new ListCursor(key, false)
              : new ListCursor(key.substring(0, at + delimiter.orElse("").length()), true);
      // Keys are sorted, so those of one common prefix follow each other.
      if (cursors.isEmpty() || !cursors.getLast().equals(cursor)) {
        cursors.add(cursor);
        lines.add(at < 0 ? key + " " + object.get().text() : cursor.after() + " prefix");
      }
    }
    int count = Math.min(limit, lines.size());
    return new PageAnswer(
        lines.subList(0, count).toString(),
        count > 0 && lines.size() > count ? Optional.of(cursors.get(count - 1)) : Optional.empty());
  }

  private static boolean isAfter(String key, ListCursor cursor) {
    return ReferenceBucket.BY_UTF8.compare(key, cursor.after()) > 0
        && !(cursor.isPrefix() && key.startsWith(cursor.after()));
  }

  @Override
  public String listVersions(
      BucketName name, String prefix, Optional<String> delimiter, int limit) {
    return in(
        name,
        bucket -> {
          FoldedLines lines = new FoldedLines(prefix, delimiter);
          bucket.versions.forEach((key, versions) -> {
            for (Stored version : versions) {
              lines.add(
                  key,
                  ObservedStore.version(
                      key,
                      version.isMarker(),
                      version.equals(versions.getFirst()),
                      version.etag(),
                      version.version()));
            }
          });
          return lines.toString();
        });
  }

  private String in(BucketName name, Function<ReferenceBucket, String> operation) {
    ReferenceBucket bucket = buckets.get(name.value());
    return bucket == null ? noSuchBucket(name) : operation.apply(bucket);
  }

  private String read(
      ObjectReader.Source source, BiFunction<ReferenceBucket, Stored, String> operation) {
    return in(
        source.bucket(),
        bucket -> {
          ReferenceBucket.Found found = bucket.read(source);
          return found
              .object()
              .map(object -> operation.apply(bucket, object))
              .orElseGet(() -> ObservedStore.failure(found.failure().orElseThrow()));
        });
  }

  static String noSuchBucket(BucketName name) {
    return ObservedStore.failure(new Failure.NoSuchBucket(name.value()));
  }
}
