package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.layout.LocatedPart;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
      ObjectAttributes attributes,
      Optional<Checksum> checksum,
      List<ObjectPart> parts) {
    String text() {
      return ObservedStore.object(
          etag, version, body.length, lastModified, attributes, checksum, parts.size());
    }

    /** The same, and where its parts are. */
    String textWithParts() {
      List<LocatedPart> located = new ArrayList<>();
      long first = 0;
      for (ObjectPart part : parts) {
        located.add(new LocatedPart(first, part));
        first += part.sizeBytes();
      }
      return text() + ObservedStore.parts(located);
    }

    Stored with(VersionId other) {
      return new Stored(other, isMarker, body, etag, lastModified, attributes, checksum, parts);
    }

    Stored with(ObjectAttributes other) {
      return new Stored(version, isMarker, body, etag, lastModified, other, checksum, parts);
    }
  }

  /** What reading a version leads to: it, or why not. */
  record Found(Optional<Stored> object, Optional<Failure> failure) {}

  final String owner;
  final Instant createdAt;
  final SortedMap<String, List<Stored>> versions = new TreeMap<>(BY_UTF8);
  Versioning versioning = Versioning.UNVERSIONED;
  Map<String, String> tags = Map.of();
  Optional<CorsConfiguration> cors = Optional.empty();

  ReferenceBucket(String owner, Instant createdAt) {
    this.owner = owner;
    this.createdAt = createdAt;
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
            ObjectAttributes.NONE,
            Optional.empty(),
            List.of());
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
}
