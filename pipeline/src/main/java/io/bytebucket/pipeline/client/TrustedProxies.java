package io.bytebucket.pipeline.client;

import io.bytebucket.http.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which proxies are believed when they say whom they had a request from. What anybody else writes
 * counts for nothing. Immutable.
 *
 * @param addresses where they are. If there are none, but {@code hops}, then whoever connects is
 *     believed
 * @param hops how many proxies every request passes: the entry that the outermost of them wrote is
 *     the client's. 0 goes by {@code addresses} alone: of the entries, from the last one on, the
 *     first that is not the address of such a proxy is the client's
 * @param header where they write it
 */
public record TrustedProxies(List<AddressRange> addresses, int hops, ForwardingHeader header) {
  /** How many proxies a request may pass. */
  public static final int HOPS_MAX = 64;

  /** Stands for the address of a client of whom nobody can tell which one it has. */
  public static final String UNKNOWN = "unknown";

  /** Nobody is believed. */
  public static final TrustedProxies NONE =
      new TrustedProxies(List.of(), 0, ForwardingHeader.X_FORWARDED_FOR);

  /** Copies the list. */
  public TrustedProxies {
    addresses = List.copyOf(addresses);
    if (hops < 0 || hops > HOPS_MAX) {
      throw new IllegalArgumentException("hops out of range");
    }
  }

  /** Whether nobody is believed. */
  public boolean isNone() {
    return addresses.isEmpty() && hops == 0;
  }

  /** Whether whoever connects is believed, proxy or not. */
  public boolean believesAnybody() {
    return addresses.isEmpty() && hops > 0;
  }

  /** Whether this is the address of a proxy that is believed. */
  public boolean contains(InetAddress address) {
    for (AddressRange range : addresses) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The request as its client sent it: with the client's address, and the scheme that the client
   * used. It stays as it is where a proxy names no address: then it is the proxy's own. Where what
   * a proxy wrote cannot be read it is nobody's.
   */
  public Request seen(Request request) {
    if (isNone() || !isFromProxy(request)) {
      return request;
    }
    List<ForwardingHeader.Hop> entries = header.hops(request.headers());
    Optional<ForwardingHeader.Hop> chosen = hops > 0 ? nth(entries) : firstOfOthers(entries);
    if (chosen.filter(ForwardingHeader.Hop::isMalformed).isPresent()) {
      return request.from(UNKNOWN, request.scheme());
    }
    return chosen
        .flatMap(ForwardingHeader.Hop::address)
        .map(client ->
            request.from(client.getHostAddress(), scheme(chosen.get().scheme(), request.scheme())))
        .orElse(request);
  }

  private boolean isFromProxy(Request request) {
    return addresses.isEmpty()
        || IpAddress.parse(request.remoteAddress()).filter(this::contains).isPresent();
  }

  private Optional<ForwardingHeader.Hop> nth(List<ForwardingHeader.Hop> entries) {
    return entries.size() < hops
        ? Optional.empty()
        : Optional.of(entries.get(entries.size() - hops));
  }

  /** Goes no further than to the first that is no address: that is then nobody's. */
  private Optional<ForwardingHeader.Hop> firstOfOthers(List<ForwardingHeader.Hop> entries) {
    for (ForwardingHeader.Hop entry : entries.reversed()) {
      if (entry.address().filter(this::contains).isEmpty()) {
        return Optional.of(entry);
      }
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getFirst());
  }

  private static String scheme(String written, String otherwise) {
    String scheme = written.toLowerCase(Locale.ROOT);
    return scheme.equals("https") || scheme.equals("http") ? scheme : otherwise;
  }
}
