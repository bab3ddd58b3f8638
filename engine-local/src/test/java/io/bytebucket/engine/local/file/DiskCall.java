package io.bytebucket.engine.local.file;

/** The kinds of calls that a {@link SimulatedDisk} can be told to fail. */
public enum DiskCall {
  CREATE(true),
  OPEN(false),
  READ(false),
  WRITE(true),
  FORCE_DATA(true),
  FORCE(true),
  DELETE(true),
  RENAME(true),
  CREATE_DIRECTORY(true),
  FORCE_DIRECTORY(true),
  LIST(false);

  private final boolean isStep;

  DiskCall(boolean isStep) {
    this.isStep = isStep;
  }

  /** Whether the call changes what a restart finds, so that a power cut before it is a case. */
  boolean isStep() {
    return isStep;
  }
}
