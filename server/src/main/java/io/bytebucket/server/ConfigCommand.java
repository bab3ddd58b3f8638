package io.bytebucket.server;

import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Shows the settings that a server started here would run with, and whether they are right. */
@CommandLine.Command(
    name = "config",
    description = "Print the settings in force, without secrets, and check them.")
final class ConfigCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    try {
      Settings settings = Settings.read(System.getenv());
      for (Setting setting : Setting.values()) {
        System.out.println(setting + "=" + settings.shown(setting));
      }
      ServerConfig.of(settings);
      return 0;
    } catch (ConfigException e) {
      System.err.println("bytebucket: " + e.getMessage());
      return 1;
    }
  }
}
