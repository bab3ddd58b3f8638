package io.bytebucket.server.jetty;

import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;

/**
 * Where a request ends, where Jetty leaves that to be guessed. A proxy in front that guesses
 * otherwise would take what follows for another client's request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.1">RFC 9112, 6.1</a>
 */
final class Framing {
  private static final String CHUNKED = "chunked";

  private Framing() {}

  /**
   * The field as Jetty may see it. An expectation that is not understood has no meaning to Jetty
   * then, which would refuse it; AWS passes over it.
   *
   * @throws HttpException.RuntimeException when it is a transfer coding other than chunked
   */
  static HttpField strict(HttpField field) {
    HttpHeader header = field.getHeader();
    if (header == HttpHeader.TRANSFER_ENCODING) {
      requireChunked(field.getValue());
    } else if (header == HttpHeader.EXPECT
        && !HttpHeaderValue.CONTINUE.is(field.getValue().strip())) {
      return new HttpField((HttpHeader) null, field.getName(), field.getValue());
    }
    return field;
  }

  /** HTTP/1.0 has no transfer codings: what sends one there has been changed on its way. */
  static void requireKnown(HttpVersion version, HttpParser parser) {
    if (version != HttpVersion.HTTP_1_1 && parser.isChunking()) {
      throw new HttpException.RuntimeException(400);
    }
  }

  private static void requireChunked(String coding) {
    if (!HttpHeaderValue.CHUNKED.is(coding)) {
      // Where chunked is the last, the end is known, and only the codings before it are not.
      boolean isEndKnown = coding.toLowerCase(Locale.ROOT).strip().endsWith(CHUNKED);
      throw new HttpException.RuntimeException(isEndKnown ? 501 : 400);
    }
  }
}
