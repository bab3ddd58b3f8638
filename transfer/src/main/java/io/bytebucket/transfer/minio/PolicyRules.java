package io.bytebucket.transfer.minio;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.transfer.source.SourceJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A policy of MinIO as rules of ours, which speak of whole buckets. Never more than the policy:
 * what it allows and cannot be said is left out; where it forbids what cannot be said, none of it
 * is.
 *
 * @param rules in the order of the statements
 * @param lost what cannot be said, in words
 * @param isHeld whether it forbids what cannot be said, so that nobody may be given what it allows
 */
record PolicyRules(List<AccessRule> rules, List<String> lost, boolean isHeld) {
  private static final String ANY = "*";
  private static final String ARN = "arn:aws:s3:::";
  private static final String S3 = "s3:";
  private static final String ADMIN_ALL = "admin:*";
  private static final String S3_ALL = "s3:*";

  /** Longer than any that MinIO or AWS take. */
  private static final int DOCUMENT_CHARACTERS_MAX = 64 << 10;

  /** As many rules as a user may have. */
  private static final int RULES_MAX = 100;

  /** So many losses are told of a policy, and so much of a statement. */
  private static final int LOST_MAX = 100;

  private static final int SHOWN_CHARACTERS = 1_000;
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._*?-]{1,255}");

  private static final Set<String> OF_OBJECTS =
      Set.of(
          "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:BypassGovernanceRetention");

  /** What of a bucket a resource is about. */
  private enum Level {
    BUCKET,
    OBJECTS,
    BOTH;

    Level and(Level other) {
      return this == other ? this : BOTH;
    }

    boolean has(String action) {
      return this == BOTH || (this == OBJECTS) == isOfObjects(action);
    }
  }

  /** What a document says. */
  static PolicyRules of(JsonNode document) {
    Reader reader = new Reader();
    if (document.toString().length() > DOCUMENT_CHARACTERS_MAX) {
      return new PolicyRules(List.of(), List.of("is longer than a policy can be"), true);
    }
    int number = 0;
    JsonNode statements = document.path("Statement");
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      number++;
      reader.read("statement " + number + " ", statement);
    }
    if (reader.rules.size() > RULES_MAX) {
      return new PolicyRules(
          List.of(), List.of("says more than the " + RULES_MAX + " rules of a user can"), true);
    }
    return new PolicyRules(together(reader.rules), List.copyOf(reader.lost), reader.isHeld);
  }

  /** Who may do everything with all that is stored, and run the store, is an administrator. */
  static List<AccessRule> together(List<AccessRule> rules) {
    boolean isAll =
        rules.stream().anyMatch(AccessRule::isFullAccess)
            || (allows(rules, ADMIN_ALL) && allows(rules, S3_ALL));
    if (!isAll) {
      return List.copyOf(new LinkedHashSet<>(rules));
    }
    Set<AccessRule> all = new LinkedHashSet<>();
    all.add(AccessRule.FULL_ACCESS);
    rules.stream().filter(rule -> rule.effect() == Effect.DENY).forEach(all::add);
    return List.copyOf(all);
  }

  private static boolean allows(List<AccessRule> rules, String actions) {
    return rules.stream()
        .anyMatch(rule ->
            rule.effect() == Effect.ALLOW
                && rule.buckets().contains(ANY)
                && rule.actions().contains(actions));
  }

  private static boolean isOfObjects(String action) {
    return OF_OBJECTS.contains(action) || (action.contains("Object") && !action.contains("Bucket"));
  }

  private static final class Reader {
    private final List<AccessRule> rules = new ArrayList<>();
    private final Set<String> lost = new LinkedHashSet<>();
    private boolean isHeld;

    void read(String which, JsonNode statement) {
      String effect = SourceJson.text(statement, "Effect");
      if (!effect.equals("Allow") && !effect.equals("Deny")) {
        lose(true, which + "has the effect '" + effect + "'");
        return;
      }
      boolean isDenying = effect.equals("Deny");
      for (String element : List.of("NotAction", "NotResource", "Condition")) {
        if (!statement.path(element).isEmpty() || statement.path(element).isString()) {
          lose(isDenying, which + "has " + element + ", and rules have none: " + shown(statement));
          return;
        }
      }
      Map<String, Level> buckets = buckets(which, statement, isDenying);
      List<String> stored = new ArrayList<>();
      for (String action : texts(statement.path("Action"))) {
        if (action.equals(ANY)) {
          stored.add(S3_ALL);
          add(isDenying, List.of(ANY), List.of(ADMIN_ALL));
        } else if (action.equals(ADMIN_ALL)) {
          add(isDenying, List.of(ANY), List.of(ADMIN_ALL));
        } else if (!action.startsWith(S3)) {
          lose(
              isDenying && action.startsWith("admin:"),
              which + "names " + action + ", of MinIO's own");
        } else if (!Action.isNamedBy(action)) {
          // Who forbids what nobody can do forbids nothing.
          lose(false, which + "names " + action + ", which there is not here");
        } else {
          stored.add(action);
        }
      }
      for (Level level : Level.values()) {
        List<String> names =
            buckets.entrySet().stream()
                .filter(entry -> entry.getValue() == level)
                .map(Map.Entry::getKey)
                .toList();
        List<String> actions = within(level, stored);
        if (!names.isEmpty() && !actions.isEmpty()) {
          add(isDenying, names, actions);
        }
      }
    }

    private void add(boolean isDenying, List<String> buckets, List<String> actions) {
      rules.add(new AccessRule(isDenying ? Effect.DENY : Effect.ALLOW, buckets, actions));
    }

    private void lose(boolean holds, String reason) {
      isHeld |= holds;
      if (lost.size() < LOST_MAX) {
        lost.add(reason);
      }
    }

    private Map<String, Level> buckets(String which, JsonNode statement, boolean isDenying) {
      Map<String, Level> buckets = new LinkedHashMap<>();
      for (String resource : texts(statement.path("Resource"))) {
        Optional<Map.Entry<String, Level>> found = bucket(resource, isDenying);
        if (found.isPresent()) {
          buckets.merge(found.get().getKey(), found.get().getValue(), Level::and);
        } else {
          lose(
              isDenying,
              which
                  + "is about "
                  + resource
                  + ", and rules are about whole buckets: "
                  + shown(statement));
        }
      }
      return buckets;
    }

    private static String shown(JsonNode statement) {
      String text = statement.toString();
      return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }

    private static Optional<Map.Entry<String, Level>> bucket(String resource, boolean isDenying) {
      String rest = resource.startsWith(ARN) ? resource.substring(ARN.length()) : resource;
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash);
      if (!BUCKET.matcher(name).matches()) {
        return Optional.empty();
      }
      if (slash >= 0) {
        return rest.substring(slash + 1).equals(ANY)
            ? Optional.of(Map.entry(name, Level.OBJECTS))
            : Optional.empty();
      }
      if (name.endsWith(ANY)) {
        return Optional.of(Map.entry(name, Level.BOTH));
      }
      // A star further in front stands for a slash and what is behind it, too.
      return name.indexOf('*') >= 0 && isDenying
          ? Optional.empty()
          : Optional.of(Map.entry(name, Level.BUCKET));
    }
  }

  /** Those actions, as far as they are done to that of a bucket. */
  private static List<String> within(Level level, List<String> actions) {
    if (level == Level.BOTH) {
      return List.copyOf(new LinkedHashSet<>(actions));
    }
    Set<String> kept = new LinkedHashSet<>();
    for (String pattern : actions) {
      AccessRule rule = new AccessRule(Effect.ALLOW, List.of(ANY), List.of(pattern));
      for (Action action : Action.values()) {
        if (level.has(action.policyName()) && rule.covers(action.policyName(), "any", false)) {
          kept.add(action.policyName());
        }
      }
    }
    return List.copyOf(kept);
  }

  private static List<String> texts(JsonNode node) {
    return node.isString() ? List.of(node.asString("")) : SourceJson.texts(node);
  }
}
