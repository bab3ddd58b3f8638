package io.bytebucket.server.remote;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.server.TwoFrontEnds;
import io.bytebucket.server.jetty.ConnectionLimits;
import io.bytebucket.server.jetty.JettyAdapter;
import io.bytebucket.server.jetty.ListenPoint;
import io.bytebucket.server.jetty.ListenSocket;
import io.bytebucket.server.jetty.RequestLimits;
import io.bytebucket.transfer.remote.RemoteEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server in this process that keeps everything in memory, on a free port of this machine. */
final class MemoryServer implements AutoCloseable {
  private static final String KEY = "AKIDMOVING";
  private static final String SECRET = "a-secret-of-those-who-move";

  private final JettyAdapter adapter;
  private final S3Client client;

  private MemoryServer(JettyAdapter adapter) {
    this.adapter = adapter;
    this.client =
        S3Client.builder()
            .endpointOverride(url())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
            .forcePathStyle(true)
            .build();
  }

  static MemoryServer start() throws IOException {
    TwoFrontEnds both = new TwoFrontEnds(Clock.systemUTC());
    both.store.userRecovery().createFirst(KEY, SECRET);
    ListenPoint point =
        new ListenPoint(
            ListenSocket.bind("s3", new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)),
            both.s3,
            new RequestLimits(
                1_000,
                1 << 20,
                1_000,
                1_000,
                new MemoryBudget(64 << 20),
                new MemoryBudget(1 << 30)),
            Optional.empty(),
            false);
    JettyAdapter adapter =
        new JettyAdapter(List.of(point), ConnectionLimits.standard(1_000), 10 << 20);
    adapter.start();
    return new MemoryServer(adapter);
  }

  int port() {
    return adapter.address("s3").getPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  S3Client client() {
    return client;
  }

  RemoteEndpoint endpoint() {
    return at(url());
  }

  /** The same by another address. */
  RemoteEndpoint at(URI url) {
    return new RemoteEndpoint(
        url,
        new RemoteEndpoint.Access.Key(KEY, SECRET, Optional.empty()),
        "us-east-1",
        true,
        Optional.empty(),
        false);
  }

  @Override
  public void close() {
    client.close();
    int _ = adapter.stop(Duration.ofSeconds(1));
  }
}
