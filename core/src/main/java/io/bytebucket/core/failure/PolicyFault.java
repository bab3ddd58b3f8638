package io.bytebucket.core.failure;

/**
 * What can be wrong with a bucket policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the IAM JSON policy language</a>
 */
public sealed interface PolicyFault {
  /** Its first byte does not begin an object. */
  record NoObject() implements PolicyFault {}

  /** It is no JSON, or not of the shape of a policy. */
  record InvalidJson() implements PolicyFault {}

  /** It is longer than a policy may be. */
  record TooLong(int limitBytes) implements PolicyFault {}

  /** An element that must be there is not. */
  record MissingElement(String element) implements PolicyFault {}

  /** There is nothing in an element that must not be empty. */
  record EmptyElement(String element) implements PolicyFault {}

  /** There is no element of that name. */
  record UnknownElement(String element) implements PolicyFault {}

  /** An element, or it and its opposite, is there more than once. */
  record RepeatedElement(String element) implements PolicyFault {}

  /** There is no such version of the language. */
  record InvalidVersion() implements PolicyFault {}

  /** A statement neither allows nor denies. */
  record InvalidEffect(String effect) implements PolicyFault {}

  /** Nobody is called that, or it is no way to call somebody. */
  record InvalidPrincipal() implements PolicyFault {}

  /** A statement that allows says to whom not. */
  record AllowedToOthers() implements PolicyFault {}

  /** There is no such action, or none that a bucket policy can be about. */
  record InvalidAction() implements PolicyFault {}

  /** It is neither this bucket nor anything in it. */
  record InvalidResource() implements PolicyFault {}

  /** The action is not done to anything that the statement is about. */
  record ActionWithoutResource() implements PolicyFault {}

  /** There is no such operator. */
  record InvalidOperator(String operator) implements PolicyFault {}

  /** There is no such key of conditions. */
  record InvalidKey() implements PolicyFault {}

  /** The key has no meaning for an action of the statement. */
  record UnfitKey() implements PolicyFault {}

  /** It is neither an address nor a block of addresses. */
  record InvalidAddress() implements PolicyFault {}

  /** It is no value that the operator could compare with. */
  record InvalidValue() implements PolicyFault {}
}
