package io.bytebucket.engine.local.metadata.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.engine.local.metadata.rocks.Database;
import io.bytebucket.engine.local.metadata.rocks.RocksView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a commit says when its sync succeeded on a file system that went down under it. The real
 * thing is in the tests of power cuts; here, a file that is closed stands for one that cannot be
 * read any more.
 */
class SyncCheckTest {
  private static final byte BULK_TAG = 'j';
  private static final Key KEY = Key.of(new byte[] {'k'});

  @TempDir private Path directory;

  @Test
  void fileSystemThatAnswersIsUp() throws Exception {
    try (Database database = Database.open(directory, BULK_TAG);
        SyncCheck check = new SyncCheck(directory)) {
      assertThat(database.sequence()).isZero();
      assertThatCode(check::requireFileSystemIsUp).doesNotThrowAnyException();
    }
  }

  @Test
  @SuppressWarnings("try") // closed early on purpose
  void commitIsNotAcknowledgedWhenTheFileSystemIsDownAfterItsSync() throws Exception {
    try (Database database = Database.open(directory, BULK_TAG);
        SyncCheck check = new SyncCheck(directory);
        CommitterFixture fixture =
            new CommitterFixture(
                new DatabaseTarget(database, new FreeSpace(directory, 0), check))) {
      Committer committer = fixture.committer();
      assertThat(committer.commit(put(database))).isEqualTo("done");
      assertThat(committer.isDurable(database.sequence())).isTrue();
      check.close();
      requireUnknown(committer, put(database));
    }
  }

  @Test
  @SuppressWarnings("try")
  void nobodyIsToldThatNothingHadToBeDoneBecauseOfAChangeThatMayBeLost() throws Exception {
    try (Database database = Database.open(directory, BULK_TAG);
        SyncCheck check = new SyncCheck(directory);
        CommitterFixture fixture =
            new CommitterFixture(
                new DatabaseTarget(database, new FreeSpace(directory, 0), check))) {
      Committer committer = fixture.committer();
      check.close();
      requireUnknown(committer, put(database));
      CommitRequest<String> look = request(database, _ -> "nothing to do");
      assertThat(look.changes().isEmpty()).isTrue();
      assertThat(committer.isDurable(look.version())).isFalse();
      requireUnknown(committer, look);
    }
  }

  private static void requireUnknown(Committer committer, CommitRequest<String> request) {
    assertThatThrownBy(() -> committer.commit(request))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.OutcomeUnknown()))
        .hasCauseInstanceOf(IOException.class);
  }

  private static CommitRequest<String> put(Database database) {
    return request(
        database,
        transaction -> {
          transaction.put(KEY, new byte[] {1});
          return "done";
        });
  }

  private static CommitRequest<String> request(
      Database database, Function<Transaction, String> change) {
    CommitRequest<String> request = new CommitRequest<>(change);
    try (RocksView view = RocksView.pinned(database)) {
      request.run(view);
      request.sawUpTo(view.sequence());
    }
    return request;
  }
}
