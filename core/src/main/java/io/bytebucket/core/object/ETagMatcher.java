package io.bytebucket.core.object;

/**
 * The value of an {@code If-Match} or {@code If-None-Match} header: any tag, or some tags. Quotes
 * are optional, as S3 takes them, and a weak tag matches like a strong one.
 */
public sealed interface ETagMatcher {
  /** Whether an object with that tag is meant. */
  boolean matches(ETag etag);

  /** {@code *}: every object that exists. */
  record Any() implements ETagMatcher {
    @Override
    public boolean matches(ETag etag) {
      return true;
    }
  }

  /**
   * The tags in a list, which stays as it was sent and is walked when it is asked: taken apart it
   * would take many times its length for as long as the body of its request is on the way.
   */
  record OneOf(String list) implements ETagMatcher {
    @Override
    public boolean matches(ETag etag) {
      for (int start = 0; start <= list.length(); ) {
        int comma = list.indexOf(',', start);
        int end = comma < 0 ? list.length() : comma;
        if (isTag(start, end, etag.value())) {
          return true;
        }
        start = end + 1;
      }
      return false;
    }

    private boolean isTag(int from, int to, String tag) {
      int start = from;
      int end = to;
      while (start < end && Character.isWhitespace(list.charAt(start))) {
        start++;
      }
      while (end > start && Character.isWhitespace(list.charAt(end - 1))) {
        end--;
      }
      if (list.startsWith("W/", start) && start + 2 <= end) {
        start += 2;
      }
      if (end - start >= 2 && list.charAt(start) == '"' && list.charAt(end - 1) == '"') {
        start++;
        end--;
      }
      return end - start == tag.length() && list.startsWith(tag, start);
    }
  }

  /** Reads the value of the header. */
  static ETagMatcher parse(String header) {
    return header.strip().equals("*") ? new Any() : new OneOf(header);
  }
}
