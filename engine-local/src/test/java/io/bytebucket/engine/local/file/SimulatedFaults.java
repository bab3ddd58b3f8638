package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which calls of a {@link SimulatedDisk} fail, and when its power goes; guarded by the disk. */
final class SimulatedFaults {
  private static final int NEVER = Integer.MAX_VALUE;

  private final Map<DiskCall, Integer> failAfter = new EnumMap<>(DiskCall.class);
  private final Set<DiskCall> failAlways = EnumSet.noneOf(DiskCall.class);
  private int steps;
  private int cutAtStep = NEVER;
  private boolean powerIsOff;

  int steps() {
    return steps;
  }

  void cutPowerAt(int step) {
    cutAtStep = step;
  }

  void failAt(DiskCall call, int nth) {
    failAfter.put(call, nth);
  }

  void failAlways(DiskCall call) {
    failAlways.add(call);
  }

  void heal() {
    failAfter.clear();
    failAlways.clear();
  }

  void powerOn() {
    powerIsOff = false;
    cutAtStep = NEVER;
    steps = 0;
  }

  /** Counts a call that is about to happen; throws when it must not. */
  void before(DiskCall call) throws IOException {
    if (call.isStep() && !powerIsOff) {
      steps++;
      powerIsOff = steps >= cutAtStep;
    }
    if (powerIsOff) {
      throw new IOException("the power is off");
    }
    if (isFaulty(call)) {
      throw new SimulatedFault();
    }
  }

  private boolean isFaulty(DiskCall call) {
    if (failAlways.contains(call)) {
      return true;
    }
    int left = failAfter.merge(call, -1, Integer::sum);
    if (left <= 0) {
      failAfter.remove(call);
    }
    return left == 0;
  }

  /** What the system says when a disk does not do what it was told: EIO. */
  static final class SimulatedFault extends IOException {
    private static final long serialVersionUID = 1L;

    private SimulatedFault() {
      super("Input/output error");
    }
  }
}
