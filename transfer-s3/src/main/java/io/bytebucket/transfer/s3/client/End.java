package io.bytebucket.transfer.s3.client;

import io.bytebucket.transfer.remote.RemoteEndpoint;
import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.remote.TransferOrder;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** One end of a transfer: an S3 endpoint, asked with patience. Thread-safe. */
public final class End implements AutoCloseable {
  private final String name;
  private final S3Client client;
  private final Pace requests;
  private final Attempts attempts;

  /**
   * An end.
   *
   * @param name what people call it: source or target
   * @param requests how often it may be asked
   */
  End(String name, S3Client client, Pace requests, Attempts attempts) {
    this.name = name;
    this.client = client;
    this.requests = requests;
    this.attempts = attempts;
  }

  static End of(
      String name, RemoteEndpoint endpoint, TransferOrder.Limits limits, StopRequest stop) {
    return new End(
        name,
        Clients.of(endpoint, limits.parallel()),
        Pace.of(limits.requestsPerSecond(), stop),
        new Attempts(limits.attempts(), stop));
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /**
   * Makes a request, and makes it again while it fails for reasons that pass.
   *
   * @throws CallFailedException when it is refused, or failed too often
   */
  public <T> T ask(String what, Function<S3Client, T> request) {
    return work(what, () -> once(request));
  }

  /** Makes a request once. Whatever is thrown is the client's own. */
  public <T> T once(Function<S3Client, T> request) {
    requests.take(1);
    return request.apply(client);
  }

  /**
   * Does what takes more than one request, and all of it again while it fails for reasons that
   * pass.
   *
   * @throws CallFailedException when it is refused, or failed too often; of the other end, too,
   *     where that was asked meanwhile
   */
  public <T> T work(String what, Supplier<T> work) {
    return attempts.of(name, what, work);
  }

  @Override
  public void close() {
    client.close();
  }
}
