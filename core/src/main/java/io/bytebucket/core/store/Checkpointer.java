package io.bytebucket.core.store;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;

/**
 * Sets states of an engine's metadata aside, so that somebody else can read one as a whole while
 * the store goes on. None outlives the engine being closed. Thread-safe.
 *
 * <p>It knows nothing of blobs: who makes a checkpoint sees to it that those it names stay.
 */
public interface Checkpointer {
  /** That of an engine which cannot. */
  Checkpointer NONE =
      new Checkpointer() {
        @Override
        public void create(String name) {
          throw new StoreException(new Failure.EngineFault("make a checkpoint, which it cannot"));
        }

        @Override
        public void delete(String name) {}

        @Override
        public long heldBytes(String name) {
          return 0;
        }
      };

  /**
   * Sets the present state aside under a name. It has every commit that was acknowledged before the
   * call, and each other commit as a whole or not at all.
   *
   * @param name lower-case hex digits, never used before by this engine
   * @throws StoreException with {@link Failure.StorageFull} when there is no room; or as the engine
   *     fails. Nothing is left of it then
   */
  void create(String name);

  /**
   * Forgets a state; nothing happens when there is none of that name.
   *
   * @throws StoreException when the engine fails; it can be tried again
   */
  void delete(String name);

  /** How many bytes of the engine are kept for that state alone; 0 where nobody knows. */
  long heldBytes(String name);
}
