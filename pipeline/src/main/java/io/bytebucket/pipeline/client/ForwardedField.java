package io.bytebucket.pipeline.client;

import io.bytebucket.pipeline.client.ForwardingHeader.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the field {@code Forwarded}: elements apart by commas, each of them pairs apart by
 * semicolons, with values that may be quoted. Used for one field, by one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, section 4</a>
 */
final class ForwardedField {
  private static final String OTHER_TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

  private final String text;
  private final List<Hop> hops = new ArrayList<>();
  private int at;

  private ForwardedField(String text) {
    this.text = text;
  }

  /** The elements in the order they stand in; none at all when anything is malformed. */
  static List<Hop> parse(String text) {
    ForwardedField field = new ForwardedField(text);
    try {
      field.elements();
      return field.hops;
    } catch (Malformed e) {
      return List.of();
    }
  }

  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }

  private void elements() throws Malformed {
    do {
      element();
    } while (take(','));
    if (at < text.length()) {
      throw new Malformed();
    }
  }

  private void element() throws Malformed {
    String node = "";
    String scheme = "";
    do {
      skipBlanks();
      int start = at;
      String name = token().toLowerCase(Locale.ROOT);
      if (name.isEmpty()) {
        continue;
      }
      if (at == start || !take('=')) {
        throw new Malformed();
      }
      String value = at < text.length() && text.charAt(at) == '"' ? quoted() : value();
      switch (name) {
        case "for" -> node = once(node, value);
        case "proto" -> scheme = once(scheme, value);
        default -> {
          // What else a proxy knows is not asked for.
        }
      }
      skipBlanks();
    } while (take(';'));
    hops.add(new Hop(node, scheme));
  }

  private static String once(String before, String value) throws Malformed {
    if (!before.isEmpty()) {
      throw new Malformed();
    }
    return value;
  }

  /** A token; also an address without the quotes that it should have, as some proxies write it. */
  private String value() throws Malformed {
    int start = at;
    while (at < text.length()
        && (isToken(text.charAt(at)) || "[]:".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (at == start) {
      throw new Malformed();
    }
    return text.substring(start, at);
  }

  private String token() {
    int start = at;
    while (at < text.length() && isToken(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() throws Malformed {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      if (at < text.length()) {
        value.append(text.charAt(at++));
      }
    }
    if (!take('"')) {
      throw new Malformed();
    }
    return value.toString();
  }

  private static boolean isToken(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || OTHER_TOKEN_CHARACTERS.indexOf(c) >= 0;
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private boolean take(char c) {
    boolean isThere = at < text.length() && text.charAt(at) == c;
    if (isThere) {
      at++;
    }
    return isThere;
  }
}
