package io.bytebucket.transfer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.transfer.remote.RemoteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("a.journal");
  }

  @Test
  void whatARunLeftIsKnownToTheNextStartOfIt() throws IOException {
    try (Journal journal = Journal.open(file())) {
      journal.begin("photos");
      journal.opened("photos", "ä\tb", "1");
      journal.opened("photos", "c", "2");
      journal.closed("photos", "c", "2");
      journal.moved();
    }
    try (Journal journal = Journal.open(file())) {
      assertThat(journal.hasBegun("photos")).isTrue();
      assertThat(journal.isMoved()).isTrue();
      assertThat(journal.leftOpen()).containsExactly(new Journal.Upload("photos", "ä\tb", "1"));
    }
  }

  /** Else a run that was killed behind its last line would have the next one move nothing. */
  @Test
  void anotherRunGivesUpWhatIsOpenAndMovesAnew() throws IOException {
    try (Journal journal = Journal.open(file())) {
      journal.begin("photos");
      journal.opened("photos", "a", "1");
      journal.moved();
    }
    try (Journal journal = Journal.open(file())) {
      journal.beginAnew();
    }
    try (Journal journal = Journal.open(file())) {
      assertThat(journal.hasBegun("photos")).isFalse();
      assertThat(journal.isMoved()).isFalse();
      assertThat(journal.leftOpen()).hasSize(1);
    }
  }

  @Test
  void aDamagedOneIsSaidToBeSo() throws IOException {
    Files.writeString(file(), "opened\t%zz\tb\tc\n");
    assertThatThrownBy(() -> Journal.open(file()))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.reason()).contains("is damaged"));
  }
}
