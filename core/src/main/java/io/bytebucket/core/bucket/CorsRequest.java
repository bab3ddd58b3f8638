package io.bytebucket.core.bucket;

import java.util.List;

/**
 * What a page of another origin does, or is about to do.
 *
 * @param origin the page's origin, exactly as the browser wrote it
 * @param method the HTTP method
 * @param headers the names of the header fields it will send that need to be allowed, in lower case
 */
public record CorsRequest(String origin, String method, List<String> headers) {
  /** A request that does not share its list with the caller. */
  public CorsRequest {
    headers = List.copyOf(headers);
  }
}
