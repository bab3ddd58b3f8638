package io.bytebucket.server;

import io.bytebucket.core.access.SecretCipher;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.jetty.ConnectionLimits;
import io.bytebucket.server.jetty.JettyAdapter;
import io.bytebucket.server.jetty.ListenPoint;
import io.bytebucket.server.jetty.ReloadingTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server, put together with plain constructors: engine, store, listeners. Started in that
 * order, closed in the reverse one.
 */
final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  /** The largest object that is kept in the metadata store; see docs/decisions/0003. */
  private static final int INLINE_LIMIT_BYTES = 32 << 10;

  private static final String S3 = "s3";
  private static final String ADMIN = "admin";

  private final LocalEngine engine;
  private final ObjectStore store;
  private final JettyAdapter http;
  private final Duration shutdownTimeout;
  private boolean closed;

  private Wiring(
      LocalEngine engine, ObjectStore store, JettyAdapter http, Duration shutdownTimeout) {
    this.engine = engine;
    this.store = store;
    this.http = http;
    this.shutdownTimeout = shutdownTimeout;
  }

  /**
   * Starts a server. On return it answers requests.
   *
   * @throws ConfigException when there is no user yet and none is configured
   * @throws io.bytebucket.engine.local.DataDirectoryException when the data directory cannot be
   *     used
   * @throws io.bytebucket.core.failure.StoreException when the store cannot be opened
   * @throws IOException when an address cannot be listened on
   */
  static Wiring start(ServerConfig config, Clock clock) throws IOException {
    LocalEngine engine = LocalEngine.open(config.dataDirectory(), Keyspace.BULK_TAG);
    Wiring wiring;
    try {
      ObjectStore store = openStore(config, engine, clock);
      wiring = new Wiring(engine, store, listeners(config, store), config.shutdownTimeout());
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    try {
      wiring.http.start();
      return wiring;
    } catch (RuntimeException | IOException e) {
      wiring.close();
      throw e;
    }
  }

  private static ObjectStore openStore(ServerConfig config, LocalEngine engine, Clock clock) {
    SecretCipher cipher =
        new SecretCipher(config.credentials().encryptionKey(), new SecureRandom());
    ObjectStore store =
        new ObjectStore(
            engine.metadata(),
            engine.blobs(),
            cipher,
            new ObjectStore.Settings(
                config.domains(),
                config.region(),
                INLINE_LIMIT_BYTES,
                config.multipart(),
                new MemoryBudget(config.limits().documentMemoryBytes())),
            clock);
    if (store.users().isEmpty()) {
      ServerConfig.FirstUser first = config.credentials().firstUser().orElse(null);
      if (first == null) {
        store.close();
        throw new ConfigException(
            "there is no user yet: set ACCESS_KEY_ID and SECRET_ACCESS_KEY for the first one");
      }
      store.users().createFirst(first.accessKeyId(), first.secretAccessKey());
      LOG.atInfo().addKeyValue("user_access_key", first.accessKeyId()).log("made the first user");
    }
    return store;
  }

  private static JettyAdapter listeners(ServerConfig config, ObjectStore store) {
    Optional<ReloadingTls> tls = config.tls().map(Wiring::tls);
    return new JettyAdapter(
        List.of(
            new ListenPoint(S3, config.s3Listen(), store.s3(), config.limits().connections(), tls),
            new ListenPoint(
                ADMIN,
                config.adminListen(),
                new AdminHandler(),
                config.limits().connections(),
                Optional.empty())),
        ConnectionLimits.standard(config.minDataRateBytesPerSecond()));
  }

  private static ReloadingTls tls(ServerConfig.TlsFiles files) {
    try {
      return new ReloadingTls(files.certificate(), files.key());
    } catch (IOException e) {
      throw new ConfigException(
          "TLS_CERTIFICATE_FILE and TLS_KEY_FILE cannot be used: " + e.getMessage());
    }
  }

  /** Where S3 is served, as {@code host:port}. */
  String s3Address() {
    return text(http.address(S3));
  }

  /** Where the admin API is served, as {@code host:port}. */
  String adminAddress() {
    return text(http.address(ADMIN));
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Stops to listen, lets requests under way end, then closes the store; idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    int cutOff = http.stop(shutdownTimeout);
    store.close();
    engine.close();
    LOG.atInfo().addKeyValue("requests_cut_off", cutOff).log("Server stopped");
  }
}
