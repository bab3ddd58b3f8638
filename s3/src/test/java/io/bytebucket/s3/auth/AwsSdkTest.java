package io.bytebucket.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What the AWS SDK for Java really sends: each of its requests is taken before it leaves. */
class AwsSdkTest {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(AuthFixture.KEY, AuthFixture.SECRET));
  private static final byte[] DATA = "x".repeat(300_000).getBytes(StandardCharsets.US_ASCII);

  private final Authenticator authenticator =
      new Authenticator(
          key -> Optional.ofNullable(Map.of(AuthFixture.KEY, AuthFixture.SECRET).get(key)),
          Clock.systemUTC());
  private final AtomicReference<Received> received = new AtomicReference<>();

  private record Received(Authenticated authenticated, Headers headers, String body) {}

  // The payload form depends on the scheme, and is what many clients send without being asked.
  @ParameterizedTest
  @CsvSource({
    "http://localhost:9000, true, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
    "https://localhost:9000, true, STREAMING-UNSIGNED-PAYLOAD-TRAILER"
  })
  void uploadInChunksIsDecodedAndVerified(String endpoint, boolean chunked, String payloadForm) {
    try (S3Client client = client(endpoint, chunked)) {
      client.putObject(
          put -> put.bucket("bucket").key("dir/a b+ü%2F~(1)*").contentType("text/plain"),
          RequestBody.fromContentProvider(
              () -> new ByteArrayInputStream(DATA), DATA.length, "text/plain"));
    }
    Received upload = received.get();
    assertThat(upload.headers.first("x-amz-content-sha256")).contains(payloadForm);
    assertThat(upload.authenticated.accessKeyId()).contains(AuthFixture.KEY);
    assertThat(upload.body).isEqualTo(new String(DATA, StandardCharsets.US_ASCII));
    assertThat(upload.authenticated.body().trailers().first("x-amz-checksum-crc32")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32_C, x-amz-checksum-crc32c",
    "SHA1, x-amz-checksum-sha1",
    "SHA256, x-amz-checksum-sha256"
  })
  void trailingChecksumOfAnotherKindArrives(ChecksumAlgorithm algorithm, String name) {
    try (S3Client client = client("https://localhost:9000", true)) {
      client.putObject(
          put -> put.bucket("bucket").key("key").checksumAlgorithm(algorithm),
          RequestBody.fromContentProvider(
              () -> new ByteArrayInputStream(DATA), DATA.length, "text/plain"));
    }
    assertThat(received.get().body).hasSize(DATA.length);
    assertThat(received.get().authenticated.body().trailers().first(name)).isPresent();
  }

  @Test
  void uploadInOnePieceIsVerified() {
    try (S3Client client = client("http://localhost:9000", false)) {
      client.putObject(put -> put.bucket("bucket").key("key"), RequestBody.fromBytes(DATA));
    }
    assertThat(received.get().body).hasSize(DATA.length);
  }

  @Test
  void listingWithSpacesAndSignsIsVerified() {
    try (S3Client client = client("http://localhost:9000", true)) {
      client.listObjectsV2(
          list -> list.bucket("bucket").prefix("a b+ü/%&=").delimiter("/").startAfter("*~'"));
    }
    assertThat(received.get().authenticated.accessKeyId()).contains(AuthFixture.KEY);
  }

  @Test
  void presignedDownloadIsVerified() {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create("http://localhost:9000"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      SdkHttpRequest presigned =
          presigner
              .presignGetObject(presign ->
                  presign
                      .signatureDuration(Duration.ofDays(7))
                      .getObjectRequest(
                          get -> get.bucket("bucket").key("a b/ü").responseContentType("a/b")))
              .httpRequest();
      receive(presigned, Optional.empty());
    }
    assertThat(received.get().authenticated.method()).isEqualTo(AuthMethod.SIGV4_PRESIGNED);
  }

  private S3Client client(String endpoint, boolean chunked) {
    return S3Client.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .serviceConfiguration(
            S3Configuration.builder()
                .pathStyleAccessEnabled(true)
                .chunkedEncodingEnabled(chunked)
                .build())
        .httpClient(new Taker())
        .build();
  }

  private void receive(SdkHttpRequest sent, Optional<ContentStreamProvider> content) {
    Headers.Builder headers = Headers.builder();
    sent.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
    String query = sent.encodedQueryParameters().orElse("");
    InputStream body =
        content.map(ContentStreamProvider::newStream).orElseGet(InputStream::nullInputStream);
    Headers all = headers.build();
    Request request =
        new Request(
            sent.method().name(), sent.encodedPath(), query, all, "http", "127.0.0.1", body);
    try {
      Authenticated authenticated =
          authenticator.authenticate(
              request,
              Query.parse(query).orElseThrow(),
              request.rawPath(),
              new MemoryBudget(0).share());
      byte[] read = authenticated.body().readAllBytes();
      received.set(new Received(authenticated, all, new String(read, StandardCharsets.US_ASCII)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Takes each request to the authenticator, and answers that all is well. */
  private final class Taker implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          receive(request.httpRequest(), request.contentStreamProvider());
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
