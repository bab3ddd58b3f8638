/**
 * How changes get to disk: {@link io.bytebucket.engine.local.metadata.commit.Committer one thread}
 * takes all that wait, decides which of them run again, writes them with one sync, and answers
 * their callers.
 */
@NullMarked
package io.bytebucket.engine.local.metadata.commit;

import org.jspecify.annotations.NullMarked;
