package io.bytebucket.s3;

import io.bytebucket.http.Request;
import io.bytebucket.s3.auth.AuthMethod;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What becomes known of one request on its way, and the one line that is logged at its end. The
 * fields are stable; the path is a template, so neither keys nor signatures reach the log. Used by
 * one thread.
 */
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.bytebucket.access");

  private final long startNanos = System.nanoTime();
  private final Request request;
  private final RequestIds ids;
  private String path = "";
  private AuthMethod authMethod = AuthMethod.ANONYMOUS;
  private String accessKeyId = "";
  private String error = "";
  private int status;
  private long bytesOut;

  RequestLog(Request request, RequestIds ids) {
    this.request = request;
    this.ids = ids;
  }

  void path(String template) {
    path = template;
  }

  void caller(AuthMethod method, String keyId) {
    authMethod = method;
    accessKeyId = keyId;
  }

  void error(String code) {
    error = code;
  }

  void status(int sent) {
    status = sent;
  }

  void bytesOut(long bytes) {
    bytesOut = bytes;
  }

  RequestIds ids() {
    return ids;
  }

  /** Writes the line: an error for 5xx, a warning for 4xx, else for information. */
  void write(long bytesIn) {
    Level level = status >= 500 ? Level.ERROR : status >= 400 ? Level.WARN : Level.INFO;
    if (!LOG.isEnabledForLevel(level)) {
      return;
    }
    long elapsedMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
    var event =
        LOG.atLevel(level)
            .addKeyValue("method", request.method())
            .addKeyValue("path", path)
            .addKeyValue("status", status)
            .addKeyValue("duration_ms", elapsedMicros / 1_000.0)
            .addKeyValue("remote_ip", request.remoteAddress())
            .addKeyValue("request_id", ids.requestId())
            .addKeyValue("auth_method", authMethod.label())
            .addKeyValue("user_access_key", accessKeyId)
            .addKeyValue("bytes_in", bytesIn)
            .addKeyValue("bytes_out", bytesOut);
    if (!error.isEmpty()) {
      event = event.addKeyValue("error", error);
    }
    event.log("http_request");
  }
}
