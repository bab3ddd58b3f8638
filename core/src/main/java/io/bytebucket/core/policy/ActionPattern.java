package io.bytebucket.core.policy;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Need;
import io.bytebucket.core.access.Permissions;
import io.bytebucket.core.failure.PolicyFault;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The actions that a statement names with one word.
 *
 * @param actions those of that name, of which there is one at least
 * @param isExplicit whether it is the name of one, and not what several have in common
 */
record ActionPattern(Set<Action> actions, boolean isExplicit) {
  /** What is done to a bucket, and what to an object in it; of nothing else a policy can speak. */
  private static final Set<Action> OF_BUCKETS = Permissions.actionsOn(Need.Part.BUCKET);

  private static final Set<Action> OF_OBJECTS =
      Permissions.actionsOn(Need.Part.OBJECT, Need.Part.SOURCE, Need.Part.EACH_OBJECT);

  /** The actions of that name, whose case means nothing. */
  static ActionPattern of(String name) {
    boolean isExplicit = name.indexOf('*') < 0 && name.indexOf('?') < 0;
    Glob glob =
        Glob.of(
            folded(name)
                .codePoints()
                .map(c -> c == '*' ? Glob.STAR : c == '?' ? Glob.ONE : c)
                .toArray());
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (Action action : Action.values()) {
      boolean isPossible = OF_BUCKETS.contains(action) || OF_OBJECTS.contains(action);
      if (isPossible && glob.matches(folded(action.policyName()))) {
        actions.add(action);
      }
    }
    if (actions.isEmpty()) {
      throw Faults.of(new PolicyFault.InvalidAction());
    }
    return new ActionPattern(actions, isExplicit);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Whether one of them can be done to what such a statement is about. */
  boolean appliesTo(boolean hasBucket, boolean hasObjects) {
    return actions.stream()
        .anyMatch(action ->
            (hasBucket && OF_BUCKETS.contains(action))
                || (hasObjects && OF_OBJECTS.contains(action)));
  }
}
