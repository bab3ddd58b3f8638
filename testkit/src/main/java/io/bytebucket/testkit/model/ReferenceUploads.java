package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.testkit.model.ReferenceBucket.Stored;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What uploads in parts mean, as {@link ReferenceStore} is written. Not thread-safe. */
final class ReferenceUploads implements ObservedUploads {
  private static final Duration OPEN = Duration.ofDays(7);
  private static final Duration REMEMBERED = Duration.ofDays(1);

  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  private record Part(byte[] body, ETag etag, Checksum checksum, Instant time) {
    String text(int number) {
      return ObservedUploads.part(number, etag.value(), body.length, checksum, time);
    }
  }

  /** How an upload ended, and with which list, whose checksums do not count. */
  private record End(Instant time, List<Listed> parts, String answer) {
    boolean isOf(List<Listed> others) {
      return bare(parts).equals(bare(others));
    }

    private static List<Listed> bare(List<Listed> parts) {
      return parts.stream()
          .map(part -> new Listed(part.number(), part.etag(), Optional.empty()))
          .toList();
    }
  }

  private static final class Begun {
    final int number;
    final ReferenceBucket bucket;
    final ObjectKey key;
    final ObjectAttributes attributes;
    final Upload.ChecksumPlan plan;
    final Instant initiatedAt;
    final SortedMap<Integer, Part> parts = new TreeMap<>();
    Optional<End> end = Optional.empty();

    Begun(
        int number,
        ReferenceBucket bucket,
        ObjectKey key,
        ObjectAttributes attributes,
        Upload.ChecksumPlan plan,
        Instant initiatedAt) {
      this.number = number;
      this.bucket = bucket;
      this.key = key;
      this.attributes = attributes;
      this.plan = plan;
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

  @Override
  public String create(
      BucketName bucket, ObjectKey key, ObjectAttributes attributes, Upload.ChecksumPlan plan) {
    ReferenceBucket target = buckets.get(bucket.value());
    if (target == null) {
      return ReferenceStore.noSuchBucket(bucket);
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    uploads.put(begun, new Begun(begun, target, key, attributes, plan, now));
    return "upload " + begun++;
  }

  @Override
  public String putPart(
      Handle handle, int number, byte[] body, Optional<ChecksumAlgorithm> claimed) {
    return in(
        handle,
        upload -> {
          ChecksumAlgorithm asked = upload.plan.algorithm();
          boolean isOther = claimed.filter(other -> other != asked).isPresent();
          boolean isMissing = claimed.isEmpty() && upload.plan.type() == Checksum.Type.COMPOSITE;
          return upload.plan.isAskedFor() && (isOther || isMissing)
              ? ObservedStore.failure(
                  new Failure.ChecksumTypeMismatch(
                      asked.name(), claimed.map(ChecksumAlgorithm::name)))
              : setPart(upload, number, body);
        });
  }

  private String setPart(Begun upload, int number, byte[] body) {
    Checksum checksum = ReferenceStore.checksum(upload.plan.algorithm(), body);
    Instant now = Instant.ofEpochMilli(clock.millis());
    Part part = new Part(body, ReferenceStore.etag(body), checksum, now);
    upload.parts.put(number, part);
    return part.text(number);
  }

  @Override
  public String copyPart(
      Handle handle,
      int number,
      ObjectReader.Source source,
      ReadConditions conditions,
      Optional<PartCopier.Range> range) {
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
          Stored object = found.object().orElseThrow();
          Optional<String> refusal = ReferenceConditions.sourceRefusal(conditions, object);
          if (refusal.isPresent()) {
            return refusal.get();
          }
          byte[] body = object.body();
          if (range.filter(wanted -> wanted.last() >= body.length).isPresent()) {
            return ObservedStore.failure(
                new Failure.CopyRangeOutside(range.get().first(), range.get().last(), body.length));
          }
          byte[] wanted =
              range
                  .map(r -> Arrays.copyOfRange(body, (int) r.first(), (int) r.last() + 1))
                  .orElse(body);
          return setPart(upload, number, wanted);
        });
  }

  @Override
  public String complete(CompleteInput input) {
    Handle handle = input.upload();
    if (!buckets.containsKey(handle.bucket().value())) {
      return ReferenceStore.noSuchBucket(handle.bucket());
    }
    Optional<End> end =
        find(handle).flatMap(upload -> upload.end).filter(e -> e.isOf(input.parts()));
    return end.isPresent() ? end.get().answer() : in(handle, upload -> complete(upload, input));
  }

