package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Request;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection breaks in the middle of a body: nothing is stored, and what was there stays. */
class LostClientTest {
  private final S3Fixture s3 = new S3Fixture();

  @BeforeEach
  void putAnObject() {
    s3.put(path("a"), "old");
  }

  @AfterEach
  void theOldObjectIsThereAndNothingElse() {
    assertThat(s3.get(path("a")).text()).isEqualTo("old");
    assertThat(s3.blobCount()).isZero();
    assertThat(s3.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "5, 4", "100000, 0", "100000, 70000", "100000, 99999"})
  void anUploadWhoseClientIsLostStoresNothing(int length, int received) {
    RawRequest put = request("PUT", path("a"), "host", "localhost", "content-length", "" + length);
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER).sign(put, S3Fixture.NOW, "UNSIGNED-PAYLOAD");

    RawResponse answer = s3.send(lost(signed, new byte[received]));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("RequestTimeout");
    assertThat(s3.faults.otherFaults()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 100_000})
  void anUploadWithASignedHashStoresNothingEither(int length) {
    byte[] body = new byte[length];
    RawRequest put = request("PUT", path("a"), "host", "localhost", "content-length", "" + length);
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER).sign(put, S3Fixture.NOW, SigV4Signer.sha256(body));

    assertThat(s3.send(lost(signed, new byte[length - 1])).errorCode()).isEqualTo("RequestTimeout");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20})
  void aDocumentWhoseClientIsLostDeletesNothing(int received) {
    byte[] document =
        "<Delete><Object><Key>a</Key></Object></Delete>".getBytes(StandardCharsets.UTF_8);
    RawRequest post =
        request(
            "POST",
            "/" + S3Fixture.BUCKET + "?delete",
            "host",
            "localhost",
            "content-length",
            "" + document.length);
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER).sign(post, S3Fixture.NOW, "UNSIGNED-PAYLOAD");

    RawResponse answer = s3.send(lost(signed, Arrays.copyOf(document, received)));

    assertThat(answer.errorCode()).isEqualTo("RequestTimeout");
  }

  /** The request with so much of its body, after which the connection breaks. */
  private static Request lost(RawRequest request, byte[] received) {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };
    Request whole = request.asReceived();
    return new Request(
        whole.method(),
        whole.rawPath(),
        whole.rawQuery(),
        whole.headers(),
        whole.scheme(),
        whole.remoteAddress(),
        new SequenceInputStream(new ByteArrayInputStream(received), broken));
  }
}
