package io.bytebucket.admin.stats;

import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.core.activity.Tally;

/** What this server counted and has not stored yet. Thread-safe. */
public interface LiveActivity {
  /** For who counts nothing. */
  LiveActivity NONE =
      new LiveActivity() {
        @Override
        public Tally pending() {
          return Tally.NONE;
        }

        @Override
        public void follow(KeptActivity kept) {}
      };

  /** What was counted since something was stored. */
  Tally pending();

  /** Keeps requests as was chosen just now. */
  void follow(KeptActivity kept);
}
