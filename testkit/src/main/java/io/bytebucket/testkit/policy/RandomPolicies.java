package io.bytebucket.testkit.policy;

import io.bytebucket.testkit.policy.NaivePolicy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Random policies, and random requests that they are about often enough. Their words are few, so
 * that they meet.
 */
public final class RandomPolicies {
  private static final List<String> OBJECT_ACTIONS =
      List.of(
          "s3:GetObject",
          "s3:GetObjectVersion",
          "s3:GetObjectTagging",
          "s3:PutObject",
          "s3:PutObjectTagging",
          "s3:PutObjectAcl",
          "s3:DeleteObject");
  private static final List<String> BUCKET_ACTIONS =
      List.of("s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketAcl", "s3:DeleteBucket");
  private static final List<String> PATTERNS =
      List.of("s3:*", "s3:Get*", "s3:*Object*", "*", "s3:PUT*", "s3:?etObject", "s3:List*");
  private static final List<String> RESOURCES =
      List.of(
          "",
          "*",
          "/*",
          "/a*",
          "/a/?",
          "/*b",
          "/${aws:username}/*",
          "/${aws:username, 'a'}/*",
          "/${*}/*",
          "/a*/b*",
          "*/b");
  private static final List<String> KEYS = List.of("a", "b", "a/b", "a/bb", "anna/b", "*/b", "b/a");
  private static final List<String> TEXTS =
      List.of("a", "A", "b", "ab", "a*", "?", "${aws:username}", "${s3:prefix, 'b'}", "${*}");
  private static final List<String> ADDRESSES =
      List.of("10.0.0.1", "10.0.0.0/8", "10.0.0.0/31", "0.0.0.0/0", "192.168.1.1", "2001:db8::/32");
  private static final List<String> CALLERS_ADDRESSES =
      List.of("10.0.0.1", "10.0.0.3", "192.168.1.1", "2001:db8:0:0:0:0:0:1");
  private static final List<String> TIMES =
      List.of("2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z", "2026-12-01T00:00:00Z");
  private static final List<String> NUMBERS = List.of("1", "7", "7.0", "100");
  private static final List<String> ARNS =
      List.of(
          "arn:aws:iam::111122223333:user/anna",
          "arn:aws:iam::*:user/*",
          "arn:aws:iam::111122223333:user/${aws:username}",
          "arn:aws:iam::111122223333:user/b*");
  private static final List<String> TEXT_KEYS =
      List.of(
          "aws:Referer",
          "AWS:UserAgent",
          "aws:username",
          "aws:userid",
          "s3:prefix",
          "s3:VersionId",
          "s3:x-amz-acl",
          "s3:x-amz-storage-class",
          "s3:if-match",
          "s3:RequestObjectTag/a",
          "s3:RequestObjectTagKeys",
          "s3:ExistingObjectTag/a",
          "s3:ExistingObjectTag/b",
          "aws:SourceVpce");

  private final RandomGenerator random;

