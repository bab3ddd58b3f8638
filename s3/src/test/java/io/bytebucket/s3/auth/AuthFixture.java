package io.bytebucket.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Address;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** One access key, the one of AWS's examples, and a clock that stands at their time. */
public final class AuthFixture {
  public static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  public static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  public static final SigV4Signer SIGNER = new SigV4Signer(KEY, SECRET);

  /** The domains below which hosts are buckets. */
  public static final List<String> DOMAINS = List.of("s3.example.org");

  private final Authenticator authenticator;

  private AuthFixture(Instant now) {
    Map<String, String> secrets = Map.of(KEY, SECRET);
    this.authenticator =
        new Authenticator(
            key -> Optional.ofNullable(secrets.get(key)), Clock.fixed(now, ZoneOffset.UTC));
  }

  /** A server whose clock stands at the time of the examples. */
  public static AuthFixture atNow() {
    return new AuthFixture(NOW);
  }

  /** A server whose clock stands so many seconds later. */
  public static AuthFixture secondsLater(double seconds) {
    return new AuthFixture(NOW.plusMillis(Math.round(seconds * 1_000)));
  }

  public Authenticated authenticate(RawRequest request) {
    return authenticate(request.asReceived());
  }

  public Authenticated authenticate(Request request) {
    Query query = Query.parse(request.rawQuery()).orElseThrow();
    try (MemoryBudget.Share memory = new MemoryBudget(2 << 20).share()) {
      return authenticator.authenticate(
          request, query, S3Address.resource(request, DOMAINS), memory);
    } catch (IOException fromABodyInMemory) {
      throw new UncheckedIOException(fromABodyInMemory);
    }
  }

  /** Authenticates a request and reads its body to the end. */
  public byte[] read(RawRequest request) throws IOException {
    return authenticate(request).body().readAllBytes();
  }

  /** What a request is refused with before any of its body is read. */
  public S3Exception refusal(RawRequest request) {
    return refusalOf(() -> authenticate(request));
  }

  /** What the body of a good request is refused with. */
  public S3Exception bodyRefusal(RawRequest request) {
    Authenticated authenticated = authenticate(request);
    return refusalOf(() -> authenticated.body().readAllBytes());
  }

  private static S3Exception refusalOf(ThrowingCallable call) {
    S3Exception error = catchThrowableOfType(S3Exception.class, call);
    assertThat(error).as("must be refused").isNotNull();
    return error;
  }

  /** The text of a further element of an error, or the empty string. */
  public static String detail(S3Exception error, String name) {
    return error.details().stream()
        .filter(detail -> detail.name().equals(name))
        .map(S3Exception.Detail::value)
        .findFirst()
        .orElse("");
  }
}
