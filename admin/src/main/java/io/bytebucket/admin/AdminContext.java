package io.bytebucket.admin;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What decisions may ask about a request at the admin address: a view of it, by the names that S3
 * has for the same things. Used by the thread of its request.
 *
 * @param demand what its operation makes of it
 * @param now when it is judged
 */
record AdminContext(AdminRequest request, Demand demand, Instant now) implements AccessContext {
  private static final String TLS = "https";

  @Override
  public Value<InetAddress> sourceAddress() {
    try {
      return new Value.Present<>(InetAddress.ofLiteral(request.http().remoteAddress()));
    } catch (IllegalArgumentException noAddress) {
      return new Value.Unavailable<>();
    }
  }

  @Override
  public Value<Boolean> isSecure() {
    return new Value.Present<>(request.http().scheme().equals(TLS));
  }

  /** None: nothing is signed here. */
  @Override
  public Value<Signing> signing() {
    return new Value.Absent<>();
  }

  @Override
  public Value<String> text(Said said) {
    return switch (said) {
      case PREFIX -> Value.of(request.query().first("prefix"));
      case DELIMITER -> Value.of(request.query().first("delimiter"));
      case ACL -> header("x-amz-acl");
      case GRANT_READ -> header("x-amz-grant-read");
      case GRANT_WRITE -> header("x-amz-grant-write");
      case GRANT_READ_ACL -> header("x-amz-grant-read-acp");
      case GRANT_WRITE_ACL -> header("x-amz-grant-write-acp");
      case GRANT_FULL_CONTROL -> header("x-amz-grant-full-control");
      case COPY_SOURCE -> header("x-amz-copy-source");
      case METADATA_DIRECTIVE -> header("x-amz-metadata-directive");
      case STORAGE_CLASS -> header("x-amz-storage-class");
      case ENCRYPTION -> header("x-amz-server-side-encryption");
      case ENCRYPTION_KEY -> header("x-amz-server-side-encryption-aws-kms-key-id");
      case CUSTOMER_ENCRYPTION -> header("x-amz-server-side-encryption-customer-algorithm");
      case CONTENT_SHA256 -> header("x-amz-content-sha256");
      case IF_MATCH -> header("if-match");
      case IF_NONE_MATCH -> header("if-none-match");
      case REFERER -> header("referer");
      case USER_AGENT -> header("user-agent");
      case LOCK_MODE -> header("x-amz-object-lock-mode");
      case LOCK_UNTIL -> header("x-amz-object-lock-retain-until-date");
      case LEGAL_HOLD -> header("x-amz-object-lock-legal-hold");
      case BYPASS_GOVERNANCE -> header("x-amz-bypass-governance-retention");
      case BUCKET_LOCK -> header("x-amz-bucket-object-lock-enabled");
      case OBJECT_OWNERSHIP -> header("x-amz-object-ownership");
    };
  }

  private Value<String> header(String name) {
    return Value.of(request.header(name));
  }

  /** What is no number is refused by its operation. */
  @Override
  public Value<Long> maxKeys() {
    try {
      return Value.of(request.parameter("max-keys").map(Long::valueOf));
    } catch (NumberFormatException noNumber) {
      return new Value.Unavailable<>();
    }
  }

  @Override
  public Optional<String> expectedOwner() {
    return request.header("x-amz-expected-bucket-owner");
  }

  @Override
  public VersionSelector version() {
    return demand.addressedVersion();
  }

  @Override
  public Value<Map<String, String>> tagsSent() {
    return demand.tagsSent();
  }
}
