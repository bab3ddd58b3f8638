package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every row of the admin API as users of the original know it from its documentation, and its
 * documents as they are written there, over the sockets of a real server.
 */
@ProcessTest
final class SeedAdminApiTest {
  private static final String ADMIN =
      "{ \"acl\": [{ \"effect\": \"Allow\", \"buckets\": [\"*\"], \"actions\": [\"*\"] }] }";
  private static final String READER =
      "{ \"acl\": [{ \"effect\": \"Allow\", \"buckets\": [\"reports\"], "
          + "\"actions\": [\"s3:GetObject\", \"s3:ListBucket\"] }] }";
  private static final String UPLOADER =
      "{ \"acl\": [{ \"effect\": \"Allow\", \"buckets\": [\"uploads\"], "
          + "\"actions\": [\"s3:PutObject\"] }] }";

  private static final String CORS_IN_JSON =
      """
      {
        "CORSRules": [
          {
            "AllowedMethods": ["GET", "PUT"],
            "AllowedOrigins": ["https://app.example.com"],
            "AllowedHeaders": ["*"],
            "ExposeHeaders": ["ETag"],
            "MaxAgeSeconds": 600
          }
        ]
      }
      """;

  private static final String CORS_IN_XML =
      """
      <CORSConfiguration>
        <CORSRule>
          <AllowedMethod>GET</AllowedMethod>
          <AllowedOrigin>https://app.example.com</AllowedOrigin>
          <MaxAgeSeconds>600</MaxAgeSeconds>
        </CORSRule>
      </CORSConfiguration>
      """;

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @BeforeAll
  void startServer() {
    endpoint =
        servers
            .start(
                ServerSettings.on(servers.directory().resolve("data"))
                    .with(Map.of("RATE_LIMIT_RPS", "40", "RATE_LIMIT_BURST", "80")))
            .endpoint();
  }

  private RawResponse send(int port, RawRequest request) throws IOException {
    try (RawHttp connection = RawHttp.connect(port)) {
      return connection.exchange(request);
    }
  }

  private RawResponse admin(String method, String target, String document, String... fields)
      throws IOException {
    return as(endpoint, method, target, document, fields);
  }

  private RawResponse as(
      Endpoint user, String method, String target, String document, String... fields)
      throws IOException {
    RawRequest request =
        RawRequest.of(method, target)
            .add("Host", "localhost:9001")
            .add("X-Admin-AccessKey", user.accessKeyId())
            .add("X-Admin-Secret", user.secretAccessKey())
            .withBody(document)
            .sized();
    for (int i = 0; i < fields.length; i += 2) {
      request = request.add(fields[i], fields[i + 1]);
    }
    return send(endpoint.adminPort(), request);
  }

  private RawResponse require(int status, String method, String target, String document)
      throws IOException {
    RawResponse answer = admin(method, target, document);
    assertThat(answer.status()).as(method + " " + target + ": " + answer).isEqualTo(status);
    assertThat(answer.header("x-amz-request-id")).hasSize(36);
    return answer;
  }

