package io.bytebucket.server.progress;

/** How long commands end, for scripts. Wrong arguments are 2, as of every command. */
public final class ExitStatus {
  /** All is done, and well. */
  public static final int DONE = 0;

  /** It could not be done; standard error says why. */
  public static final int FAILED = 1;

  /** It is done, and something was found or differs, which is named. */
  public static final int FINDINGS = 3;

  /** A signal ended it; the same command goes on. */
  public static final int STOPPED = 4;

  private ExitStatus() {}
}
