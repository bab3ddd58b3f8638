package io.bytebucket.s3.form;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What whoever signed a form allows in it. Immutable.
 *
 * @param expiration from when on it allows nothing
 * @param conditions what the fields must be
 * @param fileSize how large the file may be
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST
 *     policy</a>
 */
public record PostPolicy(
    Instant expiration, List<PolicyCondition> conditions, FileSizeRange fileSize) {
  private static final String BUCKET = "bucket";

  /** The fields that the policy cannot name: it is one, and the others are of its signature. */
  private static final Set<String> NEED_NO_CONDITION =
      Set.of("policy", "x-amz-signature", "signature", "awsaccesskeyid");

  /**
   * Reads the policy of a form, in Base64 as it was signed.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_POLICY_DOCUMENT}
   */
  public static PostPolicy parse(String base64) {
    return PolicyDocument.parse(base64);
  }

  /**
   * Refuses a form that the policy does not allow. The size of its file is not looked at.
   *
   * @param fields the fields by their names in lower case
   * @param bucket the bucket it was sent to, whatever a field says
   * @throws S3Exception with {@link S3ErrorCode#ACCESS_DENIED}
   */
  public void require(Map<String, String> fields, String bucket, Instant now) {
    if (!now.isBefore(expiration)) {
      throw denied("Policy expired.");
    }
    Map<String, String> inputs = new LinkedHashMap<>(fields);
    inputs.put(BUCKET, bucket);
    Set<String> covered = new HashSet<>(NEED_NO_CONDITION);
    for (PolicyCondition condition : conditions) {
      if (!condition.holds(inputs)) {
        throw unmet(condition.text());
      }
      condition.field().ifPresent(covered::add);
    }
    String extra =
        inputs.keySet().stream()
            .filter(name -> !covered.contains(name))
            .collect(Collectors.joining(", "));
    if (!extra.isEmpty()) {
      throw denied("Extra input fields: " + extra);
    }
  }

  /** The error for a condition that does not hold, as S3 words it. */
  static S3Exception unmet(String condition) {
    return denied("Policy Condition failed: " + condition);
  }

  private static S3Exception denied(String what) {
    return new S3Exception(S3ErrorCode.ACCESS_DENIED, "Invalid according to Policy: " + what);
  }
}
