package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upload in parts, as a client goes through it; whatever fails, fails the test. */
final class PartsClient {
  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
  private static final Pattern ETAG = Pattern.compile("<ETag>([^<]+)</ETag>");

  private final String target;
  private final String uploadId;

  /** The tags of the parts by their numbers, as they stand in the list. */
  private final SortedMap<Integer, String> tags = new ConcurrentSkipListMap<>();

  private PartsClient(String target, String uploadId) {
    this.target = target;
    this.uploadId = uploadId;
  }

  /** Begins an upload to a key that needs no escapes. */
  static PartsClient begin(S3Connection connection, String bucket, String key) throws IOException {
    String target = "/" + bucket + "/" + key;
    RawResponse begun =
        require(connection.send("POST", target + "?uploads", Map.of(), new byte[0]));
    return new PartsClient(target, find(UPLOAD_ID, begun));
  }

  /** Uploads a part. Several threads may, each on a connection of its own. */
  void put(S3Connection connection, int number, byte[] body) throws IOException {
    RawResponse put = require(connection.send("PUT", part(number), Map.of(), body));
    tags.put(number, put.header("etag").replace("\"", "&quot;"));
  }

  /** Makes a part of an object. */
  void copy(S3Connection connection, int number, String source) throws IOException {
    RawResponse copied =
        require(
            connection.send("PUT", part(number), Map.of("x-amz-copy-source", source), new byte[0]));
    tags.put(number, find(ETAG, copied));
  }

  /** Completes the upload with all parts. */
  void complete(S3Connection connection) throws IOException {
    StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
    tags.forEach((number, tag) ->
        list.append("<Part><PartNumber>")
            .append(number)
            .append("</PartNumber><ETag>")
            .append(tag)
            .append("</ETag></Part>"));
    byte[] body =
        list.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
    RawResponse completed =
        require(connection.send("POST", target + "?uploadId=" + uploadId, Map.of(), body));
    assertThat(find(ETAG, completed)).contains("-" + tags.size());
  }

  private String part(int number) {
    return target + "?partNumber=" + number + "&uploadId=" + uploadId;
  }

  private static RawResponse require(RawResponse response) {
    assertThat(response.status()).as(response.toString()).isEqualTo(200);
    return response;
  }

  private static String find(Pattern pattern, RawResponse response) {
    Matcher matcher = pattern.matcher(response.text());
    assertThat(matcher.find()).as(response.text()).isTrue();
    return matcher.group(1);
  }
}
