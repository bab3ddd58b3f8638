package io.bytebucket.admin.metrics;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OpenOperation;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Tells the figures of the server to whoever collects them: to anybody, or to who shows the token
 * that the operator chose.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus,
 *     exposition formats</a>
 */
public final class Metrics implements OpenOperation {
  /** What the operation is called. */
  public static final String NAME = "Metrics";

  private static final String SCHEME = "Bearer ";

  private final FiguresPage page;
  private final Optional<byte[]> token;

  /**
   * The operation.
   *
   * @param token what a collector has to show; empty when anybody may look
   */
  public Metrics(FiguresPage page, Optional<String> token) {
    this.page = page;
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Response handle(AdminRequest request) {
    if (token.isPresent() && !shows(request, token.get())) {
      throw new AdminException(401, "AccessDenied", "The figures are for who has the token.")
          .withHeader("www-authenticate", SCHEME.strip());
    }
    return new Response(
        200,
        Headers.builder().add("content-type", page.contentType()).build(),
        new ResponseBody.Bytes(page.text()));
  }

  /** Whether it is asked by who shows the token; never where anybody may look. */
  public boolean isForOperator(AdminRequest request) {
    return token.isPresent() && shows(request, token.get());
  }

  private static boolean shows(AdminRequest request, byte[] wanted) {
    String field = request.header("authorization").orElse("");
    boolean isToken = field.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    byte[] shown =
        isToken
            ? field.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    return MessageDigest.isEqual(wanted, shown) && isToken;
  }
}
