package io.bytebucket.server;

import io.bytebucket.core.Store;
import io.bytebucket.core.store.Engine;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A whole server inside this process, for tests of programs that speak S3. It sets up no log, heeds
 * no signal, ends no process and has nothing that others of its kind would share. Thread-safe.
 */
public final class InProcess implements AutoCloseable {
  private final Wiring wiring;

  private InProcess(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * What a server takes from the test.
   *
   * @param settings as in docs/configuration.md
   * @param engine opens the engine; the server closes it
   * @param beforeS3 what stands before S3 of a store
   * @param time what tells the store the time
   * @param signatures what the times of signatures and links are held against
   */
  public record Parts(
      Map<String, String> settings,
      Supplier<Engine> engine,
      BiFunction<Store, HttpHandler, HttpHandler> beforeS3,
      Clock time,
      Clock signatures) {
    /** Parts with a copy of the settings. */
    public Parts {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * Starts a server. On return it answers requests.
   *
   * @throws io.bytebucket.server.config.ConfigException when a setting is wrong
   * @throws IOException when an address cannot be listened on
   */
  public static InProcess start(Parts parts) throws IOException {
    ServerConfig config = ServerConfig.of(Settings.read(parts.settings()));
    return new InProcess(
        Wiring.start(
            config,
            new Wiring.Parts(
                () -> true, parts.engine(), parts.beforeS3(), Optional.of(parts.signatures())),
            parts.time()));
  }

  /** The time of this machine. */
  public static Clock systemClock() {
    return Clock.systemUTC();
  }

  /** Where S3 is served. */
  public URI s3() {
    return URI.create("http://" + wiring.s3Address());
  }

  /** Where the admin API is served. */
  public URI admin() {
    return URI.create("http://" + wiring.adminAddress());
  }

  /** What it keeps. */
  public Store store() {
    return wiring.store();
  }

  /** Lets requests under way end, and lets go of all that the server holds; idempotent. */
  @Override
  public void close() {
    wiring.close();
  }
}
