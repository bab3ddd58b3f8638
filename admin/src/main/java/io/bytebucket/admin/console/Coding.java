package io.bytebucket.admin.console;

import java.util.List;
import java.util.Locale;

/** How the bytes of a file are written, the shortest first. */
enum Coding {
  BROTLI("br", ".br"),
  GZIP("gzip", ".gz"),
  NONE("identity", "");

  private final String token;
  private final String suffix;

  Coding(String token, String suffix) {
    this.token = token;
    this.suffix = suffix;
  }

  /** Its name in {@code Content-Encoding}. */
  String token() {
    return token;
  }

  /** What the names of files end with that are written so. */
  String suffix() {
    return suffix;
  }

  /**
   * Whether a browser takes it, for all that it says. What it does not name it does not take, but
   * for bytes as they are.
   *
   * @param accepted its fields {@code Accept-Encoding}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110, section
   *     12.5.3</a>
   */
  boolean isAccepted(List<String> accepted) {
    return this == NONE
        || accepted.stream()
            .flatMap(field -> List.of(field.split(",", -1)).stream())
            .map(element -> element.strip().toLowerCase(Locale.ROOT))
            .anyMatch(this::isNamed);
  }

  private boolean isNamed(String element) {
    int semicolon = element.indexOf(';');
    if (semicolon < 0) {
      return element.equals(token);
    }
    String weight = element.substring(semicolon + 1).replaceAll("\\s", "");
    return element.substring(0, semicolon).strip().equals(token)
        && !weight.matches("q=0(\\.0{0,3})?");
  }
}
