package io.bytebucket.pipeline.client;

import io.bytebucket.http.Headers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where proxies write whom they had the request from. Each adds an entry at the end; what stands
 * before those of trusted proxies may be made up. Only one of the two fields counts, because a
 * proxy that writes the one passes on the other as the client sent it.
 */
public enum ForwardingHeader {
  /** What nearly all proxies write; the scheme is in {@code X-Forwarded-Proto}. */
  X_FORWARDED_FOR("X-Forwarded-For") {
    @Override
    List<Hop> hops(Headers headers) {
      List<String> schemes = entries(headers, "x-forwarded-proto");
      List<String> nodes = entries(headers, "x-forwarded-for");
      List<Hop> hops = new ArrayList<>(nodes.size());
      for (int i = 0; i < nodes.size(); i++) {
        // Many proxies pass on one scheme for all, that of the first of them.
        int fromEnd = schemes.size() - (nodes.size() - i);
        String scheme =
            schemes.size() == 1 ? schemes.getFirst() : fromEnd < 0 ? "" : schemes.get(fromEnd);
        hops.add(new Hop(nodes.get(i), scheme));
      }
      return hops;
    }
  },

  /**
   * The standard's.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239</a>
   */
  FORWARDED("Forwarded") {
    @Override
    List<Hop> hops(Headers headers) {
      List<String> fields = headers.all("forwarded");
      return fields.isEmpty() ? List.of() : ForwardedField.parse(fields, HOPS_MAX);
    }
  };

  /** More proxies than this stand before nobody; entries before those of so many do not count. */
  private static final int HOPS_MAX = 64;

  private final String field;

  ForwardingHeader(String field) {
    this.field = field;
  }

  /**
   * What one proxy wrote.
   *
   * @param node whom it had the request from, as it is written
   * @param scheme how, as it is written; empty when it does not say
   */
  record Hop(String node, String scheme) {
    /** What is there, and cannot be read. */
    static final Hop MALFORMED = new Hop(",", "");

    /** Whether it is more than no address: nobody can tell what its proxy meant. */
    boolean isMalformed() {
      return node.equals(MALFORMED.node);
    }

    Optional<InetAddress> address() {
      return IpAddress.parseNode(node);
    }
  }

  /** The name of the field. */
  public String field() {
    return field;
  }

  /** The field of that name, in any case of its letters. */
  public static Optional<ForwardingHeader> of(String field) {
    return Stream.of(values()).filter(header -> header.field.equalsIgnoreCase(field)).findFirst();
  }

  /** The entries, the nearest proxy's last; none when there is no field. */
  abstract List<Hop> hops(Headers headers);

  private static List<String> entries(Headers headers, String name) {
    List<String> fields = headers.all(name);
    if (fields.isEmpty()) {
      return List.of();
    }
    String[] entries = String.join(",", fields).split(",", -1);
    return Arrays.stream(entries)
        .skip(Math.max(0, entries.length - HOPS_MAX))
        .map(String::strip)
        .toList();
  }
}
