package io.bytebucket.server.process;

import io.bytebucket.server.process.Verdict.Fault;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a server has against what it acknowledged: every key is read whole and compared, and
 * so is the listing. For one thread; it reads over several connections.
 */
final class Verification {
  private static final int READERS = 6;

  private final Endpoint endpoint;
  private final String bucket;
  private final Journal journal;
  private final Verdict verdict = new Verdict();

  Verification(Endpoint endpoint, String bucket, Journal journal) {
    this.endpoint = endpoint;
    this.bucket = bucket;
    this.journal = journal;
  }

  /** Checks everything. What was found where two things were possible is from then on the truth. */
  Verdict run() throws IOException {
    Map<String, KeyHistory> histories = journal.histories();
    try (S3Connection connection = new S3Connection(endpoint)) {
      Map<String, Listing.Entry> listing = Listing.of(connection, bucket);
      for (String key : listing.keySet()) {
        if (!histories.containsKey(key)) {
          verdict.add(Fault.WRONG_BYTES, key + " is listed, but nobody wrote it");
        }
      }
      readAll(new ConcurrentLinkedQueue<>(histories.entrySet()), listing);
    }
    return verdict;
  }

  private void readAll(
      ConcurrentLinkedQueue<Map.Entry<String, KeyHistory>> work,
      Map<String, Listing.Entry> listing) {
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<Future<?>> results = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        results.add(readers.submit(() -> read(work, listing)));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("reading failed", e.getCause());
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopTheTest);
    }
  }

  private @Nullable Void read(
      ConcurrentLinkedQueue<Map.Entry<String, KeyHistory>> work, Map<String, Listing.Entry> listing)
      throws IOException {
    try (S3Connection connection = new S3Connection(endpoint)) {
      for (var next = work.poll(); next != null; next = work.poll()) {
        String key = next.getKey();
        check(key, next.getValue(), connection.get(bucket, key), listing.get(key));
      }
    }
    return null;
  }

  private void check(
      String key, KeyHistory history, RawResponse response, Listing.@Nullable Entry entry) {
    if (response.status() != 200 && response.status() != 404) {
      verdict.add(Fault.UNREADABLE, key + " answers " + response);
      return;
    }
    if (response.status() == 404) {
      checkMissing(key, history, entry);
      return;
    }
    byte[] body = response.body();
    Content found = find(history.possible(), body);
    if (found == null) {
      verdict.add(whyWrong(history, body), key);
      return;
    }
    history.settle(found);
    String eTag = md5(body);
    if (!response.header("etag").equals('"' + eTag + '"')) {
      verdict.add(Fault.WRONG_BYTES, key + " has the ETag of other bytes");
    }
    if (!new Listing.Entry(eTag, body.length).equals(entry)) {
      verdict.add(Fault.LISTING_DIFFERS, key + " is readable and listed as " + entry);
    }
  }

  private void checkMissing(String key, KeyHistory history, Listing.@Nullable Entry entry) {
    Content nothing = new Content.Nothing();
    if (entry != null) {
      verdict.add(Fault.LISTING_DIFFERS, key + " is listed but not found");
    }
    if (history.possible().contains(nothing)) {
      history.settle(nothing);
    } else {
      verdict.add(Fault.LOST, key);
    }
  }

  private static Fault whyWrong(KeyHistory history, byte[] body) {
    if (find(history.all(), body) == null) {
      return Fault.WRONG_BYTES;
    }
    return history.acknowledged() instanceof Content.Nothing
        ? Fault.DELETE_UNDONE
        : Fault.OVERWRITE_UNDONE;
  }

  private static @Nullable Content find(List<Content> candidates, byte[] body) {
    for (Content candidate : candidates) {
      if (candidate instanceof Content.Stored(GeneratedBytes bytes)
          && bytes.lengthBytes() == body.length
          && Arrays.equals(bytes.toArray(), body)) {
        return candidate;
      }
    }
    return null;
  }

  private static String md5(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
