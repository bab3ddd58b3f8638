package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.testkit.model.ObservedStore.Fault;
import io.bytebucket.testkit.model.ObservedStore.PageAnswer;
import io.bytebucket.testkit.model.ObservedStore.PutInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Does random things to two stores at once, and fails where their answers differ. All randomness
 * comes from one seed. Names are few, so that things happen to the same objects again and again;
 * the keys among them are odd ones.
 */
final class RandomOperations {
  private static final List<String> BUCKETS = List.of("alpha", "beta", "gamma.delta");
  private static final List<String> OWNERS = List.of("AKOWNER", "AKOTHER");
  private static final List<String> SEGMENTS =
      List.of(
          "a", "b", "", ".", "..", "a b", "+%2F", "\u0000", "\n", "ü", "\uFFFF", "\uD83D\uDE00");
  private static final List<String> DELIMITERS = List.of("/", "/a", "//", "a", "ü", "/a/");

  /** Around the inline limit of 64 bytes and the block of 64 KiB. */
  private static final List<Integer> SIZES = List.of(0, 1, 63, 64, 65, 500, 65_536, 65_537);

  private static final int PAGES_MAX = 8;

  private final Random random;
  private final ObservedStore expected;
  private ObservedStore actual;
  private final List<ETag> tags = new ArrayList<>(List.of(new ETag("0".repeat(32))));

  RandomOperations(long seed, ObservedStore expected, ObservedStore actual) {
    this.random = new Random(seed);
    this.expected = expected;
    this.actual = actual;
  }

  /** Goes on with the same data through other services. */
  void continueOn(ObservedStore reopened) {
    actual = reopened;
  }

  /** One operation on both stores. */
  void step() {
    BucketName bucket = new BucketName(pick(BUCKETS));
    ObjectKey key = new ObjectKey(key());
    switch (random.nextInt(20)) {
      case 0 -> createBucket(bucket);
      case 1 -> compare("delete bucket " + bucket, store -> store.deleteBucket(bucket));
      case 2 -> listBuckets();
      case 3, 4, 5, 6, 7, 8 -> put(bucket, key);
      case 9, 10, 11 -> get(bucket, key);
      case 12, 13 -> head(bucket, key);
      case 14, 15 -> delete(bucket, key);
      case 16 -> deleteAll(bucket);
      default -> list(bucket);
    }
  }

  private void createBucket(BucketName bucket) {
    String owner = pick(OWNERS);
    compare("create bucket " + bucket, store -> store.createBucket(bucket, owner));
  }

  private void listBuckets() {
    String prefix = pick(List.of("", "a", "g", "zz", "beta"));
    String after = pick(List.of("", "alpha", "b", "zz"));
    int limit = 1 + random.nextInt(4);
    compare(
        "list buckets " + List.of(prefix, after, limit),
        store -> store.listBuckets(prefix, after, limit));
  }

  private void put(BucketName bucket, ObjectKey key) {
    byte[] body = new byte[random.nextInt(3) == 0 ? pick(SIZES) : random.nextInt(200)];
    random.nextBytes(body);
    Fault fault = random.nextInt(6) == 0 ? pick(List.of(Fault.values())) : Fault.NONE;
    if (body.length == 0 && fault != Fault.OTHER_MD5) {
      fault = Fault.NONE;
    }
    boolean lengthKnown = fault == Fault.CUT_SHORT || random.nextBoolean();
    PutInput input = new PutInput(bucket, key, body, lengthKnown, attributes(), condition(), fault);
    String answer = compare("put " + input, store -> store.put(input));
    if (answer.startsWith("object")) {
      tags.add(new ETag(answer.substring(8, 40)));
    }
  }

  private void get(BucketName bucket, ObjectKey key) {
    long offset = random.nextBoolean() ? 0 : random.nextInt(200);
    long length = random.nextBoolean() ? 1 << 20 : random.nextInt(70_000);
    compare(
        "get " + List.of(bucket, key, offset, length),
        store -> store.get(bucket, key, offset, length));
  }

