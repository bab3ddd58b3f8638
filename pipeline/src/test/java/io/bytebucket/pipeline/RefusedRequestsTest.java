package io.bytebucket.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.limit.Door;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedRequestsTest {
  private final RefusedRequests refused =
      new RefusedRequests(InstantSource.fixed(Instant.parse("2026-11-22T18:47:24Z")));

  private static Visit visit(String requestId) {
    return new Visit(
        "GET",
        "192.0.2.7",
        new RequestIds(requestId, "host"),
        new MemoryBudget(0).share(),
        Door.OPEN);
  }

  @Test
  void aRefusedRequestIsFoundByTheIdThatItsClientWasTold() {
    Visit visit = visit("one");
    visit.path("/:bucket");
    visit.names("photos", "");
    visit.claim("sigv4", "AKIA1");
    visit.error("SignatureDoesNotMatch");
    refused.add(visit, 403, Map.of("string_to_sign", "text"));

    RefusedRequests.Refused found = refused.find("one").orElseThrow();
    assertThat(found.bucket()).isEqualTo("photos");
    assertThat(found.accessKeyId()).isEqualTo("AKIA1");
    assertThat(found.isProved()).isFalse();
    assertThat(found.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(found.because()).containsExactly(Map.entry("string_to_sign", "text"));
    assertThat(refused.find("two")).isEmpty();
  }

  @Test
  void theOldestGiveWay() {
    for (int i = 0; i < RefusedRequests.COUNT_MAX + 5; i++) {
      refused.add(visit("r" + i), 403, Map.of());
    }
    assertThat(refused.find("r4")).isEmpty();
    assertThat(refused.find("r5")).isPresent();
    assertThat(refused.latest(2))
        .extracting(RefusedRequests.Refused::requestId)
        .containsExactly("r1004", "r1003");
    assertThat(refused.latest(5_000)).hasSize(RefusedRequests.COUNT_MAX);
  }

  @Test
  void longTextsAreCutAndTogetherBounded() {
    String text = "x".repeat(100_000);
    for (int i = 0; i < 600; i++) {
      refused.add(visit("r" + i), 403, Map.of("canonical_request", text));
    }
    assertThat(refused.latest(1).getFirst().because().get("canonical_request"))
        .hasSize(RefusedRequests.TEXT_MAX);
    assertThat(refused.latest(1_000)).hasSizeBetween(200, 256);
  }
}
