package io.bytebucket.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where secrets come from: a variable, a file that a variable names, or a credential of systemd,
 * which is a file of the setting's name in the directory {@code CREDENTIALS_DIRECTORY}. Of one
 * secret there is one source. See <a
 * href="https://systemd.io/CREDENTIALS/">systemd.io/CREDENTIALS</a>.
 */
final class SecretSources {
  private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

  private final Optional<Path> credentials;
  private final Function<String, Optional<String>> variable;
  private final List<String> warnings = new ArrayList<>();

  /**
   * The sources of an environment.
   *
   * @param variable the value of a variable in whichever form it is named
   * @throws ConfigException when there is a credential whose name is a secret setting's but for a
   *     slip
   */
  SecretSources(Map<String, String> environment, Function<String, Optional<String>> variable) {
    this.variable = variable;
    this.credentials =
        Optional.ofNullable(environment.get(CREDENTIALS))
            .filter(text -> !text.isEmpty())
            .map(Path::of)
            .filter(Files::isDirectory);
    credentials.ifPresent(SecretSources::requireNoSlip);
  }

  /**
   * The value of a secret, if it is set anywhere.
   *
   * @throws ConfigException when it is set twice, or a file cannot be read or is empty
   */
  Optional<String> value(Setting setting) {
    String fileVariable = setting + Setting.FILE_SUFFIX;
    Optional<String> plain = variable.apply(setting.name());
    Optional<SecretFile> file =
        variable.apply(fileVariable).map(path -> new SecretFile(Path.of(path), fileVariable));
    Optional<SecretFile> credential =
        credentials
            .map(directory -> directory.resolve(setting.name()))
            .filter(Files::exists)
            .map(path -> new SecretFile(path, CREDENTIALS));
    if (plain.isPresent() && file.isPresent()) {
      throw new ConfigException(
          setting + " and " + fileVariable + " are both set; set one of them");
    }
    if (credential.isPresent() && (plain.isPresent() || isAnother(file, credential.get()))) {
      throw new ConfigException(
          "%s is set, and %s is a credential of the service too; leave one of them out"
              .formatted(plain.isPresent() ? setting.name() : fileVariable, setting));
    }
    return plain.or(() -> file.or(() -> credential).map(this::read));
  }

  /** What should be mended about the files that were read. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private String read(SecretFile file) {
    file.warning().ifPresent(warnings::add);
    return file.read();
  }

  /** A unit may name its credential by the variable as well: {@code %d/ENCRYPTION_KEY}. */
  private static boolean isAnother(Optional<SecretFile> file, SecretFile credential) {
    return file.isPresent()
        && !file.get()
            .path()
            .toAbsolutePath()
            .normalize()
            .equals(credential.path().toAbsolutePath().normalize());
  }

  /** What else a service is given there is not ours; a name that is almost a setting's is. */
  private static void requireNoSlip(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> Stream.of(Setting.values()).noneMatch(known -> isOf(known, name)))
          .sorted()
          .forEach(name ->
              Spelling.nearMiss(name)
                  .ifPresent(meant -> {
                    throw new ConfigException(
                        "%s: the credential %s is not a setting; did you mean %s?"
                            .formatted(CREDENTIALS, name, meant));
                  }));
    } catch (IOException e) {
      throw new ConfigException(CREDENTIALS + ": " + directory + " cannot be read");
    }
  }

  private static boolean isOf(Setting setting, String name) {
    return setting.isSecret() && setting.name().equals(name);
  }
}
