package io.bytebucket.transfer.s3.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Endpoints that do next to nothing, at times that are shorter than in earnest. */
// In a thread of its own: else who waits for a socket without end would keep it from failing.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchedHttpTest {
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final String HEAD = "HTTP/1.1 200 x\r\ncontent-length: 100000\r\n\r\n";
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private ServerSocket listening;
  private SdkHttpClient client;

  @BeforeEach
  void start() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    client =
        new WatchedHttp(
            Apache5HttpClient.builder().expectContinueEnabled(false).build(),
            new PeerWatch(SILENCE, SILENCE.multipliedBy(1_000)));
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
    client.close();
  }

  /** What an endpoint does with a connection. */
  private interface Peer {
    void serve(Socket socket) throws IOException;
  }

  private void serve(Peer peer) {
    Thread.ofVirtual()
        .start(() -> {
          while (!listening.isClosed()) {
            try {
              Socket socket = listening.accept();
              Thread.ofVirtual()
                  .start(() -> {
                    try (socket) {
                      peer.serve(socket);
                    } catch (IOException gone) {
                      // The client has ended it, as it shall.
                    }
                  });
            } catch (IOException closed) {
              return;
            }
          }
        });
  }

  private static void pause(Duration time) {
    try {
      boolean _ = NEVER.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Far more often than it may be silent, and without an end. */
  private static void trickle(OutputStream out) throws IOException {
    while (true) {
      out.write('x');
      out.flush();
      pause(SILENCE.dividedBy(20));
    }
  }

  private HttpExecuteResponse get() throws IOException {
    return client
        .prepareRequest(HttpExecuteRequest.builder().request(request(SdkHttpMethod.GET, 0)).build())
        .call();
  }

  private HttpExecuteResponse put(long sizeBytes, ContentStreamProvider body) throws IOException {
    return client
        .prepareRequest(
            HttpExecuteRequest.builder()
                .request(request(SdkHttpMethod.PUT, sizeBytes))
                .contentStreamProvider(body)
                .build())
        .call();
  }

  private SdkHttpFullRequest request(SdkHttpMethod method, long sizeBytes) {
    return SdkHttpFullRequest.builder()
        .uri(URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/a"))
        .method(method)
        .putHeader("content-length", Long.toString(sizeBytes))
        .build();
  }

  @Test
  void whoSaysNothingHasFailed() {
    serve(_ -> pause(Duration.ofMinutes(1)));

    assertThatThrownBy(this::get)
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining("nothing was done");
  }

  @Test
  void aHeadThatComesByteAfterByteHasFailed() {
    serve(socket -> {
      socket.getOutputStream().write("HTTP/1.1 200 x\r\nslow: ".getBytes(StandardCharsets.UTF_8));
      trickle(socket.getOutputStream());
    });

    assertThatThrownBy(this::get)
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining("nothing was done");
  }

  @Test
  void aBodyThatComesByteAfterByteHasFailed() throws IOException {
    serve(socket -> {
      socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.UTF_8));
      trickle(socket.getOutputStream());
    });
    try (InputStream body = get().responseBody().orElseThrow()) {
      assertThatThrownBy(() -> body.readNBytes(100_000))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("bytes a second");
    }
  }

  @Test
  void aBodyThatStopsHasFailed() throws IOException {
    serve(socket -> {
      socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.UTF_8));
      pause(Duration.ofMinutes(1));
    });
    try (InputStream body = get().responseBody().orElseThrow()) {
      assertThatThrownBy(body::read)
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("nothing was done");
    }
  }

  /** A socket that nobody reads from takes some megabytes, and then nothing for ever. */
  @Test
  void whoTakesNothingHasFailed() {
    serve(_ -> pause(Duration.ofMinutes(1)));
    byte[] much = new byte[64 << 20];

    assertThatThrownBy(() -> put(much.length, () -> new ByteArrayInputStream(much)))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining("nothing was done");
  }

  /** The other end, or the rate that was asked for. */
  @Test
  void whatTakesLongHereIsNotTheEndpointsFault() throws IOException {
    serve(socket -> {
      InputStream in = socket.getInputStream();
      while (in.read() != '!') {
        // The head, and then the body.
      }
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 x\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    });
    InputStream slow =
        new InputStream() {
          private boolean isRead;

          @Override
          public int read() {
            if (isRead) {
              return -1;
            }
            pause(SILENCE.multipliedBy(3));
            isRead = true;
            return '!';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            int next = read();
            if (next < 0) {
              return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
          }
        };

    assertThat(put(1, () -> slow).httpResponse().statusCode()).isEqualTo(200);
  }

  @Test
  void anUploadMayBePutTogetherForLonger() throws IOException {
    serve(socket -> {
      pause(SILENCE.multipliedBy(3));
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 x\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      pause(SILENCE);
    });
    SdkHttpFullRequest completing =
        request(SdkHttpMethod.POST, 0).toBuilder().putRawQueryParameter("uploadId", "1").build();

    assertThat(
            client
                .prepareRequest(HttpExecuteRequest.builder().request(completing).build())
                .call()
                .httpResponse()
                .statusCode())
        .isEqualTo(200);
  }
}
