package io.bytebucket.server.process;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kept connection to a server, with requests signed but for their bodies. Nothing is retried: a
 * broken connection is an {@link IOException}, and what became of the request is unknown. For one
 * thread.
 */
public final class S3Connection implements AutoCloseable {
  private final Endpoint endpoint;
  private final Clock clock = Clock.systemUTC();
  private final SigV4Signer signer;
  private @Nullable RawHttp http;

  /** A connection that opens with its first request. */
  public S3Connection(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.signer = new SigV4Signer(endpoint.accessKeyId(), endpoint.secretAccessKey());
  }

  /** Makes a bucket; any other answer than success fails the test. */
  public void createBucket(String bucket) throws IOException {
    RawResponse response = send("PUT", "/" + bucket, Map.of(), new byte[0]);
    if (response.status() != 200) {
      throw new AssertionError("no bucket was made: " + response);
    }
  }

  /** Stores an object. */
  public RawResponse put(String bucket, String key, byte[] body) throws IOException {
    return send("PUT", target(bucket, key), Map.of(), body);
  }

  /** Stores an object under conditions, or with other further headers. */
  public RawResponse put(String bucket, String key, byte[] body, Map<String, String> headers)
      throws IOException {
    return send("PUT", target(bucket, key), headers, body);
  }

  /** Reads an object. */
  public RawResponse get(String bucket, String key) throws IOException {
    return send("GET", target(bucket, key), Map.of(), new byte[0]);
  }

  /** Deletes an object. */
  public RawResponse delete(String bucket, String key) throws IOException {
    return send("DELETE", target(bucket, key), Map.of(), new byte[0]);
  }

  /** Sends any request; header names are in lower case. */
  public RawResponse send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    RawRequest request = RawRequest.of(method, target).add("host", endpoint.host());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.add(header.getKey(), header.getValue());
    }
    request = request.withBody(body).sized();
    RawRequest signed = signer.sign(request, clock.instant(), SigV4Signer.UNSIGNED_PAYLOAD);
    return exchange(signed);
  }

  /** The address of an object, signed in its query for an hour. */
  public String presign(String method, String bucket, String key) {
    RawRequest request = RawRequest.of(method, target(bucket, key)).add("host", endpoint.host());
    RawRequest signed = signer.presign(request, clock.instant(), 3600);
    return endpoint.url() + signed.path() + "?" + signed.query();
  }

  @Override
  public void close() throws IOException {
    if (http != null) {
      http.close();
      http = null;
    }
  }

  private RawResponse exchange(RawRequest request) throws IOException {
    if (http == null) {
      http = RawHttp.connect(endpoint.port());
    }
    try {
      RawResponse response = http.exchange(request);
      if (response.header("connection").equalsIgnoreCase("close")) {
        close();
      }
      return response;
    } catch (IOException broken) {
      close();
      throw broken;
    }
  }

  private static String target(String bucket, String key) {
    return "/" + bucket + "/" + SigV4Signer.encode(key).replace("%2F", "/");
  }
}
