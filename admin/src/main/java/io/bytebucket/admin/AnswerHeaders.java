package io.bytebucket.admin;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;

/**
 * What every answer tells a browser: to guess no types, to show it in no frame, to keep no copy,
 * and to let no other origin have it. Nothing here is ever shared with pages of other origins.
 */
final class AnswerHeaders {
  private static final String POLICY = "content-security-policy";
  private static final String CACHE = "cache-control";
  private static final String FRAMES = "x-frame-options";

  private AnswerHeaders() {}

  /** What no answer does without. */
  static void add(Headers.Builder headers) {
    headers
        .add("x-content-type-options", "nosniff")
        .add("referrer-policy", "no-referrer")
        .add("cross-origin-resource-policy", "same-origin");
  }

  /** An answer with what it does not say otherwise itself. */
  static Response complete(Response response) {
    Headers.Builder headers = Headers.builder().addAll(response.headers());
    if (!response.headers().contains(POLICY)) {
      headers.add(POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox");
    }
    if (!response.headers().contains(CACHE)) {
      headers.add(CACHE, "no-store");
    }
    if (!response.headers().contains(FRAMES)) {
      headers.add(FRAMES, "DENY");
    }
    return new Response(response.status(), headers.build(), response.body());
  }
}
