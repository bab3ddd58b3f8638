package io.bytebucket.core.bucket;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a page of another origin does, or is about to do.
 *
 * @param origin the page's origin, as the browser wrote it
 * @param method the HTTP method
 * @param headers the names, in lower case, of the header fields that it will send and that have to
 *     be allowed
 */
public record CorsRequest(String origin, String method, List<String> headers) {
  /** The most header fields that may be asked for. */
  public static final int HEADERS_MAX = 100;

  /**
   * What a browser asks, as far as it means something: without blanks around names, which stand in
   * lower case and once each.
   *
   * @return empty where there is no origin
   */
  public static Optional<CorsRequest> of(String origin, String method, List<String> headers) {
    List<String> names =
        headers.stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    return Optional.of(origin.strip())
        .filter(text -> !text.isEmpty())
        .map(text -> new CorsRequest(text, method, names));
  }

  /** A request that does not share its list with the caller. */
  public CorsRequest {
    headers = List.copyOf(headers);
  }
}
