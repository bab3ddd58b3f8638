package io.bytebucket.admin.auth;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which page had a browser send a request, as far as the browser says so. */
final class PageOrigin {
  private static final String SITE = "sec-fetch-site";
  private static final String SAME_ORIGIN = "same-origin";
  private static final String NO_PAGE = "none";
  private static final String SCHEME_END = "://";

  private PageOrigin() {}

  /** Whether it was a page of another origin, for all that the browser says. */
  static boolean isForeign(Request request) {
    Headers headers = request.headers();
    boolean isOfOtherSite =
        headers.all(SITE).stream()
            .anyMatch(site -> !site.equals(SAME_ORIGIN) && !site.equals(NO_PAGE));
    return isOfOtherSite || headers.all("origin").stream().anyMatch(o -> !isOfHost(o, request));
  }

  /** Whether it was a page of this origin. Who does not say is none. */
  static boolean isOwn(Request request) {
    Headers headers = request.headers();
    List<String> sites = headers.all(SITE);
    boolean isSaid =
        sites.isEmpty() ? headers.contains("origin") : sites.equals(List.of(SAME_ORIGIN));
    return isSaid && !isForeign(request);
  }

  private static boolean isOfHost(String origin, Request request) {
    Optional<String> host = request.headers().first("host");
    int end = origin.indexOf(SCHEME_END);
    return end > 0
        && host.isPresent()
        && origin
            .substring(end + SCHEME_END.length())
            .toLowerCase(Locale.ROOT)
            .equals(host.get().toLowerCase(Locale.ROOT));
  }
}
