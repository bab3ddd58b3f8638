package io.bytebucket.s3;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.pipeline.object.SaidWords;
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
    return SaidWords.of(said, request::header, request.query(), demand);
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
