package io.bytebucket.s3.auth;

import java.util.ArrayList;
import java.util.List;

/**
 * Undoes what proxies are known to do to signed headers, so that a signature can be checked against
 * what the client sent. None of these changes alters what a request asks for:
 *
 * <ul>
 *   <li>{@code Host} with the scheme's default port gets or loses that port. Which port is the
 *       default follows from the client's scheme, which only the proxy knows, so both are tried.
 *   <li>{@code Accept-Encoding: identity}, which some SDKs sign, is replaced by what a content
 *       network prefers.
 * </ul>
 *
 * <p>A proxy that changes the host name breaks signatures. That is intended, because the host name
 * can hold the bucket.
 */
final class ProxyTolerance {
  private static final String HOST = "host";
  private static final String ACCEPT_ENCODING = "accept-encoding";
  private static final String IDENTITY = "identity";
  private static final List<String> DEFAULT_PORTS = List.of(":443", ":80");

  private ProxyTolerance() {}

  /**
   * The other forms of the received headers that the client may have signed, the most likely first.
   */
  static List<HeaderValues> variants(HeaderValues received, List<String> signedHeaders) {
    List<HeaderValues> variants = new ArrayList<>();
    for (String host : hosts(received.get(HOST))) {
      variants.add(received.with(HOST, host));
    }
    if (signedHeaders.contains(ACCEPT_ENCODING)
        && !received.get(ACCEPT_ENCODING).equals(IDENTITY)) {
      HeaderValues identity = received.with(ACCEPT_ENCODING, IDENTITY);
      variants.add(identity);
      for (String host : hosts(received.get(HOST))) {
        variants.add(identity.with(HOST, host));
      }
    }
    return variants;
  }

  private static List<String> hosts(String host) {
    for (String port : DEFAULT_PORTS) {
      if (host.endsWith(port)) {
        return List.of(host.substring(0, host.length() - port.length()));
      }
    }
    boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
    return hasPort ? List.of() : DEFAULT_PORTS.stream().map(host::concat).toList();
  }
}