  private void head(BucketName bucket, ObjectKey key) {
    Optional<ETag> ifMatch = maybe(tags);
    Optional<ETag> ifNoneMatch = maybe(tags);
    compare(
        "head " + List.of(bucket, key, ifMatch, ifNoneMatch),
        store -> store.head(bucket, key, ifMatch, ifNoneMatch));
  }

  private void delete(BucketName bucket, ObjectKey key) {
    ObjectRemover.Target target = new ObjectRemover.Target(key, condition());
    compare("delete " + bucket + " " + target, store -> store.delete(bucket, target));
  }

  private void deleteAll(BucketName bucket) {
    List<ObjectRemover.Target> targets = new ArrayList<>();
    for (int left = random.nextInt(12); left > 0; left--) {
      targets.add(new ObjectRemover.Target(new ObjectKey(key()), condition()));
    }
    compare("delete " + bucket + " " + targets, store -> store.deleteAll(bucket, targets));
  }

  /** A listing, page by page; a long one is not walked to its end. */
  private void list(BucketName bucket) {
    String prefix = random.nextBoolean() ? "" : new String(Character.toChars(key().codePointAt(0)));
    Optional<String> delimiter = maybe(DELIMITERS);
    Optional<ListCursor> after =
        random.nextInt(3) == 0 ? Optional.of(new ListCursor(key(), false)) : Optional.empty();
    int limit = random.nextInt(4) == 0 ? random.nextInt(3) : 1 + random.nextInt(40);
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      Optional<ListCursor> from = after;
      String what = "list " + List.of(bucket, prefix, delimiter, from, limit);
      PageAnswer page = expected.list(bucket, prefix, delimiter, from, limit);
      PageAnswer other = actual.list(bucket, prefix, delimiter, from, limit);
      requireSame(what, page.toString(), other.toString());
      if (page.next().isEmpty()) {
        return;
      }
      after = page.next();
    }
  }

  private WriteCondition condition() {
    return switch (random.nextInt(8)) {
      case 0 -> new WriteCondition.IfAbsent();
      case 1 -> new WriteCondition.IfMatch(ETagMatcher.parse("*"));
      case 2 -> new WriteCondition.IfMatch(ETagMatcher.parse(pick(tags).quoted()));
      case 3 -> new WriteCondition.All(List.of(new WriteCondition.IfSize(0), condition()));
      default -> new WriteCondition.None();
    };
  }

  private ObjectAttributes attributes() {
    Map<String, String> user = random.nextBoolean() ? Map.of() : Map.of("name", pick(SEGMENTS));
    SystemMetadata system =
        new SystemMetadata(
            pick(List.of(SystemMetadata.DEFAULT_CONTENT_TYPE, "text/plain; charset=utf-8")),
            maybe(List.of("no-cache")),
            maybe(List.of("attachment; filename=\"ü.txt\"")),
            maybe(List.of("gzip")),
            maybe(List.of("de")),
            maybe(List.of("0")));
    return new ObjectAttributes(system, user, Map.of(), ObjectAttributes.STANDARD);
  }

  private String key() {
    StringJoiner key = new StringJoiner("/");
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      key.add(pick(SEGMENTS));
    }
    return key.length() == 0 ? "/" : key.toString();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> Optional<T> maybe(List<T> choices) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(pick(choices));
  }

  private String compare(String what, Function<ObservedStore, String> operation) {
    String answer = operation.apply(expected);
    requireSame(what, answer, operation.apply(actual));
    return answer;
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(
            c -> out.append(Character.isISOControl(c) ? String.format("\\u%04x", c) : (char) c));
    return out.toString();
  }

  private static void requireSame(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(
          printable(what)
              + "\n  expected: "
              + printable(expected)
              + "\n  actual:   "
              + printable(actual));
    }
  }
}