  private static String field(String name, RawResponse answer) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.text());
    assertThat(found.find()).as(answer.toString()).isTrue();
    return found.group(1);
  }

  private Endpoint userWith(String rules) throws IOException {
    RawResponse made = require(201, "POST", "/api/users", rules);
    return endpoint.as(field("accessKeyID", made), field("secretAccessKey", made));
  }

  @Test
  void anybodySeesThatItIsWellAndItsFigures() throws IOException {
    for (String target : new String[] {"/health", "/metrics"}) {
      RawRequest request = RawRequest.of("GET", target).add("Host", "localhost:9001");
      RawResponse answer = send(endpoint.adminPort(), request);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text().replace(" ", ""))
          .contains(target.equals("/health") ? "{\"status\":\"ok\"}" : "http_requests_total");
    }
  }

  @Test
  void usersAreMadeListedChangedAndRemoved() throws IOException {
    Endpoint user = userWith(READER);
    assertThat(require(200, "GET", "/api/users", "").text())
        .startsWith("[")
        .contains(user.accessKeyId())
        .doesNotContain(user.secretAccessKey());
    assertThat(require(200, "PUT", "/api/users/" + user.accessKeyId(), UPLOADER).text()).isEmpty();
    assertThat(require(200, "GET", "/api/users", "").text()).contains("s3:PutObject");
    require(204, "DELETE", "/api/users/" + user.accessKeyId(), "");
    assertThat(require(200, "GET", "/api/users", "").text()).doesNotContain(user.accessKeyId());
    assertThat(require(404, "PUT", "/api/users/" + user.accessKeyId(), UPLOADER).text())
        .contains("\"requestId\"");
  }

  @Test
  void whoIsAnAdministratorFollowsFromTheRules() throws IOException {
    for (String bucket : new String[] {"reports", "uploads", "others"}) {
      require(200, "PUT", "/api/s3/" + bucket, "");
      require(200, "PUT", "/api/s3/" + bucket + "/k", "text");
    }
    assertThat(as(userWith(ADMIN), "GET", "/api/users", "").status()).isEqualTo(200);

    Endpoint reader = userWith(READER);
    assertThat(as(reader, "GET", "/api/users", "").status()).isEqualTo(403);
    try (S3Connection s3 = new S3Connection(reader)) {
      assertThat(s3.get("reports", "k").text()).isEqualTo("text");
      assertThat(s3.send("GET", "/reports", Map.of(), new byte[0]).status()).isEqualTo(200);
      assertThat(s3.put("reports", "k", new byte[1]).status()).isEqualTo(403);
      assertThat(s3.get("others", "k").status()).isEqualTo(403);
    }
    Endpoint uploader = userWith(UPLOADER);
    assertThat(as(uploader, "GET", "/api/s3/", "").status()).isEqualTo(403);
    try (S3Connection s3 = new S3Connection(uploader)) {
      assertThat(s3.put("uploads", "mine", new byte[1]).status()).isEqualTo(200);
      assertThat(s3.get("uploads", "mine").status()).isEqualTo(403);
      assertThat(s3.send("GET", "/uploads", Map.of(), new byte[0]).status()).isEqualTo(403);
      assertThat(s3.put("reports", "k", new byte[1]).status()).isEqualTo(403);
    }
  }

  @Test
  void bucketsAndObjectsAreThereInJson() throws IOException {
    require(200, "PUT", "/api/s3/my-bucket", "");
    assertThat(require(200, "GET", "/api/s3/", "").text()).contains("\"name\":\"my-bucket\"");
    String object = "/api/s3/my-bucket/hello.txt";
    assertThat(require(200, "PUT", object, "hello").header("etag"))
        .isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(require(200, "GET", object, "").text()).isEqualTo("hello");
    RawResponse part = admin("GET", object, "", "Range", "bytes=1-3");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("content-range")).isEqualTo("bytes 1-3/5");
    assertThat(part.text()).isEqualTo("ell");
    RawResponse head = admin("HEAD", object, "");
    assertThat(head.header("content-length")).isEqualTo("5");
    assertThat(head.header("accept-ranges")).isEqualTo("bytes");

    String tags = "{\"tagSet\":[{\"key\":\"env\",\"value\":\"prod\"}]}";
    require(200, "PUT", object + "?tagging", tags);
    assertThat(require(200, "GET", object + "?tagging", "").text()).isEqualTo(tags);
    require(204, "DELETE", object + "?tagging", "");
    assertThat(require(200, "GET", object + "?tagging", "").text()).isEqualTo("{\"tagSet\":[]}");

    assertThat(require(200, "GET", "/api/s3/my-bucket", "").text())
        .contains("\"key\":\"hello.txt\"");
    require(409, "DELETE", "/api/s3/my-bucket", "");
    require(204, "DELETE", object, "");
    require(204, "DELETE", "/api/s3/my-bucket", "");
    require(404, "GET", "/api/s3/my-bucket", "");
  }

  @Test
  void rulesForOtherOriginsAreTheBucketsAndHoldAtThePortOfS3() throws IOException {
    require(200, "PUT", "/api/s3/cross-bucket", "");
    assertThat(preflight("https://app.example.com").status()).isEqualTo(403);
    require(200, "PUT", "/api/s3/cross-bucket?cors", CORS_IN_JSON);
    assertThat(require(200, "GET", "/api/s3/cross-bucket?cors", "").text())
        .isEqualTo(CORS_IN_JSON.replaceAll("\\s", ""));
    assertThat(preflight("https://app.example.com").status()).isIn(200, 204);
    assertThat(preflight("https://other.example.com").status()).isEqualTo(403);
    require(204, "DELETE", "/api/s3/cross-bucket?cors", "");
    assertThat(preflight("https://app.example.com").status()).isEqualTo(403);

    try (S3Connection s3 = new S3Connection(endpoint)) {
      byte[] xml = CORS_IN_XML.getBytes(StandardCharsets.UTF_8);
      assertThat(s3.send("PUT", "/cross-bucket?cors", Map.of(), xml).status()).isEqualTo(200);
      assertThat(s3.send("GET", "/cross-bucket?cors", Map.of(), new byte[0]).text())
          .contains("<AllowedOrigin>https://app.example.com</AllowedOrigin>");
    }
    RawResponse allowed = preflight("https://app.example.com");
    assertThat(allowed.header("access-control-max-age")).isEqualTo("600");
  }

  private RawResponse preflight(String origin) throws IOException {
    return send(
        endpoint.port(),
        RawRequest.of("OPTIONS", "/cross-bucket/k")
            .add("Host", "localhost:9000")
            .add("Origin", origin)
            .add("Access-Control-Request-Method", "GET"));
  }

  @Test
  void theLimitIsChangedWhileItRunsAndGoesBackToWhatItWasStartedWith() throws IOException {
    String path = "/api/config/ratelimit";
    assertThat(require(200, "GET", path, "").text())
        .contains("\"env\":{\"enabled\":false,\"rps\":40", "\"override\":null");
    require(200, "PUT", path, "{\"enabled\":true,\"rps\":1,\"burst\":3}");
    int slowed = 0;
    String retryAfter = "";
    for (int i = 0; i < 20; i++) {
      RawResponse answer = admin("GET", path, "");
      if (answer.status() == 503) {
        slowed++;
        retryAfter = answer.header("retry-after");
      }
    }
    assertThat(slowed).isPositive();
    assertThat(Integer.parseInt(retryAfter)).isPositive();
    RawResponse cleared = admin("DELETE", path, "");
    while (cleared.status() == 503) {
      cleared = admin("DELETE", path, "");
    }
    assertThat(cleared.text()).contains("\"effective\":{\"enabled\":false,\"rps\":40");
    assertThat(require(200, "GET", path, "").text()).contains("\"override\":null");
    require(400, "PUT", path, "{\"enabled\":true,\"rps\":0,\"burst\":0}");
  }
}
