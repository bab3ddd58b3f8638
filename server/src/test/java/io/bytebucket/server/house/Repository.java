package io.bytebucket.server.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All files of the working copy but those that {@code .gitignore} names. */
record Repository(List<RepositoryFile> files) {
  private static final Set<String> BINARY =
      Set.of("png", "webp", "ico", "jar", "bin", "woff2", "zip");

  static Repository of(RepositoryFile... files) {
    return new Repository(Arrays.asList(files));
  }

  static Repository read(Path root) throws IOException {
    List<RepositoryFile> files = new ArrayList<>();
    List<PathMatcher> ignored = ignored(root);
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isIgnored(root.relativize(folder), ignored)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path path = root.relativize(file);
            if (!isIgnored(path, ignored)) {
              files.add(new RepositoryFile(path.toString(), attributes.size(), text(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(RepositoryFile::path));
    return new Repository(List.copyOf(files));
  }

  /** The nearest folder up from here that holds Maven's settings. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  Stream<RepositoryFile> javaFiles() {
    return files.stream().filter(RepositoryFile::isJava);
  }

  Stream<RepositoryFile> mainJavaFiles() {
    return files.stream().filter(RepositoryFile::isMainJava);
  }

  /** Whether there is a file or a folder of that path. */
  boolean contains(String path) {
    return files.stream()
        .anyMatch(file -> file.path().equals(path) || file.path().startsWith(path + "/"));
  }

  private static boolean isIgnored(Path path, List<PathMatcher> ignored) {
    return ignored.stream().anyMatch(matcher -> matcher.matches(path));
  }

  /** Patterns of {@code .gitignore}, of which we use names, with a leading slash or without. */
  private static List<PathMatcher> ignored(Path root) throws IOException {
    Stream<String> patterns =
        Files.readAllLines(root.resolve(".gitignore")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.endsWith("/") ? line.substring(0, line.length() - 1) : line)
            .flatMap(line ->
                line.startsWith("/")
                    ? Stream.of(line.substring(1))
                    : Stream.of(line, "**/" + line));
    return Stream.concat(Stream.of(".git"), patterns)
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .toList();
  }

  private static String text(Path file) throws IOException {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return BINARY.contains(extension)
        ? ""
        : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
