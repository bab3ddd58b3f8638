package io.bytebucket.s3;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.s3.route.S3Request;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decisions may ask about a request of S3: a view of it, which costs nothing until it is asked
 * for. Used by the thread of its request.
 */
final class RequestContext implements AccessContext {
  private static final String EXPECTED_OWNER = "x-amz-expected-bucket-owner";
  private static final String TLS = "https";

  private final S3Request request;
  private final Demand demand;
  private final Value<Signing> signing;
  private final InstantSource clock;
  private @Nullable Instant now;

  /**
   * A view of a request.
   *
   * @param demand what its operation makes of it
   * @param signing how it was signed
   */
  RequestContext(S3Request request, Demand demand, Value<Signing> signing, InstantSource clock) {
    this.request = request;
    this.demand = demand;
    this.signing = signing;
    this.clock = clock;
  }

  @Override
  public Instant now() {
    Instant read = now;
    if (read == null) {
      read = clock.instant();
      now = read;
    }
    return read;
  }

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

  @Override
  public Value<Signing> signing() {
    return signing;
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
      case COPY_SOURCE -> copySource();
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

  /** As it was understood, however it was written: what is judged is what is read. */
  private Value<String> copySource() {
    return Value.of(
        request
            .header("x-amz-copy-source")
            .map(header ->
                demand
                    .accessSource()
                    .map(from -> from.bucket().value() + "/" + from.key().value())
                    .orElse(header)));
  }

  private Value<String> header(String name) {
    return Value.of(request.header(name));
  }

  /** What is no number was refused before. */
  @Override
  public Value<Long> maxKeys() {
    Optional<String> text = request.parameter("max-keys");
    try {
      return Value.of(text.map(Long::valueOf));
    } catch (NumberFormatException noNumber) {
      return new Value.Unavailable<>();
    }
  }

  @Override
  public Optional<String> expectedOwner() {
    return request.header(EXPECTED_OWNER);
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
