package io.bytebucket.server.process;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client that changes keys of its own, and races others for new ones, until the server is gone.
 * It keeps one connection and notes in the journal what it asked for and what it was told.
 *
 * @param number its place among the writers
 * @param seed what it does follows from this
 * @param endpoint the server
 * @param bucket where it writes
 * @param sizesBytes the sizes of its objects, each as likely as the others
 * @param journal what it notes everything in
 * @param awaited counted down at each acknowledgement
 * @param ending set before the server's end: from then on errors are no surprise
 */
record Writer(
    int number,
    long seed,
    Endpoint endpoint,
    String bucket,
    List<Integer> sizesBytes,
    Journal journal,
    CountDownLatch awaited,
    AtomicBoolean ending)
    implements Runnable {
  private static final int KEYS = 48;
  private static final Map<String, String> ONLY_IF_MISSING = Map.of("if-none-match", "*");

  /** Goes on until an answer is missing or a failure of the server. */
  @Override
  public void run() {
    SplittableRandom random = new SplittableRandom(seed * 1_000 + number);
    try (S3Connection connection = new S3Connection(endpoint)) {
      while (step(connection, random)) {
        // One request after the other.
      }
    } catch (IOException e) {
      if (!ending.get()) {
        journal.surprise("writer " + number + ": " + e);
      }
    } catch (AssertionError | RuntimeException e) {
      journal.surprise("writer " + number + ": " + e);
    }
  }

  private boolean step(S3Connection connection, SplittableRandom random) throws IOException {
    String own = "writer-%02d/key-%02d".formatted(number, random.nextInt(KEYS));
    int choice = random.nextInt(100);
    if (choice < 60) {
      return put(connection, own, newBytes(random));
    }
    if (choice < 80) {
      return delete(connection, own);
    }
    if (choice < 90) {
      return create(connection, own, journal.owned(own), newBytes(random));
    }
    String contended = journal.nextContendedKey();
    return create(connection, contended, journal.contended(contended), newBytes(random));
  }

  private Content.Stored newBytes(SplittableRandom random) {
    return journal.newBytes(sizesBytes.get(random.nextInt(sizesBytes.size())));
  }

  private boolean put(S3Connection connection, String key, Content.Stored content)
      throws IOException {
    KeyHistory history = journal.owned(key);
    history.ask(content);
    RawResponse response = connection.put(bucket, key, content.bytes().toArray());
    return acknowledged(response, 200, history, content);
  }

  private boolean delete(S3Connection connection, String key) throws IOException {
    KeyHistory history = journal.owned(key);
    Content nothing = new Content.Nothing();
    history.ask(nothing);
    return acknowledged(connection.delete(bucket, key), 204, history, nothing);
  }

  private boolean create(
      S3Connection connection, String key, KeyHistory history, Content.Stored content)
      throws IOException {
    history.ask(content);
    byte[] body = content.bytes().toArray();
    RawResponse response = connection.put(bucket, key, body, ONLY_IF_MISSING);
    if (response.status() == 412 || response.status() == 409) {
      history.refuse(content);
      return true;
    }
    return acknowledged(response, 200, history, content);
  }

  private boolean acknowledged(
      RawResponse response, int wanted, KeyHistory history, Content content) {
    if (response.status() != wanted) {
      if (!ending.get()) {
        journal.surprise("writer " + number + " was answered " + response);
      }
      return false;
    }
    history.acknowledge(content);
    journal.countAcknowledgement();
    awaited.countDown();
    return true;
  }
}
