package io.bytebucket.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is to be. Each method returns another one. Immutable.
 *
 * @param isInMemory whether all is in memory, or in a temporary directory
 * @param buckets which there are at the start and after each reset
 * @param settings further ones, by their names in docs/configuration.md
 */
public record ServerSpec(
    boolean isInMemory,
    String accessKeyId,
    String secretAccessKey,
    String region,
    List<String> buckets,
    Map<String, String> settings) {
  /** The longest that a close or a reset waits for requests under way. */
  private static final String SHUTDOWN_SECONDS = "5";

  /** What secrets are encrypted with that nobody keeps. */
  private static final String ENCRYPTION_KEY = "for-tests-alone-32-characters-k!";

  /** A copy of what it is given. */
  public ServerSpec {
    buckets = List.copyOf(buckets);
    settings = Map.copyOf(settings);
  }

  /** A server in memory without buckets, with credentials that everybody knows. */
  static ServerSpec standard() {
    return new ServerSpec(
        true, "test-access-key", "test-secret-access-key", "us-east-1", List.of(), Map.of());
  }

  /** With all in a temporary directory, as a server outside of tests has it, synced to disk. */
  public ServerSpec inTemporaryDirectory() {
    return new ServerSpec(false, accessKeyId, secretAccessKey, region, buckets, settings);
  }

  /** With other credentials of the first user, who may do everything. */
  public ServerSpec credentials(String id, String secret) {
    return new ServerSpec(isInMemory, id, secret, region, buckets, settings);
  }

  /** In another region. */
  public ServerSpec region(String other) {
    return new ServerSpec(isInMemory, accessKeyId, secretAccessKey, other, buckets, settings);
  }

  /** With one more bucket. */
  public ServerSpec bucket(String name) {
    List<String> more = new ArrayList<>(buckets);
    more.add(name);
    return new ServerSpec(isInMemory, accessKeyId, secretAccessKey, region, more, settings);
  }

  /** With one more setting, by its name in docs/configuration.md. */
  public ServerSpec setting(String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return new ServerSpec(isInMemory, accessKeyId, secretAccessKey, region, buckets, more);
  }

  /**
   * Starts it.
   *
   * @throws io.bytebucket.server.config.ConfigException when a setting is wrong
   * @throws java.io.UncheckedIOException when no port can be had, or no directory
   */
  public EmbeddedServer start() {
    return new EmbeddedServer(this);
  }

  /** All settings, for those ports; 0 for a free one. */
  Map<String, String> environment(int port, int adminPort) {
    Map<String, String> all = new HashMap<>();
    all.put("ENCRYPTION_KEY", ENCRYPTION_KEY);
    all.put("ACCESS_KEY_ID", accessKeyId);
    all.put("SECRET_ACCESS_KEY", secretAccessKey);
    all.put("REGION", region);
    all.put("SHUTDOWN_TIMEOUT", SHUTDOWN_SECONDS);
    all.putAll(settings);
    all.put("S3_LISTEN", "127.0.0.1:" + port);
    all.put("ADMIN_LISTEN", "127.0.0.1:" + adminPort);
    return all;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ServerSpec[" + accessKeyId + ", " + region + ", " + buckets + "]";
  }
}
