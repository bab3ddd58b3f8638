package io.bytebucket.transfer.s3.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A client whose requests end when their endpoint does nothing, or next to nothing. Thread-safe.
 */
final class WatchedHttp implements SdkHttpClient {
  /** Slower than the slowest line; what it measures is one of many bodies on the same line. */
  private static final long BYTES_PER_SECOND_LEAST = 512;

  private final SdkHttpClient client;
  private final PeerWatch watch;

  /** That client, which closes with this one, as does the watch. */
  WatchedHttp(SdkHttpClient client, PeerWatch watch) {
    this.client = client;
    this.watch = watch;
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Watched(request);
  }

  @Override
  public void close() {
    try (watch;
        client) {
      // Both, whatever becomes of the other.
    }
  }

  private static SocketTimeoutException silent(Duration most) {
    return new SocketTimeoutException("nothing was done for " + most.toSeconds() + " s");
  }

  private final class Watched implements ExecutableHttpRequest {
    private final Duration most;
    private final ExecutableHttpRequest executable;
    private Optional<PeerWatch.Waiting> waiting = Optional.empty();

    Watched(HttpExecuteRequest request) {
      this.most = watch.most(request.httpRequest());
      HttpExecuteRequest.Builder copy = HttpExecuteRequest.builder().request(request.httpRequest());
      request.metricCollector().ifPresent(copy::metricCollector);
      request
          .contentStreamProvider()
          .ifPresent(body -> copy.contentStreamProvider(() -> new Sent(body.newStream())));
      this.executable = client.prepareRequest(copy.build());
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      try (PeerWatch.Waiting begun = watch.begin(most, executable::abort)) {
        waiting = Optional.of(begun);
        try {
          HttpExecuteResponse answer = executable.call();
          begun.pause();
          return received(answer);
        } catch (IOException | RuntimeException e) {
          if (begun.isEnded()) {
            SocketTimeoutException silent = silent(most);
            silent.addSuppressed(e);
            throw silent;
          }
          throw e;
        }
      }
    }

    private HttpExecuteResponse received(HttpExecuteResponse answer) {
      HttpExecuteResponse.Builder copy =
          HttpExecuteResponse.builder().response(answer.httpResponse());
      answer
          .responseBody()
          .ifPresent(body -> {
            Received received = new Received(body, most);
            copy.responseBody(AbortableInputStream.create(received, received));
          });
      return copy.build();
    }

    @Override
    public void abort() {
      executable.abort();
    }

    /**
     * A body on its way to the endpoint: while it is read here, it is not for the endpoint to do.
     */
    private final class Sent extends FilterInputStream {
      Sent(InputStream in) {
        super(in);
      }

      @Override
      public int read() throws IOException {
        waiting.ifPresent(PeerWatch.Waiting::pause);
        int read = in.read();
        waiting.ifPresent(PeerWatch.Waiting::goOn);
        return read;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        waiting.ifPresent(PeerWatch.Waiting::pause);
        int read = in.read(into, offset, length);
        waiting.ifPresent(PeerWatch.Waiting::goOn);
        return read;
      }
    }
  }

  /** A body from the endpoint: it is only waited for while it is read. For one thread. */
  private final class Received extends FilterInputStream implements Abortable {
    private final AbortableInputStream body;
    private final Duration most;
    private final PeerWatch.Waiting waiting;
    private long waitedNanos;
    private long bytes;

    Received(AbortableInputStream body, Duration most) {
      super(body);
      this.body = body;
      this.most = most;
      this.waiting = watch.begin(most, body::abort);
      waiting.pause();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      long began = System.nanoTime();
      waiting.goOn();
      int read;
      try {
        read = in.read(into, offset, length);
      } catch (IOException | RuntimeException e) {
        if (waiting.isEnded()) {
          throw silent(most);
        }
        throw e;
      } finally {
        waiting.pause();
      }
      if (read < 0) {
        waiting.close();
        return read;
      }
      waitedNanos += System.nanoTime() - began;
      bytes += read;
      Duration allowed = most.plus(Duration.ofSeconds(bytes / BYTES_PER_SECOND_LEAST));
      if (waitedNanos > allowed.toNanos()) {
        abort();
        throw new SocketTimeoutException(
            "less than " + BYTES_PER_SECOND_LEAST + " bytes a second came");
      }
      return read;
    }

    @Override
    public void abort() {
      waiting.close();
      body.abort();
    }

    @Override
    public void close() throws IOException {
      // What is left is read, which has to come.
      waiting.goOn();
      try {
        super.close();
      } finally {
        waiting.close();
      }
    }
  }
}
