package io.bytebucket.engine.local.file;

import java.util.function.BooleanSupplier;

/** What a name on a {@link SimulatedDisk} stands for; guarded by the disk. */
sealed interface SimulatedNode permits SimulatedDirectory, SimulatedFile {
  /** Goes back to what is durable, with those other changes that {@code survives} says. */
  void restart(BooleanSupplier survives);
}
