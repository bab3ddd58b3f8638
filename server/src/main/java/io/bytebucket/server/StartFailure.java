package io.bytebucket.server;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.jetty.ListenException;
import java.io.IOException;

/** Why a server did not start, in words for who has to mend it: what, where and why. */
final class StartFailure {
  private StartFailure() {}

  /** The words for an exception that a start ended with. */
  static String explain(Exception cause) {
    return switch (cause) {
      case ConfigException config -> String.valueOf(config.getMessage());
      case DataDirectoryException directory -> Setting.DATA_DIR + ": " + directory.getMessage();
      case ListenException listen ->
          "%s: cannot listen on %s: %s"
              .formatted(settingOf(listen), listen.address(), listen.getMessage());
      case StoreException store -> explain(store);
      case IOException failed -> "cannot start: " + failed.getMessage();
      default -> "cannot start: " + cause;
    };
  }

  /** Whether it is one that the words tell all about; another one needs its stack. */
  static boolean isExpected(Exception cause) {
    return switch (cause) {
      case ConfigException config -> true;
      case DataDirectoryException directory -> true;
      case ListenException listen -> true;
      case StoreException store -> true;
      default -> false;
    };
  }

  private static Setting settingOf(ListenException failure) {
    return switch (failure.name()) {
      case Wiring.S3 -> Setting.S3_LISTEN;
      case Wiring.ACME -> Setting.ACME_HTTP_LISTEN;
      default -> Setting.ADMIN_LISTEN;
    };
  }

  private static String explain(StoreException e) {
    return switch (e.failure()) {
      case Failure.WrongEncryptionKey wrong ->
          "ENCRYPTION_KEY is not the key that the stored credentials were encrypted with, nor is"
              + " ENCRYPTION_KEY_PREVIOUS, if that is set; when the key is lost, see 'bytebucket"
              + " users reset --help'";
      case Failure.StorageFull full ->
          "DATA_DIR: no room for the first user: less than %d bytes are free on its file system"
              .formatted(LocalEngine.reserveBytes());
      case Failure.Corrupt(String subject, String detail) ->
          "DATA_DIR: the store is damaged (%s: %s)%s".formatted(subject, detail, because(e));
      case Failure.EngineFault(String operation) ->
          "DATA_DIR: the store cannot be opened (%s)%s".formatted(operation, because(e));
      case Failure other -> "DATA_DIR: the store cannot be opened: " + other;
    };
  }

  private static String because(StoreException e) {
    Throwable cause = e.getCause();
    return cause == null ? "" : ": " + cause.getMessage();
  }
}
