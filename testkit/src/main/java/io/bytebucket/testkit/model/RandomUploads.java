package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.testkit.model.ObservedUploads.CompleteInput;
import io.bytebucket.testkit.model.ObservedUploads.Handle;
import io.bytebucket.testkit.model.ObservedUploads.Listed;
import io.bytebucket.testkit.model.ObservedUploads.Start;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The part of {@link RandomOperations} that is about uploads in parts. */
final class RandomUploads {
  /** Old ones are asked for too: they are aborted, completed or expired. */
  private static final int REMEMBERED_MAX = 8;

  private static final String WRONG_CHECKSUM = "AAAAAA==";

  private final RandomInputs random;
  private final StorePair stores;
  private final List<Handle> handles = new ArrayList<>();

  /** What was told of a part. */
  private record Told(String etag, long sizeBytes, String checksum) {}

  /** The parts of each upload, by its number. */
  private final Map<Integer, TreeMap<Integer, Told>> parts = new HashMap<>();

  /** What each was begun with. */
  private final Map<Integer, Upload.ChecksumPlan> plans = new HashMap<>();

  /** The lists that uploads were completed with, or were tried to be. */
  private final Map<Integer, List<Listed>> lists = new HashMap<>();

  RandomUploads(RandomInputs random, StorePair stores) {
    this.random = random;
    this.stores = stores;
  }

  void step() {
    int kind = random.below(20);
    if (handles.isEmpty() || kind == 0 || kind == 18) {
      create();
      return;
    }
    Handle upload = handle();
    switch (kind) {
      case 1, 2, 3, 4, 5 -> putPart(upload);
      case 6, 7, 8, 9, 10, 11, 12 -> copyPart(upload);
      case 13, 14 -> complete(upload);
      case 15 -> {
        if (random.below(3) == 0) {
          Optional<Instant> begunAt = random.time();
          stores.compare(
              "abort " + upload + " " + begunAt, store -> store.uploads().abort(upload, begunAt));
        }
      }
      case 16, 17 -> {
        int after = random.below(2) == 0 ? 0 : random.below(8);
        int limit = 1 + random.below(4);
        stores.compare(
            "list parts " + List.of(upload, after, limit),
            store -> store.uploads().listParts(upload, after, limit));
      }
      default -> list();
    }
  }

  private void create() {
    BucketName bucket = random.bucket();
    ObjectKey key = random.key();
    ObjectAttributes attributes = random.attributes();
    Upload.ChecksumPlan plan = random.checksumPlan();
    String answer =
        stores.compare(
            "create upload " + List.of(bucket, key, plan),
            store -> store.uploads().create(bucket, key, attributes, plan));
    if (answer.startsWith("upload ")) {
      int number = Integer.parseInt(answer.substring("upload ".length()));
      handles.add(new Handle(bucket, key, number));
      plans.put(number, plan);
    }
    if (handles.size() > REMEMBERED_MAX) {
      forget(random.pick(handles));
    }
  }

  private void forget(Handle upload) {
    handles.removeIf(handle -> handle.number() == upload.number());
    parts.remove(upload.number());
    plans.remove(upload.number());
    lists.remove(upload.number());
  }

  /** An upload, now and then said to be where it is not. */
  private Handle handle() {
    Handle upload = random.pick(handles);
    return switch (random.below(20)) {
      case 0 -> new Handle(random.bucket(), upload.key(), upload.number());
      case 1 -> new Handle(upload.bucket(), random.key(), upload.number());
      default -> upload;
    };
  }

  private void putPart(Handle upload) {
    int number = 1 + random.below(6);
    byte[] body = random.body();
    Optional<ChecksumAlgorithm> claimed =
        random.below(6) == 0 ? random.maybeAlgorithm() : usualClaim(upload);
    remember(
        upload,
        stores.compare(
            "put part " + List.of(upload, number, claimed),
            store -> store.uploads().putPart(upload, number, body, claimed)));
  }

  /** What parts of that upload have to be sent with. */
  private Optional<ChecksumAlgorithm> usualClaim(Handle upload) {
    return Optional.ofNullable(plans.get(upload.number()))
        .filter(plan -> plan.type() == Checksum.Type.COMPOSITE || random.below(4) == 0)
        .map(Upload.ChecksumPlan::algorithm);
  }

