package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.Upload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What random operations are done with. Keys are odd ones, and few; so are tags and versions. */
final class RandomInputs {
  /** It never keeps versions; nothing leads back to that, so the others soon have been told to. */
  static final BucketName PLAIN_BUCKET = new BucketName("gamma.delta");

  private static final List<String> BUCKETS = List.of("alpha", "beta", PLAIN_BUCKET.value());
  private static final List<String> SEGMENTS =
      List.of(
          "a", "b", "", ".", "..", "a b", "+%2F", "\u0000", "\n", "ü", "\uFFFF", "\uD83D\uDE00");
  private static final List<String> TAG_TEXTS =
      List.of("", "a", "a b", "ü", "_.:/=+-@", "\uD835\uDD38");
  private static final List<String> DELIMITERS = List.of("/", "/a", "//", "a", "ü", "/a/");

  /** Around the inline limit of 64 bytes and the block of 64 KiB. */
  private static final List<Integer> SIZES = List.of(0, 1, 63, 64, 65, 500, 65_536, 65_537);

  private static final Pattern OBJECT =
      Pattern.compile(
          "object \"([^\"]*)\" VersionId\\[sequence=([0-9]+), isNull=(true|false)\\] [0-9]+ (\\S+)");

  /** What one operation did to it another finds. */
  static final ObjectKey USUAL_KEY = new ObjectKey("a");

  private static final int REMEMBERED_MAX = 200;
  private static final int VERSIONS_MAX = 4;

  private final Random random;
  private final List<ETag> tags = new ArrayList<>(List.of(new ETag("0".repeat(32))));

  private final List<Instant> times = new ArrayList<>(List.of(Instant.EPOCH));

  /** Versions that there were, by their keys. */
  private final Map<ObjectKey, List<Long>> sequences = new HashMap<>();

  RandomInputs(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> Optional<T> maybe(List<T> choices) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(pick(choices));
  }

  /** Has later operations ask for the object that an answer tells of. */
  void remember(ObjectKey key, String answer) {
    Matcher object = OBJECT.matcher(answer);
    if (object.lookingAt()) {
      tags.add(new ETag(object.group(1)));
      times.add(Instant.parse(object.group(4)).truncatedTo(ChronoUnit.SECONDS));
      if (object.group(3).equals("false")) {
        List<Long> ofKey = sequences.computeIfAbsent(key, k -> new ArrayList<>());
        ofKey.add(Long.parseLong(object.group(2)));
        if (ofKey.size() > VERSIONS_MAX) {
          ofKey.removeFirst();
        }
      }
    }
    if (tags.size() > REMEMBERED_MAX) {
      tags.remove(random.nextInt(tags.size()));
      times.remove(random.nextInt(times.size()));
    }
  }

  BucketName bucket() {
    return new BucketName(pick(BUCKETS));
  }

  ObjectKey key() {
    StringJoiner key = new StringJoiner("/");
    if (random.nextInt(5) == 0) {
      return USUAL_KEY;
    }
    // Mostly of few, so that an object has a life.
    int segments = random.nextInt(8) == 0 ? 3 : 1 + random.nextInt(2);
    for (int left = segments; left > 0; left--) {
      key.add(pick(segments == 2 ? SEGMENTS.subList(0, 6) : SEGMENTS));
    }
    return new ObjectKey(key.length() == 0 ? "/" : key.toString());
  }

  String prefix() {
    return random.nextBoolean() ? "" : new String(Character.toChars(key().value().codePointAt(0)));
  }

  Optional<String> delimiter() {
    return maybe(DELIMITERS);
  }

  byte[] body() {
    byte[] body = new byte[random.nextInt(3) == 0 ? pick(SIZES) : random.nextInt(200)];
    random.nextBytes(body);
    return body;
  }

  ObjectReader.Source source(BucketName bucket, ObjectKey key) {
    return new ObjectReader.Source(bucket, key, version(key));
  }

  VersionSelector version(ObjectKey key) {
    return switch (random.nextInt(6)) {
      case 0 -> new VersionSelector.Null();
      case 1, 2 -> new VersionSelector.Exactly(pick(sequences.getOrDefault(key, List.of(1L))));
      default -> VersionSelector.current();
    };
  }

  /** Mostly none. */
  ReadConditions readConditions() {
    return random.nextInt(3) > 0
        ? ReadConditions.NONE
        : new ReadConditions(matcher(), matcher(), time(), time());
  }

  private Optional<ETagMatcher> matcher() {
    return random.nextInt(3) > 0
        ? Optional.empty()
        : Optional.of(ETagMatcher.parse(random.nextInt(4) == 0 ? "*" : pick(tags).quoted()));
  }

  Optional<Instant> time() {
    return random.nextInt(3) > 0
        ? Optional.empty()
        : Optional.of(pick(times).plusSeconds(random.nextInt(3) - 1L));
  }

  Optional<ChecksumAlgorithm> maybeAlgorithm() {
    return maybe(List.of(ChecksumAlgorithm.values()));
  }

  ChecksumAlgorithm algorithm() {
    return pick(List.of(ChecksumAlgorithm.values()));
  }

  /** What S3 allows of algorithms and types. */
  Upload.ChecksumPlan checksumPlan() {
    if (random.nextBoolean()) {
      return Upload.ChecksumPlan.DEFAULT;
    }
    ChecksumAlgorithm algorithm = algorithm();
    Checksum.Type type =
        switch (algorithm) {
          case CRC64NVME -> Checksum.Type.FULL_OBJECT;
          case CRC32, CRC32C -> pick(List.of(Checksum.Type.values()));
          case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> Checksum.Type.COMPOSITE;
        };
    return new Upload.ChecksumPlan(algorithm, type, true);
  }

  String storageClass() {
    return random.nextInt(5) == 0 ? "STANDARD_IA" : ObjectAttributes.STANDARD;
  }

  WriteCondition condition() {
    return switch (random.nextInt(8)) {
      case 0 -> new WriteCondition.IfAbsent();
      case 1 -> new WriteCondition.IfMatch(ETagMatcher.parse("*"));
      case 2 -> new WriteCondition.IfMatch(ETagMatcher.parse(pick(tags).quoted()));
      case 3 ->
          new WriteCondition.All(
              List.of(
                  random.nextBoolean()
                      ? new WriteCondition.IfSize(0)
                      : new WriteCondition.IfLastModified(pick(times)),
                  condition()));
      default -> new WriteCondition.None();
    };
  }

  Map<String, String> objectTags() {
    return random.nextBoolean() ? Map.of() : Map.of(pick(TAG_TEXTS) + "k", pick(TAG_TEXTS));
  }

  ObjectAttributes attributes() {
    Map<String, String> user = random.nextBoolean() ? Map.of() : Map.of("name", pick(SEGMENTS));
    SystemMetadata system =
        new SystemMetadata(
            pick(List.of(SystemMetadata.DEFAULT_CONTENT_TYPE, "text/plain; charset=utf-8")),
            maybe(List.of("no-cache")),
            maybe(List.of("attachment; filename=\"ü.txt\"")),
            maybe(List.of("gzip")),
            maybe(List.of("de")),
            maybe(List.of("0")));
    return new ObjectAttributes(system, user, objectTags(), storageClass());
  }
}
