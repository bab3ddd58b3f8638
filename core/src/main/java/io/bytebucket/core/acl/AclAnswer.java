package io.bytebucket.core.acl;

/** Whether a list gives something, and why not. */
public enum AclAnswer {
  GIVEN,
  NOT_GIVEN,
  /** It would, but what it gives to everybody does not count in this bucket. */
  PUBLIC_IGNORED,
  /** No list counts in this bucket. */
  LISTS_OFF
}
