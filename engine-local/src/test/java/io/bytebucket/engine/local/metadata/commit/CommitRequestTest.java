package io.bytebucket.engine.local.metadata.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Cursor;
import io.bytebucket.engine.local.metadata.view.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitRequestTest {
  private final CommitRequest<String> request = new CommitRequest<>(_ -> "done");

  @BeforeEach
  void run() {
    request.run(new NoView());
  }

  private Failure await() {
    return catchThrowableOfType(StoreException.class, request::await).failure();
  }

  @Test
  void whoIsNotReachedInTimeIsToldToComeBackAndNothingIsCommitted() {
    request.giveUp();
    assertThat(await()).isInstanceOf(Failure.Busy.class);
    assertThat(request.take()).isFalse();
    request.acknowledge();
    assertThat(await()).isInstanceOf(Failure.Busy.class);
  }

  @Test
  void whoWaitsForACommitThatDoesNotEndIsToldThatTheOutcomeIsUnknown() {
    assertThat(request.take()).isTrue();
    request.giveUp();
    assertThat(await()).isEqualTo(new Failure.OutcomeUnknown());
  }

  @Test
  void whoIsAcknowledgedIsNotLate() {
    assertThat(request.take()).isTrue();
    request.acknowledge();
    request.giveUp();
    assertThat(request.await()).isEqualTo("done");
  }

  @Test
  void whoWasNeverTakenCannotBeAcknowledged() {
    request.acknowledge();
    assertThat(request.isEnded()).isFalse();
  }

  @Test
  void whoseOutcomeNobodySaidHasFailed() {
    CommitRound round = new CommitRound();
    round.add(request);
    assertThat(request.take()).isTrue();
    round.end();
    assertThat(await()).isInstanceOf(Failure.Busy.class);
  }

  @Test
  void whoseOutcomeNobodySaidOnceTheWriteHadBegunDoesNotKnowIt() {
    CommitRound round = new CommitRound();
    round.add(request);
    assertThat(request.take()).isTrue();
    round.beginWrite();
    round.end();
    assertThat(await()).isEqualTo(new Failure.OutcomeUnknown());
  }

  @Test
  void whatAChangeThrewIsItsCallersOnlyOnceWhatItSawIsDurable() {
    assertThat(request.take()).isTrue();
    request.threw(new IllegalArgumentException("own"));
    assertThat(request.isEnded()).isFalse();
    request.acknowledge();
    assertThatThrownBy(request::await).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aChangeThatReturnsNothingIsRefusedBeforeItIsCommitted() {
    CommitRequest<String> empty = new CommitRequest<>(CommitRequestTest::nothing);
    assertThatThrownBy(() -> empty.run(new NoView())).isInstanceOf(NullPointerException.class);
  }

  @SuppressWarnings("NullAway") // what a caller may do all the same
  private static String nothing(Object transaction) {
    return null;
  }

  /** For changes that read nothing. */
  private static final class NoView implements View {
    @Override
    public byte[] get(Key key) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public Cursor cursor(Key from, Key until) {
      throw new AssertionError("nothing is read");
    }
  }
}
