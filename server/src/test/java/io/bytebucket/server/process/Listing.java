package io.bytebucket.server.process;

import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole listing of a bucket whose keys need no escaping. */
final class Listing {
  private static final Pattern CONTENTS = Pattern.compile("<Contents>(.*?)</Contents>");
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>");
  private static final Pattern ETAG =
      Pattern.compile("<ETag>(?:&quot;|\")(.*?)(?:&quot;|\")</ETag>");
  private static final Pattern SIZE = Pattern.compile("<Size>(\\d+)</Size>");
  private static final Pattern TOKEN =
      Pattern.compile("<NextContinuationToken>(.*?)</NextContinuationToken>");

  private Listing() {}

  /** What a listing says of one object. */
  record Entry(String eTag, long sizeBytes) {}

  /** All objects of a bucket by their keys, read page by page. */
  static Map<String, Entry> of(S3Connection connection, String bucket) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    String token = "";
    do {
      String page = page(connection, bucket, token);
      Matcher contents = CONTENTS.matcher(page);
      while (contents.find()) {
        String key = value(KEY, contents.group(1));
        Entry entry =
            new Entry(
                value(ETAG, contents.group(1)), Long.parseLong(value(SIZE, contents.group(1))));
        if (entries.put(key, entry) != null) {
          throw new AssertionError("listed twice: " + key);
        }
      }
      Matcher next = TOKEN.matcher(page);
      token = next.find() ? next.group(1) : "";
    } while (!token.isEmpty());
    return entries;
  }

  /** The entity tag of one object, without its quotes. */
  static String eTag(Endpoint endpoint, String bucket, String key) throws IOException {
    try (S3Connection connection = new S3Connection(endpoint)) {
      Entry entry = of(connection, bucket).get(key);
      if (entry == null) {
        throw new AssertionError("not listed: " + key);
      }
      return entry.eTag();
    }
  }

  private static String page(S3Connection connection, String bucket, String token)
      throws IOException {
    String after = token.isEmpty() ? "" : "&continuation-token=" + SigV4Signer.encode(token);
    RawResponse response =
        connection.send("GET", "/" + bucket + "?list-type=2" + after, Map.of(), new byte[0]);
    if (response.status() != 200) {
      throw new AssertionError("no listing: " + response);
    }
    return response.text();
  }

  private static String value(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
