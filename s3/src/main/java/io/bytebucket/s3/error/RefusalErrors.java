package io.bytebucket.s3.error;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Failure.SignInRequired;
import io.bytebucket.core.failure.Refusal;
import java.util.Optional;

/**
 * What S3 answers to those who may not. Who does not sign is told no reason; who does learns which
 * kind of policy it was, and nothing of what it says.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html">Troubleshoot
 *     access denied (403 Forbidden) errors in Amazon S3</a>
 */
final class RefusalErrors {
  private static final String BUCKET_REGION = "x-amz-bucket-region";

  private RefusalErrors() {}

  static S3Exception translate(Failure.AccessDenied denied) {
    S3Exception error =
        denied
            .refusal()
            .flatMap(refusal -> message(denied.action(), refusal))
            .map(message -> new S3Exception(S3ErrorCode.ACCESS_DENIED, message))
            .orElseGet(() -> new S3Exception(S3ErrorCode.ACCESS_DENIED));
    return denied
        .bucketRegion()
        .map(region -> error.withHeader(BUCKET_REGION, region))
        .orElse(error);
  }

  private static Optional<String> message(String action, Refusal refusal) {
    return refusal
        .user()
        .flatMap(user ->
            why(action, refusal.by())
                .map(why ->
                    "User: "
                        + user
                        + " is not authorized to perform: "
                        + action
                        + " on resource: \""
                        + refusal.resource()
                        + "\" "
                        + why));
  }

  private static Optional<String> why(String action, Refusal.By by) {
    return switch (by) {
      case EXPECTED_OWNER -> Optional.empty();
      case RULES -> Optional.of("with an explicit deny in an identity-based policy");
      case POLICY -> Optional.of("with an explicit deny in a resource-based policy");
      case NOTHING ->
          Optional.of("because no identity-based policy allows the " + action + " action");
    };
  }

  static S3Exception translate(SignInRequired.What what) {
    return switch (what) {
      case POLICY -> new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED);
      case COPY -> closed("Anonymous users cannot copy objects. Please authenticate");
      case UPLOAD ->
          closed("Anonymous users cannot initiate multipart uploads. Please authenticate.");
      case OTHER -> closed("Anonymous users cannot invoke this API. Please authenticate.");
    };
  }

  private static S3Exception closed(String message) {
    return new S3Exception(S3ErrorCode.ACCESS_DENIED, message);
  }
}
