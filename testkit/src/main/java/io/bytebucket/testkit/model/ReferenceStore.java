package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectRemover.Outcome;
import io.bytebucket.core.object.ReadConditions;
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
  private final ReferenceSettings settings;

  ReferenceStore(Clock clock) {
    this.clock = clock;
    this.uploads = new ReferenceUploads(buckets, clock);
    this.settings = new ReferenceSettings(buckets);
  }

  @Override
  public ObservedSettings settings() {
    return settings;
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
    buckets.put(name.value(), new ReferenceBucket(owner, Instant.ofEpochMilli(clock.millis())));
    return "created";
  }

  @Override
  public String deleteBucket(BucketName name) {
    return in(
        name,
        bucket -> {
          if (!bucket.versions.isEmpty()) {
            return ObservedStore.failure(
                new Failure.BucketNotEmpty(
                    name.value(), bucket.versioning != Versioning.UNVERSIONED));
          }
          uploads.abortAll(bucket);
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
                Optional.of(checksum(input.algorithm(), input.body())),
                List.of(),
                input.condition()));
  }

  static ETag etag(byte[] body) {
    Hash md5 = Hash.digest("MD5");
    md5.update(body, 0, body.length);
    return new ETag(HexFormat.of().formatHex(md5.finish()));
  }

  static Checksum checksum(ChecksumAlgorithm algorithm, byte[] body) {
    Hash hash = algorithm.newHash();
    hash.update(body, 0, body.length);
    return Checksum.fullObject(algorithm, hash.finish());
  }

  private String store(
      ReferenceBucket bucket,
      ObjectKey key,
      byte[] body,
      ETag etag,
      ObjectAttributes attributes,
      Optional<Checksum> checksum,
      List<ObjectPart> parts,
      WriteCondition condition) {
    Optional<Failure> refusal = ReferenceConditions.refusal(condition, key, bucket.current(key));
    if (refusal.isPresent()) {
      return ObservedStore.failure(refusal.get());
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    Stored object =
        new Stored(
            bucket.next(key, clock.millis()), false, body, etag, now, attributes, checksum, parts);
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
  public String head(ObjectReader.Source source, ReadConditions conditions) {
    return read(
        source,
        (bucket, object) ->
            ReferenceConditions.refusal(conditions, object).orElseGet(object::textWithParts));
  }

  @Override
  public String copy(CopyInput input) {
    return in(
        input.bucket(),
        target ->
            read(
                input.source(),
                (sourceBucket, source) -> {
                  Optional<String> refusal =
                      ReferenceConditions.sourceRefusal(input.conditions(), source);
                  if (refusal.isPresent()) {
                    return refusal.get();
                  }
                  Optional<Failure> unmet =
                      ReferenceConditions.refusal(
                          input.condition(), input.key(), target.current(input.key()));
                  if (unmet.isPresent()) {
                    return ObservedStore.failure(unmet.get());
                  }
                  if (sourceBucket == target && isPointless(input)) {
                    return ObservedStore.failure(new Failure.CopyOntoItself());
                  }
                  return store(
                      target,
                      input.key(),
                      source.body(),
                      source.etag(),
                      attributes(input, source.attributes()),
                      input
                          .checksum()
                          .map(algorithm -> checksum(algorithm, source.body()))
                          .or(source::checksum),
                      source.parts(),
                      input.condition());
                }));
  }

  private static boolean isPointless(CopyInput input) {
    return input.source().version() instanceof VersionSelector.Current
        && input.source().key().equals(input.key())
        && input.attributes().isEmpty()
        && input.checksum().isEmpty()
        && input.storageClass().equals(ObjectAttributes.STANDARD);
  }

  private static ObjectAttributes attributes(CopyInput input, ObjectAttributes source) {
    ObjectAttributes said = input.attributes().orElse(source);
    return new ObjectAttributes(
        said.system(), said.user(), input.tags().orElse(source.tags()), input.storageClass());
  }

  @Override
  public String rename(RenameInput input) {
    return read(
        ObjectReader.Source.current(input.bucket(), input.from()),
        (bucket, source) -> {
          Optional<String> unwanted = ReferenceConditions.sourceRefusal(input.conditions(), source);
          if (unwanted.isPresent()) {
            return unwanted.get();
          }
          if (input.from().equals(input.to())) {
            return ObservedStore.failure(new Failure.CopyOntoItself());
          }
          Optional<Failure> refusal =
              ReferenceConditions.refusal(
                  input.condition(), input.to(), bucket.current(input.to()));
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
    return readNaming(
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
    Optional<Failure> refusal =
        ReferenceConditions.refusal(target.condition(), target.key(), object);
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
      BucketName name,
      String prefix,
      Optional<String> delimiter,
      Optional<VersionLister.Marker> after,
      int limit) {
    return in(
        name,
        bucket -> {
          FoldedLines lines = new FoldedLines(prefix, delimiter);
          bucket.versions.forEach((key, versions) -> {
            for (Stored version : versions) {
              if (after.filter(marker -> !isAfter(bucket, key, version, marker)).isEmpty()
                  && after
                      .map(marker -> ListCursor.after(marker.key(), prefix, delimiter))
                      .filter(cursor -> cursor.isPrefix() && !isAfter(key, cursor))
                      .isEmpty()) {
                lines.add(
                    key,
                    ObservedStore.version(
                        key,
                        version.isMarker(),
                        version.equals(versions.getFirst()),
                        version.etag(),
                        version.version()));
              }
            }
          });
          return lines.toString();
        });
  }

  private static boolean isAfter(
      ReferenceBucket bucket, String key, Stored version, VersionLister.Marker marker) {
    int order = ReferenceBucket.BY_UTF8.compare(key, marker.key());
    if (order != 0) {
      return order > 0;
    }
    return marker
        .version()
        .flatMap(named ->
            named instanceof VersionSelector.Exactly(long sequence)
                ? Optional.of(sequence)
                : bucket.find(new ObjectKey(key), named).map(found -> found.version().sequence()))
        .filter(sequence -> version.version().sequence() < sequence)
        .isPresent();
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

  /** As {@link #read}, where a current delete marker is told as one, as if it had been named. */
  private String readNaming(
      ObjectReader.Source source, BiFunction<ReferenceBucket, Stored, String> operation) {
    return in(
        source.bucket(),
        bucket ->
            bucket.read(source).failure().orElse(null)
                    instanceof Failure.DeleteMarker(String key, String version, var at, var named)
                ? ObservedStore.failure(new Failure.DeleteMarker(key, version, at, true))
                : read(source, operation));
  }

  static String noSuchBucket(BucketName name) {
    return ObservedStore.failure(new Failure.NoSuchBucket(name.value()));
  }
}
