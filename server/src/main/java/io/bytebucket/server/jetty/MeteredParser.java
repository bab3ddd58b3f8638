package io.bytebucket.server.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;

/** A parser that has room made for a header while it comes, a buffer at a time. */
final class MeteredParser extends HttpParser {
  private final HeaderMeter meter;

  MeteredParser(
      RequestHandler handler, int headerBytes, HttpCompliance compliance, HeaderMeter meter) {
    super(handler, headerBytes, compliance);
    this.meter = meter;
  }

  @Override
  public boolean parseNext(ByteBuffer buffer) {
    boolean handle = super.parseNext(buffer);
    if (inHeaderState()) {
      if (!meter.mayRead(getHeaderLength())) {
        badMessage(new HttpException.RuntimeException(503));
      } else if (getHeaderLength() > HeaderMeter.FREE_BYTES) {
        // A large header takes its turn behind every buffer: others are not to wait for all of it.
        Turn.pass();
      }
    } else if (isState(State.TRAILER)) {
      try {
        meter.requireShortTrailers(getHeaderLength());
      } catch (HttpException.RuntimeException tooLong) {
        badMessage(tooLong);
      }
    }
    return handle;
  }
}
