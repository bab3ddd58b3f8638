package io.bytebucket.transfer.minio;

import io.bytebucket.core.user.AccessRule;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.source.SourceJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The policies of an export, and whom they are attached to. */
final class IamPolicies {
  /** More policies than that, counted for each user who has them, nobody attaches. */
  private static final int ATTACHED_MAX = 200_000;

  private final Map<String, PolicyRules> policies = new TreeMap<>();
  private final Map<String, Set<String>> ofUsers = new TreeMap<>();
  private final Consumer<Finding> found;
  private long attached;

  IamPolicies(MinioExport export, Consumer<Finding> found) throws MinioException {
    this.found = found;
    for (Map.Entry<String, JsonNode> policy :
        export.document(MinioExport.IAM + "policies.json").properties()) {
      policies.put(policy.getKey(), PolicyRules.of(policy.getValue()));
    }
    for (Map.Entry<String, JsonNode> mapping :
        export.document(MinioExport.IAM + "user_mappings.json").properties()) {
      attach(mapping.getKey(), names(mapping.getValue()));
    }
    groups(export);
  }

  private static List<String> names(JsonNode mapping) {
    return List.of(SourceJson.text(mapping, "policy").split(",")).stream()
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private void attach(String user, List<String> names) throws MinioException {
    attached += names.size();
    if (attached > ATTACHED_MAX) {
      throw new MinioException(
          "more than " + ATTACHED_MAX + " policies are attached to users, in groups and alone");
    }
    ofUsers.computeIfAbsent(user, _ -> new LinkedHashSet<>()).addAll(names);
  }

  private void groups(MinioExport export) throws MinioException {
    Map<String, List<String>> members = new TreeMap<>();
    for (Map.Entry<String, JsonNode> group :
        export.document(MinioExport.IAM + "groups.json").properties()) {
      boolean isOff = SourceJson.text(group.getValue(), "status").equals("disabled");
      members.put(
          group.getKey(), isOff ? List.of() : SourceJson.texts(group.getValue().path("members")));
      found.accept(
          new Finding(
              Finding.Kind.REMARK,
              group.getKey(),
              isOff
                  ? "a group that is disabled: it gives its members nothing"
                  : "a group, of which there are none here: its members were given what it allows"));
    }
    for (Map.Entry<String, JsonNode> mapping :
        export.document(MinioExport.IAM + "group_mappings.json").properties()) {
      List<String> all = members.get(mapping.getKey());
      if (all == null) {
        found.accept(
            new Finding(
                Finding.Kind.POLICY,
                mapping.getKey(),
                "a group that is not in the export has policies: " + names(mapping.getValue())));
      } else {
        List<String> names = names(mapping.getValue());
        for (String member : all) {
          attach(member, names);
        }
      }
    }
  }

  /** Tells of the policies that somebody has, and that cannot be said in full. */
  void tellLost() {
    Set<String> used = new LinkedHashSet<>();
    ofUsers.values().forEach(used::addAll);
    used.forEach(name -> {
      PolicyRules policy = policies.get(name);
      if (policy == null) {
        found.accept(
            new Finding(Finding.Kind.POLICY, name, "somebody has it, and it is not in the export"));
      } else {
        policy.lost().forEach(lost -> found.accept(new Finding(Finding.Kind.POLICY, name, lost)));
      }
    });
  }

  /** The users who have policies, whether the export has them or not. */
  Set<String> users() {
    return ofUsers.keySet();
  }

  /**
   * What a user may do by its policies; nothing where one of them forbids what cannot be said,
   * because what the others allow may be more than it may do.
   */
  List<AccessRule> rulesOf(String user) {
    List<AccessRule> rules = new ArrayList<>();
    for (String name : ofUsers.getOrDefault(user, Set.of())) {
      PolicyRules policy = policies.get(name);
      if (policy != null && policy.isHeld()) {
        found.accept(
            new Finding(
                Finding.Kind.USER,
                user,
                "may do nothing here: its policy "
                    + name
                    + " forbids something that rules cannot"));
        return List.of();
      }
      if (policy != null) {
        rules.addAll(policy.rules());
      }
    }
    return PolicyRules.together(rules);
  }
}
