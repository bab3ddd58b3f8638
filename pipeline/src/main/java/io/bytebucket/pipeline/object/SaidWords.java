package io.bytebucket.pipeline.object;

import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Value;
import io.bytebucket.http.Query;
import java.util.Optional;
import java.util.function.Function;

/** What a request says in words of its own, by the names that S3 has for it at either address. */
public final class SaidWords {
  private SaidWords() {}

  /**
   * What was said.
   *
   * @param fields the value of the header field of a name in lower case
   * @param demand what the operation makes of the request
   */
  public static Value<String> of(
      Said said, Function<String, Optional<String>> fields, Query query, Demand demand) {
    return switch (said) {
      case PREFIX -> Value.of(query.first("prefix"));
      case DELIMITER -> Value.of(query.first("delimiter"));
      case ACL -> Value.of(fields.apply("x-amz-acl"));
      case GRANT_READ -> Value.of(fields.apply("x-amz-grant-read"));
      case GRANT_WRITE -> Value.of(fields.apply("x-amz-grant-write"));
      case GRANT_READ_ACL -> Value.of(fields.apply("x-amz-grant-read-acp"));
      case GRANT_WRITE_ACL -> Value.of(fields.apply("x-amz-grant-write-acp"));
      case GRANT_FULL_CONTROL -> Value.of(fields.apply("x-amz-grant-full-control"));
      case COPY_SOURCE -> copySource(fields, demand);
      case METADATA_DIRECTIVE -> Value.of(fields.apply("x-amz-metadata-directive"));
      case STORAGE_CLASS -> Value.of(fields.apply("x-amz-storage-class"));
      case ENCRYPTION -> Value.of(fields.apply("x-amz-server-side-encryption"));
      case ENCRYPTION_KEY -> Value.of(fields.apply("x-amz-server-side-encryption-aws-kms-key-id"));
      case CUSTOMER_ENCRYPTION ->
          Value.of(fields.apply("x-amz-server-side-encryption-customer-algorithm"));
      case CONTENT_SHA256 -> Value.of(fields.apply("x-amz-content-sha256"));
      case IF_MATCH -> Value.of(fields.apply("if-match"));
      case IF_NONE_MATCH -> Value.of(fields.apply("if-none-match"));
      case REFERER -> Value.of(fields.apply("referer"));
      case USER_AGENT -> Value.of(fields.apply("user-agent"));
      case LOCK_MODE -> Value.of(fields.apply("x-amz-object-lock-mode"));
      case LOCK_UNTIL -> Value.of(fields.apply("x-amz-object-lock-retain-until-date"));
      case LEGAL_HOLD -> Value.of(fields.apply("x-amz-object-lock-legal-hold"));
      case BYPASS_GOVERNANCE -> Value.of(fields.apply("x-amz-bypass-governance-retention"));
      case BUCKET_LOCK -> Value.of(fields.apply("x-amz-bucket-object-lock-enabled"));
      case OBJECT_OWNERSHIP -> Value.of(fields.apply("x-amz-object-ownership"));
    };
  }

  /** As it was understood, however it was written: what is judged is what is read. */
  private static Value<String> copySource(
      Function<String, Optional<String>> fields, Demand demand) {
    return Value.of(
        demand.accessSource().map(Demand.Source::text).or(() -> fields.apply("x-amz-copy-source")));
  }
}
