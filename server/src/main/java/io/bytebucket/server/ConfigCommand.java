package io.bytebucket.server;

import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Shows the settings that a server started here would run with, and whether they are right. */
@CommandLine.Command(
    name = "config",
    description = {
      "Print the settings in force, without secrets, and check them.",
      "",
      "Reads the certificate and its key, looks at the data directory and into the store, and tries"
          + " to listen. Nothing is made or changed. While a server uses the store, what needs a"
          + " look into it is not checked."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:A server would start with them, or runs already.",
      "1:It would not; standard error says why.",
      "2:Arguments that there are not."
    })
final class ConfigCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    try {
      Settings settings = Settings.read(System.getenv());
      for (Setting setting : Setting.values()) {
        System.out.println(setting + "=" + settings.shown(setting));
      }
      settings
          .doubtful()
          .forEach((name, meant) ->
              System.out.printf("# WARNING: %s is no setting; is %s meant?%n", name, meant));
      settings.warnings().forEach(text -> System.out.println("# WARNING: " + text));
      Optional<MadeCredentials> first = MadeCredentials.forStart(settings, new SecureRandom());
      first.ifPresent(made ->
          System.out.println(
              "# CREDENTIALS_FILE: an encryption key and first credentials will be made in "
                  + made.file()));
      Settings all = settings.orElse(first.map(MadeCredentials::values).orElse(Map.of()));
      StartCheck check = StartCheck.of(ServerConfig.of(all), Clock.systemUTC());
      check.notes().forEach(note -> System.out.println("# " + note));
      check.problems().forEach(ConfigCommand::complain);
      return check.problems().isEmpty() ? 0 : 1;
    } catch (ConfigException | DataDirectoryException e) {
      complain(StartFailure.explain(e));
      return 1;
    }
  }

  private static void complain(String problem) {
    System.err.println("bytebucket: " + problem);
  }
}