  private String complete(Begun upload, CompleteInput input) {
    Optional<Failure> unlike = unlikeMode(upload.plan, input).or(() -> unlikeParts(upload, input));
    if (unlike.isPresent()) {
      return ObservedStore.failure(unlike.get());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteArrayOutputStream tags = new ByteArrayOutputStream();
    ByteArrayOutputStream sums = new ByteArrayOutputStream();
    List<ObjectPart> parts = new ArrayList<>();
    for (Listed listed : input.parts()) {
      Part part = part(upload, listed.number());
      bytes.writeBytes(part.body());
      tags.writeBytes(HexFormat.of().parseHex(part.etag().value()));
      sums.writeBytes(Base64.getDecoder().decode(part.checksum().base64()));
      parts.add(new ObjectPart(listed.number(), part.body().length, Optional.of(part.checksum())));
    }
    byte[] body = bytes.toByteArray();
    Checksum checksum = checksum(upload.plan, body, sums.toByteArray());
    Optional<Failure> refusal =
        unlikeObject(upload.plan, body.length, checksum, input)
            .or(() ->
                ReferenceConditions.refusal(
                    input.condition(), upload.key, upload.bucket.current(upload.key)));
    if (refusal.isPresent()) {
      return ObservedStore.failure(refusal.get());
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    VersionId version = upload.bucket.next(upload.key, clock.millis());
    ETag etag = new ETag(ReferenceStore.etag(tags.toByteArray()).value() + "-" + parts.size());
    upload.bucket.put(
        upload.key,
        new Stored(
            version, false, body, etag, now, upload.attributes, Optional.of(checksum), parts));
    String answer = ObservedUploads.completed(etag, version, checksum);
    upload.end = Optional.of(new End(now, input.parts(), answer));
    return answer;
  }

  private static Part part(Begun upload, int number) {
    return Objects.requireNonNull(upload.parts.get(number));
  }

  private static Optional<Failure> unlikeMode(Upload.ChecksumPlan plan, CompleteInput input) {
    Optional<Checksum.Type> mode = plan.isAskedFor() ? Optional.of(plan.type()) : Optional.empty();
    return input.type().isEmpty() || input.type().equals(mode)
        ? Optional.empty()
        : Optional.of(new Failure.ChecksumModeMismatch(mode.map(Checksum.Type::name)));
  }

  private static Optional<Failure> unlikeParts(Begun upload, CompleteInput input) {
    List<Listed> parts = input.parts();
    String id = id(upload.number);
    List<Integer> numbers = parts.stream().map(Listed::number).toList();
    if (!numbers.stream().sorted().distinct().toList().equals(numbers)) {
      return Optional.of(new Failure.InvalidPartOrder(id));
    }
    return parts.stream().flatMap(listed -> unlikePart(upload, listed).stream()).findFirst();
  }

  private static Optional<Failure> unlikePart(Begun upload, Listed listed) {
    Part part = upload.parts.get(listed.number());
    Failure invalid = new Failure.InvalidPart(id(upload.number), listed.number(), listed.etag());
    if (part == null || !part.etag().value().equals(listed.etag())) {
      return Optional.of(invalid);
    }
    ChecksumAlgorithm algorithm = upload.plan.algorithm();
    if (listed.checksum().isEmpty()) {
      return upload.plan.type() == Checksum.Type.COMPOSITE
          ? Optional.of(new Failure.PartChecksumMissing(algorithm.name(), listed.number()))
          : Optional.empty();
    }
    UploadCompleter.Claim claim = listed.checksum().get();
    if (claim.algorithm() != algorithm) {
      return Optional.of(
          upload.plan.isAskedFor()
              ? new Failure.PartChecksumOfOtherKind(claim.algorithm().name(), listed.number())
              : invalid);
    }
    return claim.base64().equals(part.checksum().base64())
        ? Optional.empty()
        : Optional.of(invalid);
  }

  private static Checksum checksum(Upload.ChecksumPlan plan, byte[] body, byte[] sums) {
    return switch (plan.type()) {
      case FULL_OBJECT -> ReferenceStore.checksum(plan.algorithm(), body);
      case COMPOSITE ->
          new Checksum(
              plan.algorithm(),
              plan.type(),
              ReferenceStore.checksum(plan.algorithm(), sums).base64());
    };
  }

  private static Optional<Failure> unlikeObject(
      Upload.ChecksumPlan plan, long sizeBytes, Checksum checksum, CompleteInput input) {
    if (input.sizeBytes().orElse(sizeBytes) != sizeBytes) {
      return Optional.of(
          new Failure.UploadSizeMismatch(input.sizeBytes().orElseThrow(), sizeBytes));
    }
    return input
        .checksum()
        .filter(said -> !said.equals(checksum.base64()))
        .map(said ->
            new Failure.UploadChecksumMismatch(plan.algorithm().name(), said, checksum.base64()));
  }

  @Override
  public String abort(Handle handle, Optional<Instant> begunAt) {
    boolean isOver = find(handle).filter(upload -> upload.end.isEmpty()).isEmpty();
    if (begunAt.isPresent() && isOver && buckets.containsKey(handle.bucket().value())) {
      return "aborted";
    }
    return in(
        handle,
        upload -> {
          long second = upload.initiatedAt.getEpochSecond();
          if (begunAt.filter(time -> time.getEpochSecond() != second).isPresent()) {
            return ObservedStore.failure(new Failure.PreconditionFailed(Condition.BEGUN_AT));
          }
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
  public String listParts(Handle handle, int after, int limit) {
    return in(
        handle,
        upload -> {
          List<String> lines = new ArrayList<>();
          upload.parts.tailMap(after + 1).forEach((number, part) -> lines.add(part.text(number)));
          return lines.toString();
        });
  }

  @Override
  public String list(
      BucketName name,
      String prefix,
      Optional<String> delimiter,
      Optional<Start> after,
      int limit) {
    ReferenceBucket bucket = buckets.get(name.value());
    if (bucket == null) {
      return ReferenceStore.noSuchBucket(name);
    }
    FoldedLines lines = new FoldedLines(prefix, delimiter);
    uploads.values().stream()
        .filter(upload -> upload.bucket == bucket && upload.end.isEmpty())
        .filter(upload -> after.filter(start -> !isAfter(upload, start)).isEmpty())
        .sorted(
            Comparator.comparing((Begun upload) -> upload.key.value(), ReferenceBucket.BY_UTF8)
                .thenComparingInt(upload -> upload.number))
        .forEach(upload ->
            lines.add(
                upload.key.value(),
                upload.key.value() + " " + id(upload.number) + " " + upload.initiatedAt));
    return lines.toString();
  }

  private static boolean isAfter(Begun upload, Start start) {
    String key = upload.key.value();
    if (start.isPrefix() && key.startsWith(start.key())) {
      return false;
    }
    return key.equals(start.key())
        ? start.number().filter(number -> upload.number > number).isPresent()
        : ReferenceBucket.BY_UTF8.compare(key, start.key()) > 0;
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
