package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bucket of the {@link ReferenceStore}: for every key its versions, the newest first. */
final class ReferenceBucket {
  /** Room for the versions of a millisecond, as version ids have it. */
  private static final int CLOCK_SHIFT = 20;

  static final Comparator<String> BY_UTF8 =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  /** A version of an object; a delete marker has no bytes. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  record Stored(
      VersionId version,
      boolean isMarker,
      byte[] body,
      ETag etag,
      Instant lastModified,
      ObjectAttributes attributes) {
    String text() {
      return ObservedStore.object(etag, version, body.length, lastModified, attributes);
    }

    Stored with(VersionId other) {
      return new Stored(other, isMarker, body, etag, lastModified, attributes);
    }

    Stored with(ObjectAttributes other) {
      return new Stored(version, isMarker, body, etag, lastModified, other);
    }
  }

  /** What reading a version leads to: it, or why not. */
  record Found(Optional<Stored> object, Optional<Failure> failure) {}

  final String owner;
  final SortedMap<String, List<Stored>> versions = new TreeMap<>(BY_UTF8);
  Versioning versioning = Versioning.UNVERSIONED;

  ReferenceBucket(String owner) {
    this.owner = owner;
  }

  Optional<Stored> current(ObjectKey key) {
    return newest(key).filter(version -> !version.isMarker());
  }

  private Optional<Stored> newest(ObjectKey key) {
    return all(key).stream().findFirst();
  }

  private List<Stored> all(ObjectKey key) {
    return versions.getOrDefault(key.value(), List.of());
  }

  Optional<Stored> find(ObjectKey key, VersionSelector selector) {
    return all(key).stream().filter(version -> selector.names(version.version())).findFirst();
  }

  Found read(ObjectReader.Source source) {
    boolean isNamed = !(source.version() instanceof VersionSelector.Current);
    String key = source.key().value();
    Optional<Stored> found = find(source.key(), source.version());
    if (found.isEmpty()) {
      Failure none =
          isNamed
              ? new Failure.NoSuchVersion(key, source.version().text())
              : new Failure.NoSuchKey(key);
      return new Found(found, Optional.of(none));
    }
    Stored version = found.get();
    return version.isMarker()
        ? new Found(
            Optional.empty(),
            Optional.of(
                new Failure.DeleteMarker(
                    key, version.version().text(), version.lastModified(), isNamed)))
        : new Found(found, Optional.empty());
  }

  VersionId next(ObjectKey key, long nowMillis) {
    long previous = newest(key).map(version -> version.version().sequence()).orElse(0L);
    return new VersionId(
        Math.max(nowMillis << CLOCK_SHIFT, previous + 1), versioning != Versioning.ENABLED);
  }

  /** Puts a version on top, as the bucket treats those below it. */
  void put(ObjectKey key, Stored version) {
    List<Stored> all = new ArrayList<>(all(key));
    if (versioning != Versioning.ENABLED) {
      all.removeIf(other -> other.version().isNull());
    }
    all.addFirst(version);
    versions.put(key.value(), all);
  }

  /** Deletes the object; the delete marker that is there now, if there is one. */
  Optional<Stored> delete(ObjectKey key, long nowMillis) {
    if (versioning == Versioning.UNVERSIONED) {
      versions.remove(key.value());
      return Optional.empty();
    }
    Stored marker =
        new Stored(
            next(key, nowMillis),
            true,
            new byte[0],
            new ETag(""),
            Instant.ofEpochMilli(nowMillis),
            ObjectAttributes.NONE);
    put(key, marker);
    return Optional.of(marker);
  }

  /** Deletes a version for good; what it was. */
  Optional<Stored> delete(ObjectKey key, VersionSelector selector) {
    Optional<Stored> found = find(key, selector);
    found.ifPresent(version -> replace(key, version, List.of()));
    return found;
  }

  /** Puts others in the place of a version. */
  void replace(ObjectKey key, Stored version, List<Stored> others) {
    List<Stored> all = new ArrayList<>(all(key));
    int at = all.indexOf(version);
    all.remove(at);
    all.addAll(at, others);
    if (all.isEmpty()) {
      versions.remove(key.value());
    } else {
      versions.put(key.value(), all);
    }
  }

  static Optional<Failure> refusal(
      WriteCondition condition, ObjectKey key, Optional<Stored> current) {
    return switch (condition) {
      case WriteCondition.None none -> Optional.empty();
      case WriteCondition.IfAbsent absent ->
          current.isEmpty()
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed("If-None-Match"));
      case WriteCondition.IfMatch match -> {
        if (current.isEmpty()) {
          yield Optional.of(new Failure.NoSuchKey(key.value()));
        }
        yield match.matcher().matches(current.get().etag())
            ? Optional.empty()
            : Optional.of(new Failure.PreconditionFailed("If-Match"));
      }
      case WriteCondition.IfSize(long sizeBytes) ->
          current.filter(object -> object.body().length != sizeBytes).isEmpty()
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed("x-amz-if-match-size"));
      case WriteCondition.IfLastModified(Instant time) ->
          current
                  .map(object -> object.lastModified().getEpochSecond())
                  .filter(second -> second != time.getEpochSecond())
                  .isEmpty()
              ? Optional.empty()
              : Optional.of(new Failure.PreconditionFailed("x-amz-if-match-last-modified-time"));
      case WriteCondition.All all ->
          all.conditions().stream()
              .flatMap(each -> refusal(each, key, current).stream())
              .findFirst();
    };
  }
}
