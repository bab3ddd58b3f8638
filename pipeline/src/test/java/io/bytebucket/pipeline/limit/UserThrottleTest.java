package io.bytebucket.pipeline.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.user.LimitedUsers;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserLimits;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How users are held to their limits, by a clock that only waits move. */
class UserThrottleTest {
  private static final long RATE = 1 << 20;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final MemoryEngine engine = new MemoryEngine();
  private final Store store = Stores.open(engine, Clock.systemUTC(), 100);
  private final UserId ann = user("ann", "AKANN");
  private final UserId bob = user("bob", "AKBOB");

  private UserId user(String name, String keyId) {
    return store
        .userChanges()
        .create(NewUser.of(name, List.of(), keyId, name + "-secret"))
        .user()
        .id();
  }

  private final LimitedUsers users = new LimitedUsers(engine.metadata(), Clock.systemUTC());
  private long nanos = 1;
  private final UserThrottle throttle =
      new UserThrottle(users, () -> nanos, waited -> nanos += waited);

  private static UserLimits limits(long perSecond, long burst, Long up, Long down) {
    return new UserLimits(
        perSecond == 0
            ? Optional.empty()
            : Optional.of(new UserLimits.RequestRate(perSecond, burst)),
        Optional.ofNullable(up),
        Optional.ofNullable(down));
  }

  private double waitedSeconds(long since) {
    return (nanos - since) / (double) SECOND;
  }

  private static Response download(int pieces, int size) {
    return new Response(
        200,
        Headers.EMPTY,
        new ResponseBody.Stream(
            (long) pieces * size,
            sink -> {
              for (int i = 0; i < pieces; i++) {
                sink.write(ByteBuffer.allocate(size));
              }
            }));
  }

  private static void send(Response response) throws IOException {
    if (response.body() instanceof ResponseBody.Stream(long length, ResponseBody.Source source)) {
      source.writeTo(piece -> piece.position(piece.limit()));
    }
  }

  @Test
  void whoHasNoLimitsIsFreeAndNobodyIsCounted() {
    assertThat(throttle.isInUse()).isFalse();
    assertThat(throttle.enter(ann)).isSameAs(Pace.FREE);
    users.put(ann, limits(1, 1, null, null));
    assertThat(throttle.isInUse()).isTrue();
    assertThat(throttle.enter(bob)).isSameAs(Pace.FREE);
  }

  @Test
  void requestsBeyondTheRateAreTurnedAwayAndThoseOfOthersAreNot() {
    users.put(ann, limits(2, 3, null, null));
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.enter(ann)).isNotNull();
    }

    assertThatThrownBy(() -> throttle.enter(ann))
        .isInstanceOfSatisfying(
            TurnedAwayException.class,
            e -> assertThat(e.turnedAway()).isEqualTo(new TurnedAway(TurnedAway.Why.TOO_MANY, 1)));
    assertThat(throttle.enter(bob)).isNotNull();
    nanos += SECOND / 2;
    assertThat(throttle.enter(ann)).isNotNull();
  }

  @Test
  void aChangeCountsAtOnce() {
    users.put(ann, limits(1, 1, null, null));
    assertThat(throttle.enter(ann)).isNotNull();
    users.put(ann, UserLimits.NONE);
    assertThat(throttle.enter(ann)).isSameAs(Pace.FREE);
    assertThat(users.all()).isEmpty();
    new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
  }

  @Test
  void anUploadTakesAsLongAsItsRateSays() throws IOException {
    users.put(ann, limits(0, 0, RATE, null));
    long before = nanos;
    Pace pace = throttle.enter(ann);
    PacedBody body = new PacedBody(new ByteArrayInputStream(new byte[11 << 20]), () -> pace);
    assertThat(body.readAllBytes()).hasSize(11 << 20);

    // One second's worth comes at once.
    assertThat(waitedSeconds(before)).isBetween(9.9, 10.1);
  }

  @Test
  void aDownloadTakesAsLongAsItsRateSays() throws IOException {
    users.put(ann, limits(0, 0, null, RATE));
    long before = nanos;
    send(throttle.enter(ann).slow(download(11 * 16, 64 << 10)));

    assertThat(waitedSeconds(before)).isBetween(9.9, 10.1);
  }

  @Test
  void twoTransfersOfAUserShareTheRate() throws IOException {
    users.put(ann, limits(0, 0, null, RATE));
    Pace one = throttle.enter(ann);
    Pace other = throttle.enter(ann);
    long before = nanos;
    send(one.slow(download(16, 64 << 10)));
    send(other.slow(download(16 * 5, 64 << 10)));

    assertThat(waitedSeconds(before)).isBetween(4.9, 5.1);
  }

  @Test
  void whoIsTooFarBehindBeginsNothingNew() throws IOException {
    users.put(ann, limits(0, 0, null, RATE));
    Pace pace = throttle.enter(ann);
    // One piece that takes longer than a transfer ever stands still.
    send(pace.slow(download(1, 64 << 20)));

    assertThatThrownBy(() -> throttle.enter(ann)).isInstanceOf(TurnedAwayException.class);
    nanos += 40 * SECOND;
    assertThat(throttle.enter(ann)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"65536", "1000000", "333333333", "1000000000"})
  void theRateHoldsToAPercentWhateverItIs(long rate) throws IOException {
    users.put(ann, limits(0, 0, null, rate));
    Pace pace = throttle.enter(ann);
    int piece = (int) (rate / 1_000);
    send(pace.slow(new Response(200, Headers.EMPTY, stream(1_000, piece))));
    long before = nanos;
    send(pace.slow(new Response(200, Headers.EMPTY, stream(60_000, piece))));

    assertThat(waitedSeconds(before)).isBetween(59.4, 60.6);
  }

  private static ResponseBody stream(int pieces, int size) {
    ByteBuffer piece = ByteBuffer.allocate(size);
    return new ResponseBody.Stream(
        (long) pieces * size,
        sink -> {
          for (int i = 0; i < pieces; i++) {
            sink.write(piece.duplicate());
          }
        });
  }
}
