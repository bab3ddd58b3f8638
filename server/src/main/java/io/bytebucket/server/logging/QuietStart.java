package io.bytebucket.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.slf4j.Logger;

/**
 * What Logback does before {@link Logging} sets it up, and in tests: warnings as text on standard
 * error. It also keeps Logback from looking for files, which would slow the start.
 */
public final class QuietStart extends ContextAwareBase implements Configurator {
  /** Made by Logback, by name. */
  public QuietStart() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    LineAppender appender =
        new LineAppender(new TextLines(), new FileOutputStream(FileDescriptor.err));
    appender.setContext(context);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
