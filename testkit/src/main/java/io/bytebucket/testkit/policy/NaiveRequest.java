package io.bytebucket.testkit.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request in plain words.
 *
 * @param user the name of who signed it; empty when nobody did
 * @param action as policies write it
 * @param key the key of the object it is about; empty when it is about the bucket
 * @param values what is said under the names of conditions, in lower case but for keys of tags,
 *     whether that has a meaning for the action or not
 * @param unknown the names under which nobody can tell what is said
 */
public record NaiveRequest(
    Optional<String> user,
    String action,
    Optional<String> key,
    Map<String, List<String>> values,
    Set<String> unknown) {
  private static final Set<String> LISTED = Set.of("s3:prefix", "s3:delimiter", "s3:max-keys");
  private static final Set<String> LISTING = Set.of("s3:ListBucket", "s3:ListBucketVersions");
  private static final Set<String> PUT = Set.of("s3:PutObject");
  private static final Set<String> TAGGING =
      Set.of("s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging");
  private static final Set<String> TAGGED =
      Set.of(
          "s3:GetObject",
          "s3:GetObjectVersion",
          "s3:GetObjectTagging",
          "s3:PutObjectTagging",
          "s3:GetObjectAcl",
          "s3:PutObjectAcl");

  /** Whether a name of conditions has a meaning for this action. */
  boolean has(String name) {
    if (LISTED.contains(name)) {
      return LISTING.contains(action);
    }
    if (name.startsWith("s3:existingobjecttag/")) {
      return TAGGED.contains(action);
    }
    if (name.startsWith("s3:requestobjecttag")) {
      return TAGGING.contains(action);
    }
    return switch (name) {
      case "s3:versionid" -> action.equals("s3:GetObjectVersion");
      case "s3:x-amz-acl" -> PUT.contains(action) || action.equals("s3:PutObjectAcl");
      case "s3:x-amz-storage-class", "s3:if-none-match", "s3:x-amz-copy-source" ->
          PUT.contains(action);
      case "s3:if-match" -> PUT.contains(action) || action.equals("s3:DeleteObject");
      default -> true;
    };
  }

  /** What is said under a name; empty when nothing is. */
  List<String> said(String name) {
    return has(name) ? values.getOrDefault(name, List.of()) : List.of();
  }

  /** Whether nobody can tell what is said under a name. */
  boolean isUnknown(String name) {
    return has(name) && unknown.contains(name);
  }
}
