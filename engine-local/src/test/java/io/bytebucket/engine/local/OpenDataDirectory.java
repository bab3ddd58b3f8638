package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.RealDisk;
import java.nio.file.Path;

/** A second process for {@link DataDirectoryTest}: says whether it may use the directory. */
final class OpenDataDirectory {
  private OpenDataDirectory() {}

  /** Opens the data directory that the one argument names. */
  public static void main(String[] args) {
    try (DataDirectory directory = DataDirectory.open(new RealDisk(), Path.of(args[0]))) {
      System.out.println(directory.path().toFile().exists() ? "opened" : "lost");
    } catch (DataDirectoryException e) {
      System.out.println(e.getMessage());
    }
  }
}
