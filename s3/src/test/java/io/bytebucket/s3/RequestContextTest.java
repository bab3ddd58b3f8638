package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.Headers;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.auth.Authenticator;
import io.bytebucket.s3.body.PayloadBodies;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.S3Address;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.testkit.RawRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestContextTest {
  private static final Instant NOW = S3Fixture.NOW;
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static AccessContext context(Request http) {
    S3Request request =
        new S3Request(
            http,
            Query.parse(http.rawQuery()).orElseThrow(),
            new S3Address.InBucket("photos"),
            PayloadBodies.anonymous(http.withHeaders(Headers.EMPTY)));
    return new RequestContext(
        request, new NamedBucket(new BucketName("photos")), new Value.Absent<>(), CLOCK);
  }

  private static Request http(String scheme, String address, RawRequest raw) {
    Request received = raw.asReceived();
    return new Request(
        received.method(),
        received.rawPath(),
        received.rawQuery(),
        received.headers(),
        scheme,
        address,
        InputStream.nullInputStream());
  }

  @Test
  void theConnectionIsTold() throws UnknownHostException {
    RawRequest plain = S3Fixture.request("GET", "/photos");
    AccessContext secure = context(http("https", "2001:db8::7", plain));
    assertThat(secure.isSecure()).isEqualTo(new Value.Present<>(true));
    assertThat(secure.sourceAddress())
        .isEqualTo(new Value.Present<>(InetAddress.getByName("2001:db8::7")));
    AccessContext open = context(http("http", "not an address", plain));
    assertThat(open.isSecure()).isEqualTo(new Value.Present<>(false));
    assertThat(open.sourceAddress()).isEqualTo(new Value.Unavailable<>());
    assertThat(open.now()).isEqualTo(NOW);
  }

  @Test
  void whatIsSaidIsToldAndWhatIsNotIsAbsent() {
    Map<Said, String> headers = new EnumMap<>(Said.class);
    headers.put(Said.ACL, "x-amz-acl");
    headers.put(Said.GRANT_READ, "x-amz-grant-read");
    headers.put(Said.GRANT_WRITE, "x-amz-grant-write");
    headers.put(Said.GRANT_READ_ACL, "x-amz-grant-read-acp");
    headers.put(Said.GRANT_WRITE_ACL, "x-amz-grant-write-acp");
    headers.put(Said.GRANT_FULL_CONTROL, "x-amz-grant-full-control");
    headers.put(Said.COPY_SOURCE, "x-amz-copy-source");
    headers.put(Said.METADATA_DIRECTIVE, "x-amz-metadata-directive");
    headers.put(Said.STORAGE_CLASS, "x-amz-storage-class");
    headers.put(Said.ENCRYPTION, "x-amz-server-side-encryption");
    headers.put(Said.ENCRYPTION_KEY, "x-amz-server-side-encryption-aws-kms-key-id");
    headers.put(Said.CUSTOMER_ENCRYPTION, "x-amz-server-side-encryption-customer-algorithm");
    headers.put(Said.CONTENT_SHA256, "x-amz-content-sha256");
    headers.put(Said.IF_MATCH, "if-match");
    headers.put(Said.IF_NONE_MATCH, "if-none-match");
    headers.put(Said.REFERER, "referer");
    headers.put(Said.USER_AGENT, "user-agent");
    headers.put(Said.LOCK_MODE, "x-amz-object-lock-mode");
    headers.put(Said.LOCK_UNTIL, "x-amz-object-lock-retain-until-date");
    headers.put(Said.LEGAL_HOLD, "x-amz-object-lock-legal-hold");
    headers.put(Said.BYPASS_GOVERNANCE, "x-amz-bypass-governance-retention");
    headers.put(Said.BUCKET_LOCK, "x-amz-bucket-object-lock-enabled");
    headers.put(Said.OBJECT_OWNERSHIP, "x-amz-object-ownership");
    RawRequest raw = S3Fixture.request("GET", "/photos?prefix=&delimiter=/");
    for (Map.Entry<Said, String> header : headers.entrySet()) {
      raw = raw.add(header.getValue(), header.getKey().name());
    }
    AccessContext full = context(http("http", "127.0.0.1", raw));
    AccessContext none = context(http("http", "127.0.0.1", S3Fixture.request("GET", "/photos")));
    for (Said said : Said.values()) {
      String text =
          switch (said) {
            case PREFIX -> "";
            case DELIMITER -> "/";
            default -> said.name();
          };
      assertThat(full.text(said)).as(said.name()).isEqualTo(new Value.Present<>(text));
      assertThat(none.text(said)).as(said.name()).isEqualTo(new Value.Absent<>());
    }
  }

  @Test
  void theLengthOfAPageIsANumber() {
    assertThat(maxKeys("?max-keys=7")).isEqualTo(new Value.Present<>(7L));
    assertThat(maxKeys("")).isEqualTo(new Value.Absent<>());
    assertThat(maxKeys("?max-keys=many")).isEqualTo(new Value.Unavailable<>());
  }

  private static Value<Long> maxKeys(String query) {
    return context(http("http", "127.0.0.1", S3Fixture.request("GET", "/photos" + query)))
        .maxKeys();
  }

  @Test
  void whatTheOperationMakesOfItIsTold() {
    AccessContext context = context(http("http", "127.0.0.1", S3Fixture.request("GET", "/photos")));
    assertThat(context.version()).isEqualTo(VersionSelector.current());
    assertThat(context.tagsSent()).isEqualTo(new Value.Absent<>());
    assertThat(context.tagsThere()).isEqualTo(new Value.Unavailable<>());
    assertThat(context.expectedOwner()).isEmpty();
  }

  @Test
  void howAndWhenItWasSignedIsTold() throws Exception {
    Authenticator authenticator = new Authenticator(new TestUsers(), CLOCK);
    RawRequest get = S3Fixture.complete(S3Fixture.request("GET", "/photos"));
    Instant signed = NOW.minusSeconds(100).truncatedTo(ChronoUnit.SECONDS);
    List<RawRequest> requests =
        List.of(
            S3Fixture.signer(TestUsers.OWNER).sign(get, signed),
            S3Fixture.signer(TestUsers.OWNER).presign(get, signed, 600));
    List<Signing.Carrier> carriers = List.of(Signing.Carrier.HEADER, Signing.Carrier.QUERY);
    for (int i = 0; i < requests.size(); i++) {
      Request http = requests.get(i).asReceived();
      Value<Signing> signing =
          authenticator
              .authenticate(
                  http,
                  Query.parse(http.rawQuery()).orElseThrow(),
                  "/photos",
                  new MemoryBudget(1 << 20).share())
              .signing();
      assertThat(signing)
          .isEqualTo(
              new Value.Present<>(new Signing(carriers.get(i), 4, new Value.Present<>(signed))));
    }
    Request anonymous = get.asReceived();
    assertThat(
            authenticator
                .authenticate(
                    anonymous,
                    Query.parse("").orElseThrow(),
                    "/photos",
                    new MemoryBudget(1 << 20).share())
                .signing())
        .isEqualTo(new Value.Absent<>());
  }
}
