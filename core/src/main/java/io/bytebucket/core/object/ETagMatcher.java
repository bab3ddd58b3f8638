package io.bytebucket.core.object;

/**
 * The tags that a condition names: any tag at all, or those of a list. As in S3, quotes around a
 * tag are optional, and a weak tag matches like a strong one.
 */
public sealed interface ETagMatcher {
  /** Whether the tag of an object is one of them. */
  boolean matches(ETag etag);

  /** Written as {@code *}: the tag of every object that exists. */
  record Any() implements ETagMatcher {
    @Override
    public boolean matches(ETag etag) {
      return true;
    }
  }

  /**
   * The tags of a list. The list stays as it was sent, and is read anew for each question: as
   * separate texts it would take many times the memory, for as long as the body of its request
   * takes to arrive.
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

  /** Reads what a client wrote. */
  static ETagMatcher parse(String text) {
    return text.strip().equals("*") ? new Any() : new OneOf(text);
  }
}