  /** What follows from that randomness. */
  public RandomPolicies(RandomGenerator random) {
    this.random = random;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> List<T> some(List<T> all) {
    Set<T> chosen = new HashSet<>();
    chosen.add(one(all));
    while (random.nextInt(3) == 0) {
      chosen.add(one(all));
    }
    return List.copyOf(chosen);
  }

  /** A policy of one to four statements. */
  public NaivePolicy policy() {
    List<Statement> statements = new ArrayList<>();
    do {
      statements.add(statement());
    } while (statements.size() < 4 && random.nextBoolean());
    return new NaivePolicy(List.copyOf(statements));
  }

  /** A statement. */
  public Statement statement() {
    boolean allows = random.nextInt(3) > 0;
    List<String> actions = new ArrayList<>(some(PATTERNS));
    if (random.nextBoolean()) {
      actions = new ArrayList<>(some(random.nextInt(3) == 0 ? BUCKET_ACTIONS : OBJECT_ACTIONS));
    }
    List<NaiveCondition> conditions = new ArrayList<>();
    while (random.nextInt(2) == 0) {
      NaiveCondition condition = condition();
      boolean isNew =
          conditions.stream().noneMatch(other -> other.operator().equals(condition.operator()));
      if (isNew) {
        conditions.add(condition);
      }
    }
    return new Statement(
        allows,
        !allows && random.nextInt(5) == 0,
        random.nextBoolean() ? List.of("*") : some(List.of("anna", "bert", "account")),
        random.nextInt(6) == 0,
        actions,
        random.nextInt(6) == 0,
        some(RESOURCES),
        List.copyOf(conditions));
  }

  private NaiveCondition condition() {
    return switch (random.nextInt(9)) {
      case 0 ->
          new NaiveCondition(
              quantified(one(List.of("IpAddress", "NotIpAddress"))),
              "aws:SourceIp",
              some(ADDRESSES));
      case 1 ->
          new NaiveCondition(
              optional("Bool"), "aws:SecureTransport", some(List.of("true", "false")));
      case 2 -> new NaiveCondition("Null", one(TEXT_KEYS), some(List.of("true", "false")));
      case 3 ->
          new NaiveCondition(
              optional(
                  one(
                      List.of(
                          "NumericEquals",
                          "NumericNotEquals",
                          "NumericLessThan",
                          "NumericLessThanEquals",
                          "NumericGreaterThan",
                          "NumericGreaterThanEquals"))),
              "s3:max-keys",
              some(NUMBERS));
      case 4 ->
          new NaiveCondition(
              one(List.of("DateEquals", "DateNotEquals", "DateLessThan", "DateGreaterThanEquals")),
              "aws:CurrentTime",
              some(TIMES));
      case 5 ->
          new NaiveCondition(
              optional(one(List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"))),
              "aws:PrincipalArn",
              some(ARNS));
      default ->
          new NaiveCondition(
              quantified(
                  one(
                      List.of(
                          "StringEquals",
                          "StringNotEquals",
                          "StringEqualsIgnoreCase",
                          "StringNotEqualsIgnoreCase",
                          "StringLike",
                          "StringNotLike"))),
              one(TEXT_KEYS),
              some(TEXTS));
    };
  }

  private String optional(String operator) {
    return random.nextInt(4) == 0 ? operator + "IfExists" : operator;
  }

  private String quantified(String operator) {
    return switch (random.nextInt(5)) {
      case 0 -> "ForAllValues:" + optional(operator);
      case 1 -> "ForAnyValue:" + optional(operator);
      default -> optional(operator);
    };
  }

  /** A request. */
  public NaiveRequest request() {
    Optional<String> user =
        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(one(List.of("anna", "bert")));
    boolean isOnObject = random.nextInt(4) > 0;
    Map<String, List<String>> values = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    user.ifPresent(name -> {
      values.put("aws:username", List.of(name));
      values.put("aws:userid", List.of(name + "-id"));
      values.put("aws:principalarn", List.of("arn:aws:iam::111122223333:user/" + name));
    });
    values.put("aws:currenttime", List.of(one(TIMES)));
    values.put("aws:securetransport", List.of(one(List.of("true", "false"))));
    if (random.nextInt(5) == 0) {
      unknown.add("aws:sourceip");
    } else {
      values.put("aws:sourceip", List.of(one(CALLERS_ADDRESSES)));
    }
    for (String name :
        List.of(
            "aws:referer",
            "aws:useragent",
            "s3:prefix",
            "s3:x-amz-acl",
            "s3:x-amz-storage-class",
            "s3:if-match")) {
      if (random.nextBoolean()) {
        values.put(name, List.of(one(List.of("a", "A", "b", "ab", "a*", "?", "anna"))));
      }
    }
    if (random.nextBoolean()) {
      values.put("s3:max-keys", List.of(one(List.of("1", "7", "100"))));
    }
    values.put("s3:versionid", List.of("null"));
    tags(values, unknown);
    return new NaiveRequest(
        user,
        one(isOnObject ? OBJECT_ACTIONS : BUCKET_ACTIONS),
        isOnObject ? Optional.of(one(KEYS)) : Optional.empty(),
        values,
        unknown);
  }

  private void tags(Map<String, List<String>> values, Set<String> unknown) {
    List<String> sent = random.nextBoolean() ? List.of() : some(List.of("a", "b", "ab"));
    sent.forEach(
        key -> values.put("s3:requestobjecttag/" + key, List.of(one(List.of("a", "b", "A")))));
    if (!sent.isEmpty()) {
      values.put("s3:requestobjecttagkeys", sent);
    }
    if (random.nextInt(5) == 0) {
      unknown.add("s3:existingobjecttag/a");
      unknown.add("s3:existingobjecttag/b");
      return;
    }
    for (String key : List.of("a", "b")) {
      if (random.nextBoolean()) {
        values.put("s3:existingobjecttag/" + key, List.of(one(List.of("a", "b", "A"))));
      }
    }
  }
}
