package io.bytebucket.pipeline.client;

import io.bytebucket.pipeline.client.ForwardingHeader.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the field {@code Forwarded}: elements apart by commas, each of them pairs apart by
 * semicolons, with values that may be quoted. It is taken apart from its end, because there stands
 * what the nearest proxy wrote: nothing that a client wrote before it, a quote that is never closed
 * among others, changes how that reads. Used for one element, by one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, section 4</a>
 */
final class ForwardedField {
  private static final String OTHER_TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

  private final String text;
  private int at;

  private ForwardedField(String text) {
    this.text = text;
  }

  /**
   * The elements in the order they stand in; one that is malformed is {@link Hop#MALFORMED}.
   *
   * @param fields the field, as often as it was sent
   * @param max how many elements are looked at, from the end
   */
  static List<Hop> parse(List<String> fields, int max) {
    List<Hop> fromEnd = new ArrayList<>();
    for (String field : fields.reversed()) {
      int end = field.length();
      while (end >= 0 && fromEnd.size() < max) {
        int comma = lastComma(field, end);
        fromEnd.add(hop(field.substring(comma + 1, end)));
        end = comma;
      }
    }
    return fromEnd.reversed();
  }

  /** Where the last element before {@code end} begins, less one; -1 when nothing stands before. */
  private static int lastComma(String field, int end) {
    boolean isQuoted = false;
    for (int i = end - 1; i >= 0; i--) {
      char c = field.charAt(i);
      if (c == '"' && !isEscaped(field, i)) {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isEscaped(String field, int index) {
    int backslashes = 0;
    while (index - backslashes > 0 && field.charAt(index - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static Hop hop(String element) {
    try {
      return new ForwardedField(element).element();
    } catch (Malformed e) {
      return Hop.MALFORMED;
    }
  }

  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }

  private Hop element() throws Malformed {
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
    if (at < text.length()) {
      throw new Malformed();
    }
    return new Hop(node, scheme);
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
