package io.bytebucket.testkit;

import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.LegacyAbstractLogger;

/** A logger for which every level is on; what comes of a line is for others to say. */
public abstract class OpenLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isTraceEnabled() {
    return true;
  }

  @Override
  public boolean isDebugEnabled() {
    return true;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }
}
