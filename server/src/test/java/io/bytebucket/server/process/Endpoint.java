package io.bytebucket.server.process;

/**
 * Where a server listens on this machine and who its first user is. Immutable.
 *
 * @param port of the S3 API
 * @param adminPort of the admin API
 * @param accessKeyId of the first user
 * @param secretAccessKey of the first user
 */
public record Endpoint(int port, int adminPort, String accessKeyId, String secretAccessKey) {
  /** The value of the {@code Host} header: the address without a scheme. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  /** The same server for another user. */
  public Endpoint as(String otherAccessKeyId, String otherSecretAccessKey) {
    return new Endpoint(port, adminPort, otherAccessKeyId, otherSecretAccessKey);
  }

  /** The address that clients are given. */
  public String url() {
    return "http://" + host();
  }
}
