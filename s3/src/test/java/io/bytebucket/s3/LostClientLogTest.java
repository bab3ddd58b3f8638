package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.path;
import static io.bytebucket.s3.S3Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.StalledTransferException;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RecordedLog;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What the log says of requests whose clients stall or go away: never that all went well. */
class LostClientLogTest {
  private final S3Fixture s3 = new S3Fixture();

  @Test
  void anAnswerThatNobodyTookHasNoStatus() {
    RecordedLog.Line line = get(new IOException("gone"), false);

    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.fields())
        .containsEntry("error", "ClientDisconnected")
        .containsEntry("status", 0)
        .containsEntry("bytes_out", 0L);
  }

  @Test
  void anAnswerThatStalledHasTheStatusThatWasSentAndWhatWasSentOfIt() {
    RecordedLog.Line line = get(new StalledTransferException(), true);

    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.fields())
        .containsEntry("error", "RequestTimeout")
        .containsEntry("status", 200)
        .containsEntry("bytes_out", 3L);
  }

  @Test
  void aBodyThatDidNotComeToItsEndIsNamedByWhatHappened() {
    assertThat(put(new IOException("gone"))).containsExactly("ClientDisconnected", 400);
    assertThat(put(new StalledTransferException())).containsExactly("RequestTimeout", 400);
    assertThat(put(new EOFException("early"))).containsExactly("IncompleteBody", 400);
  }

  /** The line about a GET whose client fails so. */
  private RecordedLog.Line get(IOException failure, boolean isBegun) {
    s3.put(path("a"), "hello");
    RawRequest signed =
        S3Fixture.signer(TestUsers.OWNER)
            .sign(S3Fixture.complete(request("GET", path("a"))), S3Fixture.NOW);
    LostExchange exchange = new LostExchange(failure, isBegun);
    assertThatThrownBy(() -> s3.handler().handle(signed.asReceived(), exchange)).isSameAs(failure);
    return line(exchange.requestId);
  }

  /** Error and status in the line about a PUT whose body fails so. */
  private Object[] put(IOException failure) {
    RawRequest put = request("PUT", path("a"), "host", "localhost", "content-length", "9");
    Request signed =
        S3Fixture.signer(TestUsers.OWNER).sign(put, S3Fixture.NOW, "UNSIGNED-PAYLOAD").asReceived();
    InputStream body =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw failure;
          }
        };
    Request failing =
        new Request(
            signed.method(),
            signed.rawPath(),
            signed.rawQuery(),
            signed.headers(),
            signed.scheme(),
            signed.remoteAddress(),
            body);
    RecordedLog.Line line = line(s3.send(failing).header("x-amz-request-id"));
    assertThat(line.level()).isEqualTo(Level.WARN);
    return new Object[] {line.fields().get("error"), line.fields().get("status")};
  }

  private static RecordedLog.Line line(String requestId) {
    return RecordedLog.lines("io.bytebucket.access", requestId).getFirst();
  }

  /** Fails at the first answer, before or after its first three bytes. */
  private static final class LostExchange implements HttpHandler.Exchange {
    private final IOException failure;
    private final boolean isBegun;
    private String requestId = "";

    LostExchange(IOException failure, boolean isBegun) {
      this.failure = failure;
      this.isBegun = isBegun;
    }

    @Override
    public void send(Response response) throws IOException {
      requestId = response.headers().first("x-amz-request-id").orElseThrow();
      throw failure;
    }

    @Override
    public boolean isCommitted() {
      return isBegun;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesSent() {
      return isBegun ? 3 : 0;
    }
  }
}
