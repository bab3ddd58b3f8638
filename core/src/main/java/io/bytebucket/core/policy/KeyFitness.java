package io.bytebucket.core.policy;

import io.bytebucket.core.access.Action;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * For which actions keys of conditions have a meaning.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions,
 *     resources, and condition keys for Amazon S3</a>
 */
final class KeyFitness {
  static final Set<Action> EVERYTHING = of(Action.values());
  static final Set<Action> NOTHING = of();
  static final Set<Action> LISTINGS = of(Action.LIST_BUCKET, Action.LIST_BUCKET_VERSIONS);

  static final Set<Action> VERSIONS =
      of(
          Action.GET_OBJECT_VERSION,
          Action.GET_OBJECT_VERSION_ACL,
          Action.GET_OBJECT_VERSION_ATTRIBUTES,
          Action.GET_OBJECT_VERSION_TAGGING,
          Action.GET_OBJECT_VERSION_TORRENT,
          Action.PUT_OBJECT_VERSION_ACL,
          Action.PUT_OBJECT_VERSION_TAGGING,
          Action.DELETE_OBJECT_VERSION,
          Action.DELETE_OBJECT_VERSION_TAGGING);

  static final Set<Action> GRANTS =
      of(
          Action.PUT_OBJECT,
          Action.PUT_OBJECT_ACL,
          Action.PUT_OBJECT_VERSION_ACL,
          Action.PUT_BUCKET_ACL);

  static final Set<Action> PUT = of(Action.PUT_OBJECT);
  static final Set<Action> MATCHES = of(Action.PUT_OBJECT, Action.DELETE_OBJECT);

  static final Set<Action> LOCKS =
      of(Action.PUT_OBJECT, Action.PUT_OBJECT_RETENTION, Action.BYPASS_GOVERNANCE_RETENTION);

  static final Set<Action> HOLDS =
      of(Action.PUT_OBJECT, Action.PUT_OBJECT_LEGAL_HOLD, Action.BYPASS_GOVERNANCE_RETENTION);

  static final Set<Action> TAGS_SENT =
      of(Action.PUT_OBJECT, Action.PUT_OBJECT_TAGGING, Action.PUT_OBJECT_VERSION_TAGGING);

  static final Set<Action> TAGS_THERE =
      of(
          Action.GET_OBJECT,
          Action.GET_OBJECT_VERSION,
          Action.GET_OBJECT_ATTRIBUTES,
          Action.GET_OBJECT_VERSION_ATTRIBUTES,
          Action.GET_OBJECT_ACL,
          Action.GET_OBJECT_VERSION_ACL,
          Action.PUT_OBJECT_ACL,
          Action.PUT_OBJECT_VERSION_ACL,
          Action.GET_OBJECT_TAGGING,
          Action.GET_OBJECT_VERSION_TAGGING,
          Action.PUT_OBJECT_TAGGING,
          Action.PUT_OBJECT_VERSION_TAGGING,
          Action.DELETE_OBJECT_TAGGING,
          Action.DELETE_OBJECT_VERSION_TAGGING);

  private KeyFitness() {}

  private static Set<Action> of(Action... actions) {
    Set<Action> set = EnumSet.noneOf(Action.class);
    set.addAll(Arrays.asList(actions));
    return Collections.unmodifiableSet(set);
  }
}
