package io.bytebucket.s3;

import io.bytebucket.http.StalledTransferException;
import io.bytebucket.s3.auth.AuthMethod;
import io.bytebucket.s3.route.S3Address;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What becomes known of one request on its way, and the one line that is logged at its end. The
 * fields are stable; the path is a template, so neither keys nor signatures reach the log. The
 * names of bucket and object stand in it at the level of debugging only. Used by one thread.
 */
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.bytebucket.access");

  /** What stands for a client that went away before it had sent or got all. */
  private static final String CLIENT_DISCONNECTED = "ClientDisconnected";

  private static final String REQUEST_TIMEOUT = "RequestTimeout";

  private final long startNanos = System.nanoTime();
  private final String method;
  private final String remoteAddress;
  private final RequestIds ids;
  private String path = "";
  private String operation = "";
  private String bucket = "";
  private String key = "";
  private AuthMethod authMethod = AuthMethod.ANONYMOUS;
  private String accessKeyId = "";
  private String error = "";
  private boolean isFault;
  private int status;

  RequestLog(String method, String remoteAddress, RequestIds ids) {
    this.method = method;
    this.remoteAddress = remoteAddress;
    this.ids = ids;
  }

  void address(S3Address address) {
    path = address.template();
    bucket = address.bucketName();
    key = address instanceof S3Address.InObject(String _, String name) ? name : "";
  }

  /** The name of the bucket that is asked for; empty when none is known. */
  String bucket() {
    return bucket;
  }

  /** The name that AWS gives what was asked for. */
  void operation(String name) {
    operation = name;
  }

  void caller(AuthMethod method, String keyId) {
    authMethod = method;
    accessKeyId = keyId;
  }

  void error(String code) {
    error = code;
  }

  /** That the server is to blame for how it ended. */
  void fault() {
    isFault = true;
  }

  void status(int sent) {
    status = sent;
  }

  /** That the client did not send all, for that reason. */
  void unread(IOException reason) {
    error = nameOf(reason);
  }

  /**
   * That the client did not get all of the answer, for that reason.
   *
   * @param isBegun whether it may have got the status
   */
  void unanswered(IOException reason, boolean isBegun) {
    if (!isBegun) {
      status = 0;
    }
    if (error.isEmpty()) {
      error = nameOf(reason);
    }
  }

  private static String nameOf(IOException reason) {
    return reason instanceof StalledTransferException ? REQUEST_TIMEOUT : CLIENT_DISCONNECTED;
  }

  RequestIds ids() {
    return ids;
  }

  /**
   * Writes the line: an error when the server is to blame, a warning when the request was refused
   * or not answered to its end, else for information.
   *
   * @param bytesIn how much of the body was read
   * @param bytesOut how much of the body of the answer was sent
   */
  void write(long bytesIn, long bytesOut) {
    boolean isRefused = status >= 400 || !error.isEmpty();
    Level level = isFault ? Level.ERROR : isRefused ? Level.WARN : Level.INFO;
    if (!LOG.isEnabledForLevel(level)) {
      return;
    }
    long elapsedMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
    LoggingEventBuilder event =
        LOG.atLevel(level)
            .addKeyValue("method", method)
            .addKeyValue("path", path)
            .addKeyValue("status", status)
            .addKeyValue("duration_ms", elapsedMicros / 1_000.0)
            .addKeyValue("remote_ip", remoteAddress)
            .addKeyValue("request_id", ids.requestId())
            .addKeyValue("auth_method", authMethod.label())
            .addKeyValue("user_access_key", accessKeyId)
            .addKeyValue("bytes_in", bytesIn)
            .addKeyValue("bytes_out", bytesOut)
            .addKeyValue("operation", operation);
    if (!error.isEmpty()) {
      event = event.addKeyValue("error", error);
    }
    if (LOG.isDebugEnabled()) {
      event = event.addKeyValue("bucket", bucket).addKeyValue("key", key);
    }
    event.log("http_request");
  }
}
