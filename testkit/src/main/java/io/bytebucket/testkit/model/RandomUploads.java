package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.testkit.model.ObservedUploads.Handle;
import io.bytebucket.testkit.model.ObservedUploads.Listed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The part of {@link RandomOperations} that is about uploads in parts. */
final class RandomUploads {
  /** Old ones are asked for too: they are aborted, completed or expired. */
  private static final int REMEMBERED_MAX = 8;

  private final RandomInputs random;
  private final StorePair stores;
  private final List<Handle> handles = new ArrayList<>();

  /** The entity tags of the parts of each upload, by its number. */
  private final Map<Integer, TreeMap<Integer, String>> parts = new HashMap<>();

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
          stores.compare("abort " + upload, store -> store.uploads().abort(upload));
        }
      }
      case 16, 17 -> {
        int limit = 1 + random.below(4);
        stores.compare(
            "list parts " + upload + " " + limit,
            store -> store.uploads().listParts(upload, limit));
      }
      default -> list();
    }
  }

  private void create() {
    BucketName bucket = random.bucket();
    ObjectKey key = random.key();
    ObjectAttributes attributes = random.attributes();
    String answer =
        stores.compare(
            "create upload " + bucket + " " + key,
            store -> store.uploads().create(bucket, key, attributes));
    if (answer.startsWith("upload ")) {
      int number = Integer.parseInt(answer.substring("upload ".length()));
      handles.add(new Handle(bucket, key, number));
    }
    if (handles.size() > REMEMBERED_MAX) {
      forget(random.pick(handles));
    }
  }

  private void forget(Handle upload) {
    handles.removeIf(handle -> handle.number() == upload.number());
    parts.remove(upload.number());
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
    remember(
        upload,
        stores.compare(
            "put part " + upload + " " + number,
            store -> store.uploads().putPart(upload, number, body)));
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
    remember(
        upload,
        stores.compare(
            "copy part " + List.of(upload, number, source, range),
            store -> store.uploads().copyPart(upload, number, source, range)));
  }

  private void remember(Handle upload, String answer) {
    if (answer.startsWith("part ")) {
      String[] words = answer.split(" ", -1);
      partsOf(upload).put(Integer.parseInt(words[1]), words[2]);
    } else if (answer.contains("NoSuchUpload") && random.below(2) == 0) {
      forget(upload);
    }
  }

  private Map<Integer, String> partsOf(Handle upload) {
    return parts.computeIfAbsent(upload.number(), number -> new TreeMap<>());
  }

  private void complete(Handle upload) {
    List<Listed> list = new ArrayList<>();
    List<Listed> before = lists.getOrDefault(upload.number(), List.of());
    if (!before.isEmpty() && random.below(3) == 0) {
      list = before;
    } else {
      for (Map.Entry<Integer, String> part : partsOf(upload).entrySet()) {
        if (random.below(5) > 0) {
          list.add(new Listed(part.getKey(), part.getValue()));
        }
      }
      spoil(list);
    }
    if (list.isEmpty()) {
      return;
    }
    lists.put(upload.number(), list);
    List<Listed> asked = list;
    WriteCondition condition =
        random.below(4) == 0 ? random.condition() : new WriteCondition.None();
    stores.compare(
        "complete " + List.of(upload, asked, condition),
        store -> store.uploads().complete(upload, asked, condition));
  }

  private void spoil(List<Listed> list) {
    switch (random.below(10)) {
      case 0 -> list.addFirst(new Listed(6, "0".repeat(32)));
      case 1 -> list.addLast(new Listed(9, "0".repeat(32)));
      default -> {}
    }
  }

  private void list() {
    BucketName bucket = random.bucket();
    String prefix = random.prefix();
    Optional<String> delimiter = random.delimiter();
    int limit = 1 + random.below(5);
    stores.compare(
        "list uploads " + List.of(bucket, prefix, delimiter, limit),
        store -> store.uploads().list(bucket, prefix, delimiter, limit));
  }
}
