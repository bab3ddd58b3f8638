package io.bytebucket.engine.local.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitRequestTest {
  private final CommitRequest<String> request = new CommitRequest<>(_ -> "done");

  private Failure await() {
    return catchThrowableOfType(StoreException.class, request::await).failure();
  }

  @Test
  void whoIsNotReachedInTimeIsToldToComeBackAndNothingIsCommitted() {
    request.expire(Duration.ZERO);
    assertThat(await()).isInstanceOf(Failure.Busy.class);
    assertThat(request.take()).isFalse();
  }

  @Test
  void whoWaitsForACommitThatDoesNotEndIsToldThatTheOutcomeIsUnknown() {
    assertThat(request.take()).isTrue();
    request.expire(Duration.ZERO);
    assertThat(await()).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void whoIsDoneIsNotLate() {
    request.run(new NoView());
    assertThat(request.take()).isTrue();
    request.finish();
    request.expire(Duration.ZERO);
    assertThat(request.await()).isEqualTo("done");
  }

  @Test
  void whoHasTimeLeftGoesOnWaiting() {
    request.expire(Duration.ofDays(1));
    assertThat(request.take()).isTrue();
  }

  /** For changes that read nothing. */
  private static final class NoView implements View {
    @Override
    public byte[] get(Key key) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public Cursor cursor(Key from, io.bytebucket.core.store.Key until) {
      throw new AssertionError("nothing is read");
    }
  }
}
