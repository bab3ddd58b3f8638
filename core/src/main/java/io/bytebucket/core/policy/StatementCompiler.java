package io.bytebucket.core.policy;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.BucketPolicy;
import io.bytebucket.core.access.BucketPolicy.Effect;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.PolicyFault;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes the statements of one policy. */
final class StatementCompiler {
  private static final String EFFECT = "Effect";
  private static final String PRINCIPAL = "Principal";
  private static final String ACTION = "Action";
  private static final String RESOURCE = "Resource";
  private static final List<String> ELEMENTS =
      List.of(
          "Sid",
          EFFECT,
          PRINCIPAL,
          "NotPrincipal",
          ACTION,
          "NotAction",
          RESOURCE,
          "NotResource",
          "Condition");

  private final BucketName bucket;
  private final boolean hasVariables;
  private final PrincipalNames names;

  StatementCompiler(BucketName bucket, boolean hasVariables, PrincipalNames names) {
    this.bucket = bucket;
    this.hasVariables = hasVariables;
    this.names = names;
  }

  Statement compile(Json written, int index) {
    if (!(written instanceof Json.Fields fields)) {
      throw Faults.of(new PolicyFault.InvalidJson());
    }
    Elements elements = Elements.of(fields, ELEMENTS);
    Optional<String> sid =
        elements.find("Sid").map(text -> Faults.text(text, new PolicyFault.InvalidJson()));
    Effect effect = effect(elements.require(EFFECT));
    boolean isForOthers = elements.isOpposite(PRINCIPAL);
    if (isForOthers && effect == Effect.ALLOW) {
      throw Faults.of(new PolicyFault.AllowedToOthers());
    }
    Principals principals =
        PrincipalsCompiler.compile(elements.either(PRINCIPAL), isForOthers, names);
    List<ActionPattern> actions =
        each(elements.either(ACTION), new PolicyFault.InvalidAction(), ActionPattern::of);
    List<ResourcePattern> resources =
        each(
            elements.either(RESOURCE),
            new PolicyFault.InvalidResource(),
            text -> ResourcePattern.of(text, bucket, hasVariables));
    List<Condition> conditions =
        elements
            .find("Condition")
            .map(new ConditionCompiler(hasVariables)::compile)
            .orElse(List.of());
    boolean areOtherActions = elements.isOpposite(ACTION);
    boolean areOtherResources = elements.isOpposite(RESOURCE);
    if (!areOtherActions) {
      requireFit(actions, conditions);
      if (!areOtherResources) {
        requireResources(actions, resources);
      }
    }
    return new Statement(
        new BucketPolicy.Verdict(effect, index, sid),
        principals,
        union(actions, areOtherActions),
        resources,
        areOtherResources,
        conditions);
  }

  private static Effect effect(Json written) {
    String text = Faults.text(written, new PolicyFault.InvalidEffect(""));
    return switch (text) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default -> throw Faults.of(new PolicyFault.InvalidEffect(text));
    };
  }

  private static <T> List<T> each(Json element, PolicyFault invalid, Function<String, T> made) {
    List<T> all =
        element.each().stream().map(item -> made.apply(Faults.text(item, invalid))).toList();
    if (all.isEmpty()) {
      throw Faults.of(invalid);
    }
    return all;
  }

  /** What is named by a word of its own has to be able to have the keys that are asked for. */
  private static void requireFit(List<ActionPattern> actions, List<Condition> conditions) {
    for (ActionPattern named : actions) {
      for (Condition condition : conditions) {
        if (named.isExplicit() && named.actions().stream().noneMatch(condition.key().key()::fits)) {
          throw Faults.of(new PolicyFault.UnfitKey());
        }
      }
    }
  }

  private static void requireResources(
      List<ActionPattern> actions, List<ResourcePattern> resources) {
    boolean hasBucket = resources.stream().anyMatch(ResourcePattern::hasBucket);
    boolean hasObjects = resources.stream().anyMatch(ResourcePattern::hasObjects);
    if (actions.stream().anyMatch(named -> !named.appliesTo(hasBucket, hasObjects))) {
      throw Faults.of(new PolicyFault.ActionWithoutResource());
    }
  }

  private static Set<Action> union(List<ActionPattern> named, boolean isOpposite) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    named.forEach(pattern -> actions.addAll(pattern.actions()));
    return isOpposite ? EnumSet.complementOf(EnumSet.copyOf(actions)) : actions;
  }
}
