package io.bytebucket.core.bucket;

import java.util.List;

/**
 * What a page of another origin does, or is about to do.
 *
 * @param origin the page's origin, exactly as the browser wrote it
 * @param method the HTTP method
 * @param headers the names, in lower case, of the header fields that it will send and that have to
 *     be allowed
 */
public record CorsRequest(String origin, String method, List<String> headers) {
  /** A request that does not share its list with the caller. */
  public CorsRequest {
    headers = List.copyOf(headers);
  }
}
