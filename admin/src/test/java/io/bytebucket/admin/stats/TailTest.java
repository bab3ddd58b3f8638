package io.bytebucket.admin.stats;

import static io.bytebucket.admin.AdminFixture.ADMIN;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.activity.Port;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.RawResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those see who look on as requests end. */
@Timeout(60)
class TailTest {
  private final AdminFixture admin = new AdminFixture();

  private PastRequest past(String id, String bucket, int status) {
    return past(id, Port.S3, bucket, status);
  }

  private PastRequest past(String id, Port port, String bucket, int status) {
    return new PastRequest(
        admin.clock.instant(),
        id,
        port,
        "GetObject",
        "GET",
        "/b/k",
        bucket,
        "k",
        status,
        "",
        "192.0.2.1",
        "AKID",
        "sigv4",
        0,
        1,
        2);
  }

  @Test
  void requestsAreSentAsTheyEndUntilItIsTimeToAskAgain() {
    CompletableFuture<RawResponse> answer =
        CompletableFuture.supplyAsync(() ->
            admin.send(
                by(ADMIN, request("GET", "/api/logs/tail?port=s3&bucket=photos&status=4xx"))));
    while (!admin.tail.isFollowed()) {
      Thread.onSpinWait();
    }
    admin.tail.offer(past("one", "photos", 403));
    admin.tail.offer(past("two", "other", 403));
    admin.tail.offer(past("three", "photos", 200));
    admin.tail.offer(past("five", Port.ADMIN, "photos", 403));
    // What is there when it is time is sent, too.
    admin.tail.offer(past("four", "photos", 404));
    admin.clock.advance(Duration.ofMinutes(3));
    RawResponse lines = answer.join();
    assertThat(lines.status()).isEqualTo(200);
    assertThat(lines.header("content-type")).isEqualTo("application/x-ndjson");
    assertThat(lines.text()).startsWith("\n{").contains("one", "four");
    assertThat(lines.text()).doesNotContain("two", "three", "five");
    assertThat(admin.tail.isFollowed()).isFalse();
  }

  @Test
  void aServerThatStopsWaitsForNobodyWhoLooksOn() {
    CompletableFuture<RawResponse> answer =
        CompletableFuture.supplyAsync(
            () -> admin.send(by(ADMIN, request("GET", "/api/logs/tail"))));
    while (!admin.tail.isFollowed()) {
      Thread.onSpinWait();
    }
    admin.tail.end();
    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(admin.tail.isFollowed()).isFalse();
  }

  @Test
  void whoIsTooSlowIsToldHowManyWerePassedOver() throws InterruptedException {
    try (LiveTail.Feed feed = admin.tail.open(new UserId("one"), past -> past.status() == 200)) {
      for (int i = 0; i < LiveTail.QUEUE_MAX + 5; i++) {
        admin.tail.offer(past("id" + i, "b", 200));
        admin.tail.offer(past("no" + i, "b", 404));
      }
      assertThat(feed.missed(_ -> true)).isEqualTo(5);
      assertThat(feed.missed(_ -> true)).isZero();
      List<PastRequest> some = feed.next(100, Duration.ZERO);
      assertThat(some).hasSize(100);
      assertThat(some.getFirst().requestId()).isEqualTo("id0");
      assertThat(feed.next(LiveTail.QUEUE_MAX, Duration.ZERO)).hasSize(LiveTail.QUEUE_MAX - 100);
      assertThat(feed.next(100, Duration.ZERO)).isEmpty();
    }
    assertThat(admin.tail.isFollowed()).isFalse();
  }

  @Test
  void howManyOfABucketWerePassedOverIsToldToThoseAloneWhoMayKnowOfIt() {
    try (LiveTail.Feed feed = admin.tail.open(new UserId("one"), _ -> true)) {
      for (int i = 0; i < LiveTail.QUEUE_MAX; i++) {
        admin.tail.offer(past("id" + i, "open", 200));
      }
      admin.tail.offer(past("seen", "open", 200));
      for (int i = 0; i < 7; i++) {
        admin.tail.offer(past("secret" + i, "payroll", 200));
      }
      assertThat(feed.missed(bucket -> !bucket.equals("payroll"))).isOne();
    }
  }

  @Test
  void onlySoManyLookOnAtOnce() {
    List<LiveTail.Feed> open = new ArrayList<>();
    for (int i = 0; i < LiveTail.FEEDS_MAX; i++) {
      UserId user = new UserId(i < LiveTail.FEEDS_OF_USER_MAX ? "one" : "other");
      open.add(admin.tail.open(user, _ -> true));
    }
    assertThat(admin.admin("GET", "/api/logs/tail").status()).isEqualTo(503);
    open.forEach(LiveTail.Feed::close);
    assertThat(admin.tail.isFollowed()).isFalse();
  }

  @Test
  void oneWhoLooksOnOftenLeavesRoomForOthers() {
    admin.create("greedy", "AKIDGREEDY", "*");
    UserId greedy = admin.store.users().byKey("AKIDGREEDY").orElseThrow().id();
    List<LiveTail.Feed> open = new ArrayList<>();
    for (int i = 0; i < LiveTail.FEEDS_OF_USER_MAX; i++) {
      open.add(admin.tail.open(greedy, _ -> true));
    }
    assertThat(admin.send(by("AKIDGREEDY", request("GET", "/api/logs/tail"))).status())
        .isEqualTo(503);
    assertThat(admin.admin("HEAD", "/api/logs/tail").status()).isEqualTo(200);
    open.forEach(LiveTail.Feed::close);
    assertThat(admin.tail.isFollowed()).isFalse();
  }
}
