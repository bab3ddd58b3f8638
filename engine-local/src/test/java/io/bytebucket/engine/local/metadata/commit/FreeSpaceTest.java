package io.bytebucket.engine.local.metadata.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.OpenLogger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;

class FreeSpaceTest {
  private static final Path DIRECTORY = Path.of("meta");

  private final AtomicLong free = new AtomicLong();
  private final Lines lines = new Lines();

  @Test
  void itTellsOnceWhenRoomBecomesLowAndOnceWhenItIsSoNoMore() {
    FreeSpace space = new FreeSpace(DIRECTORY, free::get, 100, lines);
    look(space, 100, false);
    assertThat(lines.levels).isEmpty();
    look(space, 99, true);
    look(space, 0, true);
    assertThat(lines.levels).containsExactly(Level.WARN);
    look(space, 100, false);
    look(space, 200, false);
    assertThat(lines.levels).containsExactly(Level.WARN, Level.INFO);
    look(space, 1, true);
    assertThat(lines.levels).containsExactly(Level.WARN, Level.INFO, Level.WARN);
  }

  @Test
  void whatCannotBeAskedIsLeftToTheWriteThatFollows() {
    FreeSpace space =
        new FreeSpace(
            DIRECTORY,
            () -> {
              throw new IOException("planted");
            },
            100,
            lines);
    assertThat(space.isLow()).isFalse();
    assertThat(lines.levels).isEmpty();
  }

  @Test
  void aLogThatCannotBeWrittenFailsNobody() {
    FreeSpace space = new FreeSpace(DIRECTORY, free::get, 100, CommitterFixture.brokenLog());
    look(space, 1, true);
    look(space, 100, false);
  }

  private void look(FreeSpace space, long freeBytes, boolean isLow) {
    free.set(freeBytes);
    assertThat(space.isLow()).isEqualTo(isLow);
  }

  /** Keeps the levels of what is logged. */
  private static final class Lines extends OpenLogger {
    private static final long serialVersionUID = 1L;

    private final transient List<Level> levels = new ArrayList<>();

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String text, Object[] arguments, Throwable cause) {
      levels.add(level);
    }
  }
}
