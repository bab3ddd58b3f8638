package io.bytebucket.server.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.server.remote.LyingSource.Answer;
import io.bytebucket.transfer.remote.RemoteTransfer.Ending;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Moving between ends that do not have, or do not tell, all that S3 has. */
class LackingEndsTest extends LyingCase {
  /** The client takes a hundred fields in an answer, and cannot be told to take more. */
  @Test
  void anObjectWithMoreMetadataThanTheClientTakesIsNamedAndAskedForOnce() throws IOException {
    Map<String, String> much = new HashMap<>();
    for (int i = 0; i < 120; i++) {
      much.put("x-amz-meta-n" + i, "v");
    }
    AtomicLong asked = new AtomicLong();
    source.on(LISTING, page(entry("a", 1, A_ETAG) + entry("b", 1, B_ETAG), ""));
    has("b", B_ETAG, Map.of());
    source.on(
        "GET /lies/a",
        _ -> {
          asked.incrementAndGet();
          return Answer.of(200, much, "a");
        });

    assertThat(move(false)).isEqualTo(Ending.FINDINGS);
    assertThat(asked).hasValue(1);
    assertThat(keys()).containsExactly("b");
    assertThat(lines())
        .anyMatch(line ->
            line.key().equals("a")
                && line.outcome() == Outcome.FAILED
                && line.reason().contains("header count"));
  }

  /** Tells of the tags of an object, when it is asked. */
  private void hasTag(String name) {
    source.on(
        "GET /lies/" + name + "?tagging",
        "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>");
  }

  @Test
  void whatATargetDoesNotHaveIsNamedForEachObjectThatHasItAndNothingElseIsLeftOut()
      throws IOException {
    source.on(LISTING, page(entry("a", 1, A_ETAG) + entry("b", 1, B_ETAG), ""));
    has("a", A_ETAG, Map.of("x-amz-tagging-count", "1", "x-amz-checksum-crc32", "6Le+Qw=="));
    has("b", B_ETAG, Map.of("x-amz-tagging-count", "1", "x-amz-checksum-crc32", "cb7v+Q=="));
    hasTag("a");
    hasTag("b");
    Map<String, LyingSource.Request> taken = new ConcurrentHashMap<>();
    try (LyingSource withoutTags = LyingSource.start()) {
      withoutTags
          .on("HEAD /lies", "")
          .on(
              LISTING,
              _ -> {
                String entries =
                    (taken.containsKey("a") ? entry("a", 1, A_ETAG) : "")
                        + (taken.containsKey("b") ? entry("b", 1, B_ETAG) : "");
                return Answer.of(200, page(entries, ""));
              })
          .on(
              "PUT /lies/",
              request -> {
                if (request.fields().containsKey("x-amz-tagging")) {
                  return Answer.of(501, "<Error><Code>NotImplemented</Code></Error>");
                }
                taken.put(request.key(), request);
                String etag = request.key().equals("a") ? A_ETAG : B_ETAG;
                return Answer.of(200, Map.of("etag", '"' + etag + '"', "content-length", "0"), "");
              });

      assertThat(move(new TransferOrder.Mode.First(), withoutTags.endpointWithKey()))
          .isEqualTo(Ending.FINDINGS);
    }

    assertThat(told(ReportLine.NotCarried.class))
        .extracting(line -> line.kind() + " " + line.name())
        .containsExactlyInAnyOrder("object tags lies/a", "object tags lies/b");
    assertThat(lines()).hasSize(2).allMatch(line -> line.outcome() == Outcome.COPIED);
    assertThat(taken).containsOnlyKeys("a", "b");
    assertThat(taken.values())
        .allSatisfy(request ->
            assertThat(request.fields())
                .containsKeys(
                    "content-md5", "x-amz-checksum-crc32", "x-amz-meta-bytebucket-modified"));
  }

  @Test
  void anEndThatDoesNotTellTagsKeepsNothingFromComing() throws IOException {
    source.on(LISTING, page(entry("a", 1, A_ETAG), ""));
    has("a", A_ETAG, Map.of());
    has("b", B_ETAG, Map.of());
    assertThat(move(false)).isEqualTo(Ending.CLEAN);

    source.on(LISTING, page(entry("a", 1, A_ETAG) + entry("b", 1, B_ETAG), ""));
    source.on(
        "GET /lies/a?tagging", _ -> Answer.of(403, "<Error><Code>AccessDenied</Code></Error>"));
    assertThat(move(new TransferOrder.Mode.Continued(true, false), target.endpoint()))
        .isEqualTo(Ending.FINDINGS);

    assertThat(keys()).containsExactly("a", "b");
    assertThat(lines())
        .extracting(ReportLine.OfObject::outcome)
        .containsExactly(Outcome.SKIPPED_EQUAL, Outcome.COPIED);
    assertThat(told(ReportLine.NotCarried.class))
        .extracting(line -> line.kind() + " " + line.name())
        .containsExactly("object tags lies/a");

    for (String name : List.of("a", "b")) {
      source.on(
          "GET /lies/" + name + "?tagging",
          _ -> Answer.of(501, "<Error><Code>NotImplemented</Code></Error>"));
    }
    assertThat(move(new TransferOrder.Mode.Continued(true, false), target.endpoint()))
        .as("who does not know tags has none")
        .isEqualTo(Ending.CLEAN);
  }

  @Test
  void anObjectThatCannotBeAskedAboutAtTheEndIsNamedAndTheRunEnds() throws IOException {
    // Its ETag tells nothing and its date is an earlier transfer's: so both ends are asked.
    source.on(LISTING, page(entry("a", 1, "other") + entry("b", 1, B_ETAG), ""));
    has("a", "other", Map.of("x-amz-meta-bytebucket-modified", "2019-01-01T00:00:00Z"));
    has("b", B_ETAG, Map.of());
    source.on("HEAD /lies/a", _ -> Answer.of(403, ""));

    assertThat(move(false)).isEqualTo(Ending.FINDINGS);

    assertThat(keys()).containsExactly("a", "b");
    assertThat(lines())
        .anyMatch(line ->
            line.key().equals("a")
                && line.outcome() == Outcome.FAILED
                && line.reason().contains("once more"));
    assertThat(ReportReader.verify(folder.resolve("a.report")).isClean()).isFalse();
  }
}
