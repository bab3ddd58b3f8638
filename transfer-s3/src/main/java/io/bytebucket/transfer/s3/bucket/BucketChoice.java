package io.bytebucket.transfer.s3.bucket;

import java.util.List;
import java.util.regex.Pattern;

/** Which buckets are meant: patterns with {@code *} and {@code ?}. Immutable. */
public final class BucketChoice {
  private final List<Pattern> patterns;

  private BucketChoice(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /** Those that one of the patterns fits; all for no pattern. */
  public static BucketChoice of(List<String> patterns) {
    return new BucketChoice(patterns.stream().map(BucketChoice::compiled).toList());
  }

  /** Whether a bucket is meant. */
  public boolean takes(String bucket) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> pattern.matcher(bucket).matches());
  }

  private static Pattern compiled(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