  private void copyPart(Handle upload) {
    int number = 1 + random.below(6);
    // Often the same, so that one object is several parts of another.
    ObjectReader.Source source =
        random.below(2) == 0
            ? ObjectReader.Source.current(upload.bucket(), RandomInputs.USUAL_KEY)
            : random.source(random.bucket(), random.key());
    int first = random.below(100);
    Optional<PartCopier.Range> range =
        random.below(2) == 0
            ? Optional.empty()
            : Optional.of(new PartCopier.Range(first, first + random.below(200)));
    ReadConditions conditions = random.readConditions();
    remember(
        upload,
        stores.compare(
            "copy part " + List.of(upload, number, source, conditions, range),
            store -> store.uploads().copyPart(upload, number, source, conditions, range)));
  }

  private void remember(Handle upload, String answer) {
    if (answer.startsWith("part ")) {
      String[] words = answer.split(" ", -1);
      partsOf(upload)
          .put(Integer.parseInt(words[1]), new Told(words[2], Long.parseLong(words[3]), words[4]));
    } else if (answer.contains("NoSuchUpload") && random.below(2) == 0) {
      forget(upload);
    }
  }

  private Map<Integer, Told> partsOf(Handle upload) {
    return parts.computeIfAbsent(upload.number(), number -> new TreeMap<>());
  }

  private void complete(Handle upload) {
    List<Listed> list = new ArrayList<>();
    List<Listed> before = lists.getOrDefault(upload.number(), List.of());
    OptionalLong size = OptionalLong.empty();
    if (!before.isEmpty() && random.below(3) == 0) {
      list = before;
    } else {
      long sum = random.below(4) == 0 ? 1 : 0;
      for (Map.Entry<Integer, Told> part : partsOf(upload).entrySet()) {
        if (random.below(5) > 0) {
          list.add(listed(upload, part.getKey(), part.getValue()));
          sum += part.getValue().sizeBytes();
        }
      }
      spoil(list);
      size = random.below(4) == 0 ? OptionalLong.of(sum) : size;
    }
    if (list.isEmpty()) {
      return;
    }
    lists.put(upload.number(), list);
    CompleteInput input =
        new CompleteInput(
            upload,
            list,
            size,
            random.below(12) == 0 ? Optional.of(WRONG_CHECKSUM) : Optional.empty(),
            random.below(8) == 0
                ? Optional.of(random.pick(List.of(Checksum.Type.values())))
                : Optional.empty(),
            random.below(4) == 0 ? random.condition() : new WriteCondition.None());
    stores.compare("complete " + input, store -> store.uploads().complete(input));
  }

  private Listed listed(Handle upload, int number, Told part) {
    Optional<ChecksumAlgorithm> usual = usualClaim(upload);
    Optional<ChecksumAlgorithm> algorithm = random.below(30) == 0 ? random.maybeAlgorithm() : usual;
    String value = random.below(30) == 0 ? WRONG_CHECKSUM : part.checksum();
    return new Listed(
        number, part.etag(), algorithm.map(name -> new UploadCompleter.Claim(name, value)));
  }

  private void spoil(List<Listed> list) {
    String noSuchTag = "0".repeat(32);
    switch (random.below(10)) {
      case 0 -> list.addFirst(new Listed(6, noSuchTag, Optional.empty()));
      case 1 -> list.addLast(new Listed(9, noSuchTag, Optional.empty()));
      default -> {}
    }
  }

  private void list() {
    BucketName bucket = random.bucket();
    String prefix = random.prefix();
    Optional<String> delimiter = random.delimiter();
    Optional<Start> after = random.below(2) == 0 ? Optional.empty() : Optional.of(start());
    int limit = 1 + random.below(5);
    stores.compare(
        "list uploads " + List.of(bucket, prefix, delimiter, after, limit),
        store -> inOrder(store.uploads().list(bucket, prefix, delimiter, after, limit)));
  }

  private String inOrder(String lines) {
    return stores.ordersUploads()
        ? lines
        : Arrays.stream(lines.replaceAll("^\\[|\\]$", "").split(", ")).sorted().toList().toString();
  }

  private Start start() {
    Handle upload = handle();
    return switch (random.below(stores.ordersUploads() ? 3 : 2)) {
      case 0 -> new Start(upload.key().value(), true, Optional.empty());
      case 1 -> new Start(upload.key().value(), false, Optional.empty());
      default -> new Start(upload.key().value(), false, Optional.of(upload.number()));
    };
  }
}
