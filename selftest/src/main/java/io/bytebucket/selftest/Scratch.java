package io.bytebucket.selftest;

import io.bytebucket.selftest.wire.Bytes;
import io.bytebucket.selftest.wire.Elements;
import io.bytebucket.selftest.wire.WireAnswer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The buckets and keys of a run: made for it, and removed after it. Nothing else is written to or
 * removed. For one thread.
 */
final class Scratch {
  /** Rounds of listing and removing in a bucket; a page has up to 1,000 entries. */
  private static final int ROUNDS_MAX = 20;

  private final Exchange exchange;
  private final Target target;
  private final String id;
  private final BooleanSupplier isOver;
  private final List<String> made = new ArrayList<>();
  private final List<String> leftovers = new ArrayList<>();

  /**
   * Nothing is made yet.
   *
   * @param id of the run: 8 letters and digits, which no other run has
   * @param isOver whether no more time is left for removing, either
   */
  Scratch(Exchange exchange, Target target, String id, BooleanSupplier isOver) {
    this.exchange = exchange;
    this.target = target;
    this.id = id;
    this.isOver = isOver;
  }

  /** The bucket that facts share which do not need their own. */
  String shared() {
    return target.bucket().orElse("bytebucket-selftest-" + id);
  }

  /** Before each key in the shared bucket. */
  String prefix() {
    return "selftest-" + id + "/";
  }

  /** The name of another bucket of this run. */
  String bucket(int number) {
    return shared() + "-" + (target.bucket().isPresent() ? id + "-" : "") + number;
  }

  /**
   * Makes the shared bucket, or sees that the one which is there is empty.
   *
   * @throws CannotRunException when it is not, or the server lets nobody in
   */
  void open() throws CannotRunException, IOException {
    WireAnswer there = exchange.send("GET /" + shared() + "?list-type=2&max-keys=1");
    if (there.status() == 404) {
      WireAnswer created = create(shared());
      if (!created.isSuccess()) {
        throw new CannotRunException("the bucket " + shared() + " cannot be made: " + created);
      }
      return;
    }
    if (!there.isSuccess()) {
      throw new CannotRunException("the bucket " + shared() + " cannot be listed: " + there);
    }
    requireEmpty(there);
  }

  private void requireEmpty(WireAnswer listed) throws CannotRunException, IOException {
    String path = "GET /" + shared();
    WireAnswer versions = exchange.send(path + "?versions&max-keys=1");
    WireAnswer uploads = exchange.send(path + "?uploads&max-uploads=1");
    boolean isFull =
        listed.document().first("Contents/Key").isPresent()
            || versions.document().first("Version/Key").isPresent()
            || versions.document().first("DeleteMarker/Key").isPresent()
            || uploads.document().first("Upload/Key").isPresent();
    if (isFull || listed.document().first("Name").isEmpty()) {
      throw new CannotRunException(
          "the bucket " + shared() + " is not empty; name one that is, or that is not there yet");
    }
    Optional<String> versioning = exchange.send(path + "?versioning").document().first("Status");
    if (versioning.isPresent()) {
      throw new CannotRunException(
          "the bucket " + shared() + " keeps versions, or did; name one that never has");
    }
  }

  /** Makes a bucket, which is removed at the end. */
  WireAnswer create(String bucket) throws IOException {
    String region = target.region();
    WireAnswer answer =
        exchange.send(
            region.equals("us-east-1")
                ? "PUT /" + bucket
                : "PUT /"
                    + bucket
                    + " <- <CreateBucketConfiguration><LocationConstraint>"
                    + region
                    + "</LocationConstraint></CreateBucketConfiguration>");
    if (answer.isSuccess()) {
      made.add(bucket);
    }
    return answer;
  }

  /** Removes a bucket with all that is in it, where it is there. */
  void remove(String bucket) {
    try {
      if (!exchange.send("HEAD /" + bucket).isSuccess()) {
        return;
      }
      empty(bucket, "");
      WireAnswer answer = exchange.send("DELETE /" + bucket);
      if (!answer.isSuccess()) {
        leftovers.add("bucket " + bucket + ": " + answer);
      }
    } catch (IOException e) {
      leftovers.add("bucket " + bucket + ": " + e.getMessage());
    }
  }

  /** Removes all that is left of the run; what could not be removed, in words. */
  List<String> close() {
    if (made.contains(shared())) {
      remove(shared());
    } else {
      try {
        empty(shared(), prefix());
      } catch (IOException e) {
        leftovers.add("keys below " + prefix() + " in " + shared() + ": " + e.getMessage());
      }
    }
    return List.copyOf(leftovers);
  }

  private void empty(String bucket, String prefix) throws IOException {
    String query = "&encoding-type=url&prefix=" + Bytes.percentEncoded(prefix);
    for (int round = 0; round < ROUNDS_MAX; round++) {
      requireTime();
      WireAnswer versions = exchange.send("GET /" + bucket + "?versions" + query);
      Elements page =
          versions.isSuccess()
              ? versions.document()
              : exchange.send("GET /" + bucket + "?list-type=2" + query).document();
      int before = remove(bucket, prefix, page, "Contents");
      before += remove(bucket, prefix, page, "Version");
      before += remove(bucket, prefix, page, "DeleteMarker");
      if (before == 0) {
        break;
      }
    }
    abort(bucket, prefix, query);
  }

  private void requireTime() throws IOException {
    if (isOver.getAsBoolean()) {
      throw new IOException("the time was over");
    }
  }

  /** Whatever a server lists: what does not begin so is of somebody else. */
  private int remove(String bucket, String prefix, Elements page, String kind) throws IOException {
    List<String> keys = page.all(kind + "/Key");
    List<String> versions = page.all(kind + "/VersionId");
    boolean isCoded = page.first("EncodingType").isPresent();
    int removed = 0;
    for (int i = 0; i < keys.size(); i++) {
      String key = plain(keys.get(i), isCoded);
      if (key.startsWith(prefix)) {
        requireTime();
        String version =
            i < versions.size() ? "?versionId=" + Bytes.percentEncoded(versions.get(i)) : "";
        exchange.send("DELETE " + path(bucket, key) + version);
        removed++;
      }
    }
    return removed;
  }

  private void abort(String bucket, String prefix, String query) throws IOException {
    Elements page = exchange.send("GET /" + bucket + "?uploads" + query).document();
    boolean isCoded = page.first("EncodingType").isPresent();
    List<String> keys = page.all("Upload/Key");
    List<String> ids = page.all("Upload/UploadId");
    for (int i = 0; i < Math.min(keys.size(), ids.size()); i++) {
      String key = plain(keys.get(i), isCoded);
      if (key.startsWith(prefix)) {
        requireTime();
        String upload = "?uploadId=" + Bytes.percentEncoded(ids.get(i));
        exchange.send("DELETE " + path(bucket, key) + upload);
      }
    }
  }

  private static String plain(String key, boolean isCoded) {
    try {
      return isCoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key;
    } catch (IllegalArgumentException notCoded) {
      return key;
    }
  }

  private static String path(String bucket, String key) {
    return "/" + bucket + "/" + Bytes.percentEncoded(key);
  }
}
