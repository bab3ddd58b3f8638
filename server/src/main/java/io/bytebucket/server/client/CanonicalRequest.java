package io.bytebucket.server.client;

import java.util.List;
import java.util.Optional;

/**
 * What a client signed beside what the server would have it sign: the first line that differs says
 * what a proxy, or a library, changed on the way.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authenticating
 *     requests: the canonical request</a>
 */
final class CanonicalRequest {
  private static final List<String> FIRST = List.of("method", "path", "query");
  private static final String NOTHING = "(nothing)";

  private CanonicalRequest() {}

  /** The first part that differs, with both forms of it; empty when none does. */
  static Optional<String> difference(String server, String client) {
    List<String> expected = server.lines().toList();
    List<String> signed = client.lines().toList();
    for (int i = 0; i < Math.max(expected.size(), signed.size()); i++) {
      String right = line(expected, i);
      String wrong = line(signed, i);
      if (!right.equals(wrong)) {
        return Optional.of(
            "%s differs:%n  client: %s%n  server: %s".formatted(nameOf(i, expected), wrong, right));
      }
    }
    return Optional.empty();
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : NOTHING;
  }

  private static String nameOf(int index, List<String> lines) {
    if (index < FIRST.size()) {
      return "the " + FIRST.get(index);
    }
    int left = lines.size() - index;
    if (left <= 1) {
      return "the hash of the body";
    }
    if (left == 2) {
      return "the list of signed headers";
    }
    int colon = lines.get(index).indexOf(':');
    return "the header " + (colon < 0 ? "" : lines.get(index).substring(0, colon));
  }
}
