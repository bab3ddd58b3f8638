package io.bytebucket.admin.error;

import io.bytebucket.core.failure.PolicyFault;

/** What the admin API has against policies that cannot be. */
final class PolicyFaults {
  private PolicyFaults() {}

  static String text(PolicyFault fault) {
    return switch (fault) {
      case PolicyFault.NoObject(), PolicyFault.InvalidJson() ->
          "A policy is an object of JSON, of the shape that AWS has for it.";
      case PolicyFault.TooLong(int limitBytes) ->
          "A policy may have " + limitBytes + " bytes at the most.";
      case PolicyFault.MissingElement(String element) -> "The policy lacks " + element + ".";
      case PolicyFault.EmptyElement(String element) -> "There is nothing in " + element + ".";
      case PolicyFault.UnknownElement(String element) ->
          "Policies have no element of that name: " + element;
      case PolicyFault.RepeatedElement(String element) ->
          "That, or its opposite, is there already: " + element;
      case PolicyFault.InvalidVersion() -> "The version of the language is 2012-10-17.";
      case PolicyFault.InvalidEffect(String effect) -> "The effect is Allow or Deny.";
      case PolicyFault.InvalidPrincipal() -> "Nobody is called what the policy calls somebody.";
      case PolicyFault.AllowedToOthers() ->
          "A statement that allows says to whom, not to whom not.";
      case PolicyFault.InvalidAction() -> "There is no such action on a bucket or its objects.";
      case PolicyFault.InvalidResource() ->
          "The policy names a resource that is not this bucket or something in it.";
      case PolicyFault.ActionWithoutResource() ->
          "An action of a statement is done to nothing that the statement is about.";
      case PolicyFault.InvalidOperator(String operator) ->
          "There is no such operator of conditions: " + operator;
      case PolicyFault.InvalidKey() -> "There is no such key of conditions.";
      case PolicyFault.UnfitKey() ->
          "A condition asks what requests with an action of its statement never say.";
      case PolicyFault.InvalidAddress() -> "A condition compares with what is no IP address.";
      case PolicyFault.InvalidValue() -> "A condition compares with what it could never equal.";
    };
  }
}
