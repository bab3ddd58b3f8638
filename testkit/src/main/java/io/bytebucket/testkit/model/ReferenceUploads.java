package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.testkit.model.ReferenceBucket.Stored;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What uploads in parts mean, as {@link ReferenceStore} is written. Not thread-safe. */
final class ReferenceUploads implements ObservedUploads {
  private static final Duration OPEN = Duration.ofDays(7);
  private static final Duration REMEMBERED = Duration.ofDays(1);

  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  private record Part(byte[] body, ETag etag) {}

  /** How an upload ended, and with which list. */
  private record End(Instant time, List<Listed> parts, String answer) {}

  private static final class Begun {
    final int number;
    final ReferenceBucket bucket;
    final ObjectKey key;
    final ObjectAttributes attributes;
    final Instant initiatedAt;
    final SortedMap<Integer, Part> parts = new TreeMap<>();
    Optional<End> end = Optional.empty();

    Begun(
        int number,
        ReferenceBucket bucket,
        ObjectKey key,
        ObjectAttributes attributes,
        Instant initiatedAt) {
      this.number = number;
      this.bucket = bucket;
      this.key = key;
      this.attributes = attributes;
      this.initiatedAt = initiatedAt;
    }
  }

  private final Map<String, ReferenceBucket> buckets;
  private final Clock clock;
  private final SortedMap<Integer, Begun> uploads = new TreeMap<>();
  private int begun;

  ReferenceUploads(Map<String, ReferenceBucket> buckets, Clock clock) {
    this.buckets = buckets;
    this.clock = clock;
  }

  /** Whether any upload into the bucket is under way. */
  boolean areIn(ReferenceBucket bucket) {
    return uploads.values().stream()
        .anyMatch(upload -> upload.bucket == bucket && upload.end.isEmpty());
  }

