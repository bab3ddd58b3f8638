package io.bytebucket.server.process.hostile;

import java.util.Map;
import java.util.TreeMap;

/** What became of the connections of an attack. For one thread. */
final class Tally {
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private int opened;
  private int closedByServer;
  private int refused;
  private long sentBytes;

  /** A connection was opened. */
  void opened() {
    opened++;
  }

  /** The server closed one. */
  void closedByServer() {
    closedByServer++;
  }

  /** The system did not open one. */
  void refused() {
    refused++;
  }

  /** The server began an answer. */
  void answered(int status) {
    answers.merge(status, 1, Integer::sum);
  }

  /** How many answers had that status. */
  int answersOf(int status) {
    return answers.getOrDefault(status, 0);
  }

  /** So many bytes went into a socket. */
  void sent(int bytes) {
    sentBytes += bytes;
  }

  @Override
  public String toString() {
    return "%d connections opened (%d refused, %d closed by the server), %d MiB sent, answers %s"
        .formatted(opened, refused, closedByServer, sentBytes >> 20, answers);
  }
}
