package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user of the system, whom files belong to. Users are the same when their numbers are.
 *
 * @param number of the user
 * @param name what the system calls it; the number again when it has none
 */
public record FileOwner(int number, String name) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Real, effective, saved and file system's user: a file that is made belongs to the last. */
  private static final Pattern USERS =
      Pattern.compile("Uid:\\s+\\d+\\s+\\d+\\s+\\d+\\s+(\\d{1,9})\\s*");

  private static final int SUPERUSER = 0;

  /** The user whom files will belong to that this process makes, where it can be told: on Linux. */
  public static Optional<FileOwner> ofProcess() {
    try {
      return Files.readAllLines(STATUS).stream()
          .map(USERS::matcher)
          .filter(Matcher::matches)
          .map(line -> Integer.parseInt(line.group(1)))
          .map(FileOwner::ofNumber)
          .findFirst();
    } catch (IOException | RuntimeException notTold) {
      return Optional.empty();
    }
  }

  /** The user whom a file or directory belongs to; what a link leads to is not looked at. */
  public static FileOwner of(Path path) throws IOException {
    return new FileOwner(
        (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS),
        Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName());
  }

  /** The file about this process is its own user's, so the system tells the name by it. */
  private static FileOwner ofNumber(int number) {
    try {
      FileOwner told = of(STATUS);
      if (told.number == number) {
        return told;
      }
    } catch (IOException notTold) {
      // Then it goes by its number.
    }
    return new FileOwner(number, Integer.toString(number));
  }

  /** Whether it is the one who may do everything. */
  public boolean isSuperuser() {
    return number == SUPERUSER;
  }

  /** Whether that is the same user. */
  public boolean isSame(FileOwner other) {
    return number == other.number;
  }

  /** What names it to {@code sudo -u}. */
  public String forSudo() {
    return hasName() ? name : "'#" + number + "'";
  }

  private boolean hasName() {
    return !name.equals(Integer.toString(number));
  }

  /** For people: by name and number. */
  @Override
  public String toString() {
    return hasName() ? "user %s (%d)".formatted(name, number) : "user " + number;
  }
}
