package io.bytebucket.core.object;

import java.util.ArrayList;
import java.util.List;

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

  /** These tags. */
  record OneOf(List<String> tags) implements ETagMatcher {
    @Override
    public boolean matches(ETag etag) {
      return tags.contains(etag.value());
    }
  }

  /** Reads the value of the header. */
  static ETagMatcher parse(String header) {
    if (header.strip().equals("*")) {
      return new Any();
    }
    List<String> tags = new ArrayList<>();
    for (String element : header.split(",", -1)) {
      String tag = element.strip();
      if (tag.startsWith("W/")) {
        tag = tag.substring(2);
      }
      if (tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"")) {
        tag = tag.substring(1, tag.length() - 1);
      }
      tags.add(tag);
    }
    return new OneOf(List.copyOf(tags));
  }
}
