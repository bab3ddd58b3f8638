package io.bytebucket.s3.error;

import io.bytebucket.core.failure.PolicyFault;

/** What S3 answers to policies that cannot be. */
final class PolicyErrors {
  private PolicyErrors() {}

  static S3Exception translate(PolicyFault fault) {
    return new S3Exception(S3ErrorCode.MALFORMED_POLICY, message(fault));
  }

  private static String message(PolicyFault fault) {
    return switch (fault) {
      case PolicyFault.NoObject() -> "Policies must be valid JSON and the first byte must be '{'";
      case PolicyFault.InvalidJson() -> "This policy contains invalid Json";
      case PolicyFault.TooLong(int limitBytes) ->
          "Normalized policy document exceeds the maximum allowed size of " + limitBytes + " bytes";
      case PolicyFault.MissingElement(String element) -> "Missing required field " + element;
      case PolicyFault.EmptyElement(String element) ->
          "Could not parse the policy: " + element + " is empty!";
      case PolicyFault.UnknownElement(String element) -> "Unknown field " + element;
      case PolicyFault.RepeatedElement(String element) ->
          "Statement/policy already has instance of " + element;
      case PolicyFault.InvalidVersion() -> "The policy must contain a valid version string";
      case PolicyFault.InvalidEffect(String effect) -> "Invalid effect: " + effect;
      case PolicyFault.InvalidPrincipal() -> "Invalid principal in policy";
      case PolicyFault.AllowedToOthers() -> "Allow with NotPrincipal is not allowed.";
      case PolicyFault.InvalidAction() -> "Policy has invalid action";
      case PolicyFault.InvalidResource() -> "Policy has invalid resource";
      case PolicyFault.ActionWithoutResource() ->
          "Action does not apply to any resource(s) in statement";
      case PolicyFault.InvalidOperator(String operator) -> "Invalid Condition type : " + operator;
      case PolicyFault.InvalidKey() -> "Policy has an invalid condition key";
      case PolicyFault.UnfitKey() ->
          "Conditions do not apply to combination of actions and resources in statement";
      case PolicyFault.InvalidAddress() -> "Invalid IP address in Conditions";
      case PolicyFault.InvalidValue() -> "Policy has an invalid condition value";
    };
  }
}
