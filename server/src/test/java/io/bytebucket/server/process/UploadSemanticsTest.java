package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.AwsChunked;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads over real connections, many at once and by strangers, where other stores went wrong. */
@ProcessTest
final class UploadSemanticsTest {
  private static final String BUCKET = "semantics";
  private static final byte[] NOTHING = new byte[0];

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @BeforeAll
  void startServer() throws IOException {
    endpoint = servers.start().endpoint();
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket(BUCKET);
    }
  }

  // Field survey 3.20: the first answer was lost, and the second request overtakes the first.
  @Test
  void completionsAtOnceMakeOneObject() throws Exception {
    try (S3Connection connection = new S3Connection(endpoint)) {
      for (int round = 0; round < 10; round++) {
        String key = "completed-" + round;
        String upload = begin(connection, key, Map.of());
        byte[] list = list(part(connection, key, upload, 1), part(connection, key, upload, 2));

        List<RawResponse> answers =
            atOnce(8, n -> own -> own.send("POST", target(key, upload, ""), Map.of(), list));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(answer -> element(answer, "ETag")).distinct()).hasSize(1);
        assertThat(connection.get(BUCKET, key).text()).isEqualTo("part 1part 2");
        assertThat(
                connection.send("DELETE", target(key, upload, ""), Map.of(), NOTHING).errorCode())
            .isEqualTo("NoSuchUpload");
      }
    }
  }

  // Field survey 3.8: and the upload can still be completed.
  @Test
  void aWrongChecksumOfTheWholeCompletesNothing() throws IOException {
    try (S3Connection connection = new S3Connection(endpoint)) {
      String upload =
          begin(
              connection,
              "checked",
              Map.of("x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT"));
      byte[] list = list(part(connection, "checked", upload, 1));
      String target = target("checked", upload, "");

      RawResponse wrong =
          connection.send("POST", target, Map.of("x-amz-checksum-crc32", "AAAAAA=="), list);
      assertThat(wrong.errorCode()).isEqualTo("BadDigest");
      assertThat(connection.get(BUCKET, "checked").status()).isEqualTo(404);
      RawResponse done = connection.send("POST", target, Map.of(), list);
      assertThat(done.status()).isEqualTo(200);
      assertThat(element(done, "ChecksumType")).isEqualTo("FULL_OBJECT");
    }
  }

  // Field survey 3.2: on every operation that reads a body, not on PutObject alone.
  @ParameterizedTest
  @EnumSource(AwsChunked.Form.class)
  void aPartOfAStrangerIsRefused(AwsChunked.Form form) throws IOException {
    SigV4Signer stranger = new SigV4Signer(endpoint.accessKeyId(), "not the secret");
    try (S3Connection connection = new S3Connection(endpoint);
        RawHttp http = RawHttp.connect(endpoint.port())) {
      String key = "strange-" + form;
      String upload = begin(connection, key, Map.of());
      RawRequest request =
          RawRequest.of("PUT", target(key, upload, "&partNumber=1"))
              .add("host", endpoint.host())
              .withBody("forged");

      RawResponse refused =
          http.exchange(
              stranger.signChunked(request, Clock.systemUTC().instant(), AwsChunked.of(form)));

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.errorCode()).isEqualTo("SignatureDoesNotMatch");
      assertThat(connection.send("GET", target(key, upload, ""), Map.of(), NOTHING).text())
          .doesNotContain("<Part>");
    }
  }

  // Field survey 3.1: a link to write one key is no right to read another.
  @Test
  void aLinkThatWritesDoesNotCopy() throws IOException {
    try (S3Connection connection = new S3Connection(endpoint);
        RawHttp http = RawHttp.connect(endpoint.port())) {
      connection.put(BUCKET, "secret", "secret".getBytes(StandardCharsets.UTF_8));
      RawRequest link =
          new SigV4Signer(endpoint.accessKeyId(), endpoint.secretAccessKey())
              .presign(
                  RawRequest.of("PUT", "/" + BUCKET + "/linked").add("host", endpoint.host()),
                  Clock.systemUTC().instant(),
                  60);

      RawResponse refused =
          http.exchange(link.add("x-amz-copy-source", BUCKET + "/secret").sized());

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.errorCode()).isEqualTo("AccessDenied");
      assertThat(connection.get(BUCKET, "linked").status()).isEqualTo(404);
      assertThat(http.exchange(link.sized()).status()).isEqualTo(200);
    }
  }

  // Field survey 3.16: one made folders for keys, and raced over them.
  @Test
  void manyCanPutAndDeleteBehindOnePrefix() throws Exception {
    int keys = 12;
    List<RawResponse> failures =
        atOnce(
                keys,
                n ->
                    own -> {
                      String key = "shared/deep/" + "x/".repeat(n % 3) + n;
                      List<RawResponse> unexpected = new ArrayList<>();
                      for (int round = 0; round < 50; round++) {
                        RawResponse put = own.put(BUCKET, key, NOTHING);
                        RawResponse deleted = own.delete(BUCKET, key);
                        if (put.status() != 200 || deleted.status() != 204) {
                          unexpected.add(put);
                          unexpected.add(deleted);
                        }
                      }
                      return unexpected;
                    })
            .stream()
            .flatMap(List::stream)
            .toList();

    assertThat(failures).isEmpty();
  }

  /** What each of several does over a connection of its own, all beginning together. */
  private <T> List<T> atOnce(int many, IntFunction<OnConnection<T>> tasks) throws Exception {
    CyclicBarrier begin = new CyclicBarrier(many);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> all = new ArrayList<>();
      for (int n = 0; n < many; n++) {
        OnConnection<T> task = tasks.apply(n);
        all.add(() -> {
          try (S3Connection connection = new S3Connection(endpoint)) {
            begin.await();
            return task.run(connection);
          }
        });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(all)) {
        results.add(each.get());
      }
      return results;
    }
  }

  private interface OnConnection<T> {
    T run(S3Connection connection) throws IOException;
  }

  private static String target(String key, String upload, String query) {
    return "/" + BUCKET + "/" + key + "?uploadId=" + upload + query;
  }

  private static String begin(S3Connection connection, String key, Map<String, String> headers)
      throws IOException {
    return element(
        connection.send("POST", "/" + BUCKET + "/" + key + "?uploads", headers, NOTHING),
        "UploadId");
  }

  /** Sends a part that is its number, and lists it. */
  private static String part(S3Connection connection, String key, String upload, int number)
      throws IOException {
    RawResponse put =
        connection.send(
            "PUT",
            target(key, upload, "&partNumber=" + number),
            Map.of(),
            ("part " + number).getBytes(StandardCharsets.UTF_8));
    return "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
        .formatted(number, put.header("etag"));
  }

  private static byte[] list(String... parts) {
    return ("<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String element(RawResponse response, String name) {
    String text = response.text();
    int begin = text.indexOf("<" + name + ">");
    int end = text.indexOf("</" + name + ">");
    assertThat(begin).as(text).isNotNegative();
    return text.substring(begin + name.length() + 2, end);
  }
}