  @Override
  public String create(BucketName bucket, ObjectKey key, ObjectAttributes attributes) {
    ReferenceBucket target = buckets.get(bucket.value());
    if (target == null) {
      return ReferenceStore.noSuchBucket(bucket);
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    uploads.put(begun, new Begun(begun, target, key, attributes, now));
    return "upload " + begun++;
  }

  @Override
  public String putPart(Handle handle, int number, byte[] body) {
    return in(handle, upload -> setPart(upload, number, body));
  }

  private static String setPart(Begun upload, int number, byte[] body) {
    Part part = new Part(body, ReferenceStore.etag(body));
    upload.parts.put(number, part);
    return ObservedUploads.part(number, part.etag().value(), body.length);
  }

  @Override
  public String copyPart(
      Handle handle, int number, ObjectReader.Source source, Optional<PartCopier.Range> range) {
    return in(
        handle,
        upload -> {
          ReferenceBucket from = buckets.get(source.bucket().value());
          if (from == null) {
            return ReferenceStore.noSuchBucket(source.bucket());
          }
          ReferenceBucket.Found found = from.read(source);
          if (found.failure().isPresent()) {
            return ObservedStore.failure(found.failure().get());
          }
          byte[] body = found.object().orElseThrow().body();
          if (range.filter(wanted -> wanted.last() >= body.length).isPresent()) {
            return ObservedStore.failure(new Failure.CopyRangeOutside(body.length));
          }
          byte[] wanted =
              range
                  .map(r -> Arrays.copyOfRange(body, (int) r.first(), (int) r.last() + 1))
                  .orElse(body);
          return setPart(upload, number, wanted);
        });
  }

  @Override
  public String complete(Handle handle, List<Listed> parts, WriteCondition condition) {
    if (!buckets.containsKey(handle.bucket().value())) {
      return ReferenceStore.noSuchBucket(handle.bucket());
    }
    Optional<Begun> known = find(handle);
    if (known.flatMap(upload -> upload.end).filter(end -> end.parts().equals(parts)).isPresent()) {
      return known.get().end.orElseThrow().answer();
    }
    return in(handle, upload -> complete(upload, parts, condition));
  }

  private String complete(Begun upload, List<Listed> parts, WriteCondition condition) {
    String id = id(upload.number);
    List<Integer> numbers = parts.stream().map(Listed::number).toList();
    if (!numbers.stream().sorted().distinct().toList().equals(numbers)) {
      return ObservedStore.failure(new Failure.InvalidPartOrder(id));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream tags = new ByteArrayOutputStream();
    for (Listed listed : parts) {
      Part part = upload.parts.get(listed.number());
      if (part == null || !part.etag().value().equals(listed.etag())) {
        return ObservedStore.failure(new Failure.InvalidPart(id, listed.number(), listed.etag()));
      }
      body.writeBytes(part.body());
      tags.writeBytes(HexFormat.of().parseHex(part.etag().value()));
    }
    Optional<Failure> refusal =
        ReferenceBucket.refusal(condition, upload.key, upload.bucket.current(upload.key));
    if (refusal.isPresent()) {
      return ObservedStore.failure(refusal.get());
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    VersionId version = upload.bucket.next(upload.key, clock.millis());
    ETag etag = new ETag(ReferenceStore.etag(tags.toByteArray()).value() + "-" + parts.size());
    upload.bucket.put(
        upload.key, new Stored(version, false, body.toByteArray(), etag, now, upload.attributes));
    String answer = "completed " + etag.value() + " " + version;
    upload.end = Optional.of(new End(now, parts, answer));
    return answer;
  }

  @Override
  public String abort(Handle handle) {
    return in(
        handle,
        upload -> {
          uploads.remove(upload.number);
          return "aborted";
        });
  }

  /** Aborts the uploads into a bucket; how many. */
  int abortAll(ReferenceBucket bucket) {
    int before = uploads.size();
    uploads.values().removeIf(upload -> upload.bucket == bucket && upload.end.isEmpty());
    return before - uploads.size();
  }

  @Override
  public String listParts(Handle handle, int limit) {
    return in(
        handle,
        upload -> {
          List<String> lines = new ArrayList<>();
          upload.parts.forEach((number, part) ->
              lines.add(ObservedUploads.part(number, part.etag().value(), part.body().length)));
          return lines.toString();
        });
  }

  @Override
  public String list(BucketName name, String prefix, Optional<String> delimiter, int limit) {
    ReferenceBucket bucket = buckets.get(name.value());
    if (bucket == null) {
      return ReferenceStore.noSuchBucket(name);
    }
    FoldedLines lines = new FoldedLines(prefix, delimiter);
    uploads.values().stream()
        .filter(upload -> upload.bucket == bucket && upload.end.isEmpty())
        .sorted(
            Comparator.comparing((Begun upload) -> upload.key.value(), ReferenceBucket.BY_UTF8)
                .thenComparingInt(upload -> upload.number))
        .forEach(
            upload -> lines.add(upload.key.value(), upload.key.value() + " " + id(upload.number)));
    return lines.toString();
  }

  @Override
  public String expire() {
    Instant now = clock.instant();
    long open =
        uploads.values().stream()
            .filter(upload -> upload.end.isEmpty() && isOver(upload.initiatedAt, OPEN, now))
            .count();
    uploads
        .values()
        .removeIf(upload ->
            upload
                .end
                .map(end -> isOver(end.time(), REMEMBERED, now))
                .orElseGet(() -> isOver(upload.initiatedAt, OPEN, now)));
    return "expired " + open;
  }

  private static boolean isOver(Instant since, Duration allowed, Instant now) {
    return !since.plus(allowed).isAfter(now);
  }

  private Optional<Begun> find(Handle handle) {
    return Optional.ofNullable(uploads.get(handle.number()))
        .filter(upload -> upload.bucket == buckets.get(handle.bucket().value()))
        .filter(upload -> upload.key.equals(handle.key()));
  }

  private String in(Handle handle, Function<Begun, String> operation) {
    if (!buckets.containsKey(handle.bucket().value())) {
      return ReferenceStore.noSuchBucket(handle.bucket());
    }
    return find(handle)
        .filter(upload -> upload.end.isEmpty())
        .map(operation)
        .orElseGet(() -> ObservedStore.failure(new Failure.NoSuchUpload(id(handle.number()))));
  }

  static String id(int number) {
    return "upload-" + number;
  }
}
