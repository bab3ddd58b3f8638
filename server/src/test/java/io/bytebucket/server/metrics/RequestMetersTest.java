package io.bytebucket.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.stats.LiveTail;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMetersTest {
  private final RequestMeters meters =
      new RequestMeters(new RecentRequests(Clock.systemUTC(), new LiveTail()));
  private final MetricsPage page = new MetricsPage();

  RequestMetersTest() {
    page.add(meters::figures);
  }

  private List<String> lines(String name) {
    return new String(page.text(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .toList();
  }

  @Test
  void oneNameIsOneRow() {
    assertThat(meters.row("GET", "/:bucket", "ListObjects"))
        .isSameAs(meters.row("GET", "/:bucket", "ListObjects"))
        .isNotSameAs(meters.row("GET", "/:bucket", "ListObjectsV2"));
  }

  @Test
  void requestsAreToldByMethodPathAndStatusWhateverTheirOperation() {
    meters.row("GET", "/:bucket", "ListObjects").count(200, 1_000, 0, 10);
    meters.row("GET", "/:bucket", "ListObjectsV2").count(200, 1_000, 0, 300);
    meters.row("GET", "/:bucket", "ListObjectsV2").count(404, 6_000_000, 0, 10);

    assertThat(lines("http_requests_total"))
        .containsExactly(
            "http_requests_total{method=\"GET\",path=\"/:bucket\",status=\"200\"} 2.0",
            "http_requests_total{method=\"GET\",path=\"/:bucket\",status=\"404\"} 1.0");
    assertThat(lines("http_request_duration_seconds_bucket"))
        .contains(
            "http_request_duration_seconds_bucket{method=\"GET\",path=\"/:bucket\",le=\"0.005\"} 2",
            "http_request_duration_seconds_bucket{method=\"GET\",path=\"/:bucket\",le=\"0.01\"} 3");
    assertThat(lines("http_response_size_bytes_sum"))
        .containsExactly("http_response_size_bytes_sum{method=\"GET\",path=\"/:bucket\"} 320.0");
  }

  @Test
  void requestsAreToldByOperationAndClassToo() {
    meters.row("GET", "/:bucket", "ListObjectsV2").count(200, 1_000, 0, 10);
    meters.row("GET", "/:bucket", "ListObjectsV2").count(206, 1_000, 0, 10);
    meters.row("GET", "/:bucket", "ListObjectsV2").count(0, 1_000, 0, 10);

    assertThat(lines("bytebucket_operations_total"))
        .containsExactlyInAnyOrder(
            "bytebucket_operations_total{class=\"2xx\",operation=\"ListObjectsV2\"} 2.0",
            "bytebucket_operations_total{class=\"none\",operation=\"ListObjectsV2\"} 1.0");
    assertThat(lines("bytebucket_s3_requests_total"))
        .contains("bytebucket_s3_requests_total{class=\"2xx\"} 2.0");
  }

  @Test
  void methodsThatAnybodyMayMakeUpAreOne() {
    for (int i = 0; i < 10_000; i++) {
      meters.row("M" + i, "", "").count(501, 1_000, 0, 0);
    }

    assertThat(lines("http_requests_total"))
        .containsExactly(
            "http_requests_total{method=\"other\",path=\"none\",status=\"501\"} 10000.0");
  }

  @Test
  void rowsAndReasonsAreBoundedAndNoneIsLost() {
    for (int i = 0; i < 5_000; i++) {
      meters.row("GET", "/" + i, "Get").count(200, 1_000, 0, 0);
      meters.refused("Reason" + i);
    }

    assertThat(lines("http_requests_total")).hasSizeLessThan(2_100);
    assertThat(sum("http_requests_total")).isEqualTo(5_000);
    assertThat(lines("bytebucket_refusals_total")).hasSizeLessThan(600);
    assertThat(sum("bytebucket_refusals_total")).isEqualTo(5_000);
  }

  private double sum(String name) {
    return lines(name).stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void rowsThatNobodyAskedForAreNotTold() {
    var _ = meters.row("GET", "/:bucket", "ListObjects");

    assertThat(lines("http_requests_total")).isEmpty();
    assertThat(lines("bytebucket_operation_duration_seconds_bucket")).isEmpty();
  }
}
