package io.bytebucket.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an operator could see of files: to tell whether anything was changed. */
final class FileFacts {
  private FileFacts() {}

  /** A line for each file and directory below that one, and for itself. */
  static List<String> below(String directory) throws IOException {
    List<String> facts = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(Path.of(directory))) {
      for (Path path : tree.sorted().toList()) {
        facts.add(path + " " + Files.readAttributes(path, "unix:uid,gid,mode,size,ctime"));
      }
    }
    return facts;
  }
}
