package io.bytebucket.server.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that the clients of one bucket asked for and were told. Thread-safe. */
final class Journal {
  /** How many writers in a row try to create the same key. */
  private static final int RACERS = 8;

  private final ConcurrentMap<String, KeyHistory> histories = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger races = new AtomicInteger();
  private final AtomicLong seeds = new AtomicLong();
  private final AtomicLong acknowledgements = new AtomicLong();

  /** The history of a key that one writer has for itself. */
  KeyHistory owned(String key) {
    return histories.computeIfAbsent(key, missing -> new KeyHistory(false));
  }

  /** The history of a key that several try to create. */
  KeyHistory contended(String key) {
    return histories.computeIfAbsent(key, missing -> new KeyHistory(true));
  }

  /** A key that a few others are creating at this moment. */
  String nextContendedKey() {
    return "race/%06d".formatted(races.getAndIncrement() / RACERS);
  }

  /** Bytes that no other call of this gives. */
  Content.Stored newBytes(int lengthBytes) {
    return new Content.Stored(new GeneratedBytes(seeds.incrementAndGet(), lengthBytes));
  }

  /** The server has acknowledged one more request. */
  void countAcknowledgement() {
    acknowledgements.incrementAndGet();
  }

  /** How many requests the server has acknowledged. */
  long acknowledgements() {
    return acknowledgements.get();
  }

  /** Something was answered that should not have been. */
  void surprise(String what) {
    surprises.add(what);
  }

  /** All that should not have been answered. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  /** All keys that were ever asked for, in order. */
  Map<String, KeyHistory> histories() {
    return new TreeMap<>(histories);
  }
}
