package io.bytebucket.transfer.original;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a user of the original may do, as rules.
 *
 * @param rules in the order of the statements
 * @param lost what could not be said as a rule, in words
 * @param remarks what means something else here than it did there, in words
 */
record OriginalRules(List<AccessRule> rules, List<String> lost, List<String> remarks) {
  private static final String ANY = "*";

  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._*?-]{1,255}");

  /** The name that the original has for listing buckets is not that of AWS. */
  private static final String LIST_BUCKETS = "s3:ListBuckets";

  private static final String PUT_OBJECT = "s3:PutObject";

  /** What the original let do besides whoever was allowed that, because it looked at verbs. */
  private static final Map<String, List<String>> ENFORCED =
      new TreeMap<>(
          Map.of(
              "s3:GetObject",
              List.of(
                  "s3:ListBucket",
                  "s3:GetBucketAcl",
                  "s3:GetBucketCORS",
                  "s3:GetObjectAcl",
                  "s3:GetObjectTagging",
                  "s3:ListBucketMultipartUploads",
                  "s3:ListMultipartUploadParts"),
              "s3:CreateBucket",
              List.of(
                  PUT_OBJECT,
                  "s3:PutObjectAcl",
                  "s3:PutObjectTagging",
                  "s3:PutBucketAcl",
                  "s3:PutBucketCORS"),
              "s3:DeleteBucket",
              List.of(
                  "s3:DeleteObject",
                  "s3:DeleteObjectTagging",
                  "s3:AbortMultipartUpload",
                  "s3:PutBucketCORS"),
              PUT_OBJECT,
              List.of("s3:DeleteObject")));

  /** The rules of that user. */
  static OriginalRules of(OriginalUser user, RuleReading reading) {
    Reader reader = new Reader(reading);
    for (int i = 0; i < user.acl().size(); i++) {
      reader.read(i + 1, user.acl().get(i));
    }
    return new OriginalRules(
        List.copyOf(reader.rules), List.copyOf(reader.lost), List.copyOf(reader.remarks));
  }

  private static final class Reader {
    private final RuleReading reading;
    private final List<AccessRule> rules = new ArrayList<>();
    private final Set<String> lost = new LinkedHashSet<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    Reader(RuleReading reading) {
      this.reading = reading;
    }

    void read(int number, OriginalUser.Statement statement) {
      String which = "statement " + number + " ";
      if (!statement.isAllowing() && !statement.isDenying()) {
        lost.add(which + "has the effect '" + statement.effect() + "'");
        return;
      }
      if (statement.isDenying() && reading == RuleReading.ENFORCED) {
        remarks.add(which + "forbids, which the original never heeded; it is left out");
        return;
      }
      List<String> buckets = buckets(which, statement.buckets());
      List<String> actions = actions(which, statement);
      if (buckets.isEmpty() || actions.isEmpty()) {
        remarks.add(which + "names nothing, and is left out");
        return;
      }
      if (buckets.stream().noneMatch(name -> name.equals(ANY))
          && actions.stream().noneMatch(Action::isOfBuckets)) {
        remarks.add(which + "names buckets for what is done to none, and is left out");
        return;
      }
      if (statement.isDenying()) {
        remarks.add(which + "forbids: the original never heeded that, and here it counts");
      }
      rules.add(
          new AccessRule(statement.isAllowing() ? Effect.ALLOW : Effect.DENY, buckets, actions));
    }

    private List<String> buckets(String which, List<String> names) {
      List<String> kept = new ArrayList<>();
      for (String name : names) {
        if (!BUCKET.matcher(name).matches()) {
          lost.add(which + "names a bucket '" + name + "', which no bucket can be called");
        } else if (isPattern(name) && reading == RuleReading.ENFORCED) {
          remarks.add(which + "names buckets '" + name + "': a pattern, which matched nothing");
        } else {
          remarkPattern(which, name);
          kept.add(name);
        }
      }
      return List.copyOf(kept);
    }

    private List<String> actions(String which, OriginalUser.Statement statement) {
      Set<String> kept = new LinkedHashSet<>();
      for (String name : statement.actions()) {
        if (name.equals(LIST_BUCKETS)) {
          kept.add(Action.LIST_ALL_MY_BUCKETS.policyName());
        } else if (!Action.isNamedBy(name)) {
          lost.add(which + "names an action '" + name + "', which there is not");
        } else if (isPattern(name) && reading == RuleReading.ENFORCED) {
          remarks.add(which + "names actions '" + name + "': a pattern, which matched nothing");
        } else {
          remarkPattern(which, name);
          kept.add(name);
          if (statement.isAllowing()) {
            addEnforced(which, name, kept);
          }
        }
      }
      return List.copyOf(kept);
    }

    private void addEnforced(String which, String name, Set<String> kept) {
      List<String> more = ENFORCED.getOrDefault(name, List.of());
      if (reading == RuleReading.ENFORCED) {
        kept.addAll(more);
      } else if (!more.isEmpty()) {
        remarks.add(
            which
                + "allows "
                + name
                + ", by which the original also let do "
                + String.join(", ", more)
                + "; here it does not, unless '--rules enforced' is given");
      }
    }

    private void remarkPattern(String which, String name) {
      if (isPattern(name)) {
        remarks.add(
            which + "names '" + name + "': a pattern, which matched nothing in the original");
      }
    }

    private static boolean isPattern(String name) {
      return !name.equals(ANY) && (name.indexOf('*') >= 0 || name.indexOf('?') >= 0);
    }
  }
}
