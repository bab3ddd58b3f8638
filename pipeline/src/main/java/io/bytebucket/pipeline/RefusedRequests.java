package io.bytebucket.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last requests that were refused for who sent them or for how they were signed, and why: for
 * those who run the store, because a client learns little of it. Bounded in number and in bytes;
 * the oldest give way. Of this process, and gone when it stops. Thread-safe.
 */
public final class RefusedRequests {
  /** How many are kept at the most. */
  static final int COUNT_MAX = 1_000;

  /** How many characters all of them have at the most, about. */
  static final int CHARACTERS_MAX = 2 << 20;

  /** How much is kept of a text. */
  static final int TEXT_MAX = 8 << 10;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final InstantSource clock;
  private final Deque<Refused> kept = new ArrayDeque<>();
  private long characters;

  /** Of requests by that clock. */
  public RefusedRequests(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A request that was refused.
   *
   * @param path its template
   * @param isProved whether the access key is that of who sent it, or only what was claimed
   * @param code what the client was told
   * @param because more about why, by name; never a secret
   */
  public record Refused(
      Instant at,
      String requestId,
      String method,
      String path,
      String operation,
      String bucket,
      String key,
      String remoteAddress,
      String authMethod,
      String accessKeyId,
      boolean isProved,
      int status,
      String code,
      Map<String, String> because) {
    private long characters() {
      long all = (long) bucket.length() + key.length() + accessKeyId.length();
      for (Map.Entry<String, String> entry : because.entrySet()) {
        all += entry.getKey().length();
        all += entry.getValue().length();
      }
      return all;
    }
  }

  /** The request with that id, if it was refused lately. */
  public synchronized Optional<Refused> find(String requestId) {
    return kept.stream().filter(one -> one.requestId().equals(requestId)).findFirst();
  }

  /** The last ones, the latest first. */
  public synchronized List<Refused> latest(int limit) {
    List<Refused> found = new ArrayList<>(kept.reversed());
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  /** Whether an answer of that status refuses its client. */
  static boolean isRefusal(int status) {
    return status == UNAUTHORIZED || status == FORBIDDEN;
  }

  /** Keeps one. */
  void add(Visit visit, int status, Map<String, String> because) {
    add(visit, status, visit.error(), because);
  }

  /** Keeps one of which a client was told something else than of the request as a whole. */
  void add(Visit visit, int status, String code, Map<String, String> because) {
    Map<String, String> cut = new LinkedHashMap<>();
    because.forEach((name, text) -> cut.put(name, cut(text)));
    Refused refused =
        new Refused(
            clock.instant(),
            visit.ids().requestId(),
            visit.method(),
            visit.path(),
            visit.operation(),
            visit.bucket(),
            visit.key(),
            visit.remoteAddress(),
            visit.authMethod(),
            visit.accessKeyId(),
            !visit.isUnproved(),
            status,
            code,
            cut);
    synchronized (this) {
      kept.addLast(refused);
      characters += refused.characters();
      while (kept.size() > COUNT_MAX || characters > CHARACTERS_MAX) {
        characters -= kept.removeFirst().characters();
      }
    }
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
  }
}
