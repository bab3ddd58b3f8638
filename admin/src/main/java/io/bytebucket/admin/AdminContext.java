package io.bytebucket.admin;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.pipeline.object.SaidWords;
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
    return SaidWords.of(said, request::header, request.query(), demand);
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
