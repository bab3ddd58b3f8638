package io.bytebucket.transfer.s3.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What is at both ends of one key, and what is missing at the target.
 *
 * <p>The versions of the source that are at the target are its oldest ones, in their order; what
 * follows is missing. So a run that was cut goes on where it was, whatever was told of it.
 *
 * @param present at both ends, the oldest first
 * @param missing from the target, the oldest first
 * @param extra only at the target
 * @param isCurrentExtra whether what the target serves is none of the source's
 */
public record KeyPlan(
    String key,
    List<Pair> present,
    List<Version> missing,
    List<Version> extra,
    boolean isCurrentExtra) {

  /** The same version at both ends. */
  public record Pair(Version source, Version target) {}

  /**
   * Compares the two ends.
   *
   * @param isEqual whether two versions are the same one
   */
  public static KeyPlan of(
      KeyVersions source, KeyVersions target, BiPredicate<Version, Version> isEqual) {
    List<Pair> present = new ArrayList<>();
    List<Version> extra = new ArrayList<>();
    List<Version> wanted = source.versions();
    boolean isCurrentExtra = false;
    for (Version there : target.versions()) {
      int next = present.size();
      isCurrentExtra = next >= wanted.size() || !isEqual.test(wanted.get(next), there);
      if (isCurrentExtra) {
        extra.add(there);
      } else {
        present.add(new Pair(wanted.get(next), there));
      }
    }
    return new KeyPlan(
        source.key(),
        present,
        List.copyOf(wanted.subList(present.size(), wanted.size())),
        extra,
        isCurrentExtra && present.size() == wanted.size());
  }
}
