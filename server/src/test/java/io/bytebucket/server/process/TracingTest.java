package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.OtlpReceiver;
import io.bytebucket.testkit.OtlpSpan;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real server tells a collector of its requests, and is no slower or larger for who has none. */
@ProcessTest
final class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

  @RegisterExtension final Servers servers = new Servers();

  private int count;

  private ServerProcess start(Map<String, String> settings) {
    return servers.start(
        ServerSettings.on(servers.directory().resolve("data-" + count++)).with(settings));
  }

  private static Map<String, String> continued(String flags) {
    return Map.of("traceparent", "00-" + TRACE + "-" + PARENT + "-" + flags);
  }

  @Test
  void aRequestGoesOnWithTheTraceOfItsClientAndSaysWhatItCameTo() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver()) {
      ServerProcess server =
          start(
              Map.of(
                  "OTLP_TRACES_ENDPOINT",
                  collector.url(),
                  "OTLP_AUTHORIZATION",
                  "Bearer secret-1"));
      try (S3Connection s3 = new S3Connection(server.endpoint())) {
        s3.createBucket("photos");
        assertThat(s3.put("photos", "holiday.jpg", BODY, continued("01")).status()).isEqualTo(200);
        assertThat(s3.get("photos", "missing").status()).isEqualTo(404);
      }

      OtlpSpan put = collector.await(span -> span.name().equals("PutObject"));
      assertThat(put.traceId()).isEqualTo(TRACE);
      assertThat(put.parentId()).isEqualTo(PARENT);
      assertThat(put.isError()).isFalse();
      assertThat(put.attributes())
          .containsEntry("aws.s3.bucket", "photos")
          .containsEntry("http.response.status_code", "200")
          .containsEntry("http.request.method", "PUT")
          .containsEntry("http.route", "/:bucket/*key")
          .containsEntry("bytebucket.operation", "PutObject")
          .containsEntry("bytebucket.port", "s3")
          .containsKey("aws.request_id");
      assertThat(put.attributes().toString()).doesNotContain("holiday");
      OtlpSpan commit =
          collector.await(
              span -> span.name().equals("commit") && span.parentId().equals(put.spanId()));
      assertThat(commit.traceId()).isEqualTo(TRACE);
      OtlpSpan get = collector.await(span -> span.name().equals("GetObject"));
      assertThat(get.traceId()).isNotEqualTo(TRACE);
      assertThat(get.parentId()).isEmpty();
      assertThat(get.attributes())
          .containsEntry("error.type", "NoSuchKey")
          .containsEntry("http.response.status_code", "404");
      assertThat(collector.authorizations()).contains("Bearer secret-1");
      assertThat(server.log()).doesNotContain("secret-1");
    }
  }

  @Test
  void whatIsNotSampledIsNotSent() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver()) {
      ServerProcess server =
          start(Map.of("OTLP_TRACES_ENDPOINT", collector.url(), "TRACE_SAMPLE", "0"));
      try (S3Connection s3 = new S3Connection(server.endpoint())) {
        s3.createBucket("photos");
        s3.put("photos", "a", BODY, continued("00"));
        s3.put("photos", "b", BODY, Map.of("traceparent", "nonsense"));
        s3.put("photos", "c", BODY, continued("01"));
      }
      collector.await(span -> span.name().equals("PutObject"));
      server.terminate();

      // Of three only the one whose client wants it, with its commit.
      assertThat(collector.received()).isEqualTo(2);
    }
  }

  @Test
  void aCollectorThatNeverAnswersKeepsNobodyWaitingAndWhatItDoesNotTakeIsCounted()
      throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerProcess server =
          start(
              Map.of(
                  "OTLP_TRACES_ENDPOINT",
                  "http://127.0.0.1:" + silent.getLocalPort() + "/v1/traces"));
      try (S3Connection s3 = new S3Connection(server.endpoint())) {
        s3.createBucket("photos");
        for (int i = 0; i < 4_000; i++) {
          assertThat(s3.get("photos", "missing").status()).isEqualTo(404);
        }
      }
      server.awaitLogged("the collector of traces does not take them: they are dropped", 1);

      assertThat(figure(server, "bytebucket_trace_spans_sent_total")).isZero();
      assertThat(
              figure(server, "bytebucket_trace_spans_dropped_total")
                  + figure(server, "bytebucket_trace_spans_refused_total"))
          .isGreaterThan(1_000);
      assertThat(server.timesLogged("the collector of traces does not take them")).isEqualTo(1);
      server.terminate();
    }
  }

  private static long figure(ServerProcess server, String name) throws IOException {
    try (RawHttp http = RawHttp.connect(server.endpoint().adminPort())) {
      String page = http.exchange(RawRequest.of("GET", "/metrics").add("host", "localhost")).text();
      Matcher line = Pattern.compile("^" + name + " ([0-9.E]+)$", Pattern.MULTILINE).matcher(page);
      assertThat(line.find()).as(page).isTrue();
      return (long) Double.parseDouble(line.group(1));
    }
  }

  /** The classes that a server loads which answers a few requests. */
  private String loaded(Map<String, String> settings) throws IOException {
    Path classes = servers.directory().resolve("classes-" + count);
    Map<String, String> all = new HashMap<>(settings);
    all.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes);
    ServerProcess server = start(all);
    try (S3Connection s3 = new S3Connection(server.endpoint())) {
      s3.createBucket("photos");
      s3.put("photos", "a", BODY, continued("01"));
      s3.get("photos", "a");
    }
    // The library for figures looks for traces, too, if it is let.
    assertThat(figure(server, "bytebucket_faults_total")).isZero();
    server.terminate();
    // Without Java's own, for who has to read what is wrong.
    return Files.readAllLines(classes).stream()
        .map(line -> line.replaceAll(".*] | source:.*", ""))
        .filter(name -> !name.matches("(java|jdk|sun|javax)\\..*|.*(Lambda|LambdaForm|\\$\\$).*"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void withoutACollectorNothingOfItIsLoaded() throws Exception {
    assertThat(loaded(Map.of()))
        .contains("io.bytebucket.s3.op.object.PutObject")
        .doesNotContain("io.opentelemetry.")
        .doesNotContain("io.bytebucket.server.tracing.")
        .doesNotContain("org.shredzone.")
        .doesNotContain("org.bouncycastle.");
    try (OtlpReceiver collector = new OtlpReceiver()) {
      assertThat(loaded(Map.of("OTLP_TRACES_ENDPOINT", collector.url())))
          .contains("io.opentelemetry.sdk.trace.")
          .contains("io.bytebucket.server.tracing.TracedHandler")
          .doesNotContain("okhttp")
          .doesNotContain("kotlin.");
    }
  }
}
