package io.bytebucket.transfer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.transfer.report.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileKeysTest {
  private static final BucketName BUCKET = new BucketName("hostile");

  private static final List<String> NO_PATHS =
      List.of(
          "../../../etc/passwd",
          "..",
          ".",
          "/abs",
          "a",
          "a//b",
          "dir/",
          "x/../y",
          "x.meta",
          "x.tags.json",
          "deep/.acl.json",
          ".cors.json",
          "a.meta/b",
          ".upload-1",
          "f.mpu.tmp",
          "line\nbreak",
          "\0",
          "\u007F",
          "s".repeat(300),
          "é".repeat(200),
          "is-a-file");

  private static final List<String> PATHS =
      List.of(
          "alone",
          "A",
          "is-a-file/and-a-folder",
          "\u202Egnp.exe",
          "\u00E9",
          "e\u0301",
          "con",
          "-rf",
          " ",
          "*",
          "a b/c\\d",
          "~",
          "$(id)",
          "😀/" + "d/".repeat(100) + "deep");

  @TempDir Path directory;

  private static void put(OpenStore store, String key) throws IOException {
    byte[] body = ("bytes of " + key).getBytes(StandardCharsets.UTF_8);
    assertThat(
            store
                .store
                .writer()
                .put(
                    new ObjectWriter.Put(
                        BUCKET,
                        new ObjectKey(key),
                        body.length,
                        ObjectAttributes.NONE,
                        OpenStore.OWNER,
                        new WriteCondition.None(),
                        DigestClaims.NONE),
                    new ByteArrayInputStream(body)))
        .isNotNull();
  }

  private static OpenStore filled(Versioning versioning) throws IOException {
    OpenStore store = OpenStore.empty();
    store.store.buckets().create(BUCKET, OpenStore.OWNER, LocationConstraint.NONE);
    if (versioning != Versioning.UNVERSIONED) {
      store.store.buckets().setVersioning(BUCKET, versioning);
    }
    for (int round = 0; round < 2; round++) {
      for (String key : NO_PATHS) {
        put(store, key);
      }
      for (String key : PATHS) {
        put(store, key);
      }
    }
    return store;
  }

  private Set<String> filesBelow(Path root) throws IOException {
    try (var tree = Files.walk(root)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void noKeyLeadsOutOfTheDirectoryAndAllComeBack() throws IOException {
    for (Versioning versioning : List.of(Versioning.UNVERSIONED, Versioning.ENABLED)) {
      Path place = Files.createDirectories(directory.resolve(versioning.name()));
      Path out = place.resolve("out");
      try (OpenStore full = filled(versioning);
          OpenStore again = OpenStore.empty()) {
        full.export(out, place.resolve("e"), OpenStore.Dies.never());
        assertThat(filesBelow(place)).allMatch(file -> file.startsWith("out/") || file.equals("e"));
        Set<String> objects = filesBelow(out.resolve("objects/hostile"));
        assertThat(objects)
            .filteredOn(file -> !file.endsWith(KeyPaths.META))
            .containsExactlyInAnyOrderElementsOf(PATHS);
        again.importFrom(out, place.resolve("i"), OpenStore.Dies.never());
        assertThat(again.requireConsistent().facts()).isEqualTo(full.facts());
      }
    }
  }

  @Test
  void aTreeForAnyFileSystemHoldsOnlyNamesThatNobodyConfuses() throws IOException {
    Path out = directory.resolve("out");
    try (OpenStore full = filled(Versioning.UNVERSIONED);
        OpenStore again = OpenStore.empty()) {
      full.export(out, directory.resolve("e"), OpenStore.Dies.never(), true);
      assertThat(filesBelow(out.resolve("objects/hostile")))
          .filteredOn(file -> !file.endsWith(KeyPaths.META))
          .containsExactlyInAnyOrder("alone", "is-a-file/and-a-folder", "-rf", "~", "$(id)");
      again.importFrom(out, directory.resolve("i"), OpenStore.Dies.never());
      assertThat(again.facts()).isEqualTo(full.facts());
    }
  }

  @Test
  void theTreeRefusesPathsAndLinksThatLeadOut() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Path root = Files.createDirectory(directory.resolve("root"));
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
    FileTree tree = new FileTree(root);
    tree.begin();
    for (String path :
        List.of("../outside/secret", "/etc/passwd", "link/secret", "file", "a/./b", "", "a//b")) {
      assertThatThrownBy(() -> tree.open(path)).as(path).isInstanceOf(IOException.class);
    }
    for (String path : List.of("link/new", "../new", "a/../../new")) {
      assertThatThrownBy(() -> tree.write(path, Instant.EPOCH, _ -> {}))
          .as(path)
          .isInstanceOf(UnsafePathException.class);
    }
    tree.write("deep/file", Instant.EPOCH, _ -> {});
    assertThat(filesBelow(outside)).containsExactly("secret");
    assertThat(root.resolve("deep/file")).isRegularFile();
  }

  @Test
  void aPlainTreeComesInWithoutItsLinks() throws IOException {
    Path root = Files.createDirectories(directory.resolve("plain"));
    Files.createDirectories(root.resolve("photos/2026"));
    Files.writeString(root.resolve("photos/2026/a.txt"), "a");
    Files.writeString(root.resolve("photos/b"), "bb");
    Files.writeString(root.resolve("loose"), "in no folder");
    Files.createDirectories(root.resolve("No Bucket"));
    Files.writeString(root.resolve("No Bucket/c"), "c");
    Files.createSymbolicLink(root.resolve("photos/link"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(root.resolve("photos/folder"), Path.of("/etc"));
    try (OpenStore store = OpenStore.empty()) {
      var first = store.importPlain(root, directory.resolve("first"));
      assertThat(first.of(Outcome.COPIED).objects()).isEqualTo(2);
      assertThat(first.of(Outcome.COPIED).bytes()).isEqualTo(3);
      assertThat(first.notCarried()).isEqualTo(4);
      assertThat(store.requireConsistent().facts())
          .anyMatch(
              fact -> fact.startsWith("object photos/2026/a.txt") && fact.contains("text/plain"))
          .anyMatch(fact -> fact.startsWith("object photos/b "))
          .noneMatch(fact -> fact.contains("link") || fact.contains("passwd"));
      var second = store.importPlain(root, directory.resolve("second"));
      assertThat(second.of(Outcome.SKIPPED_EQUAL).objects()).isEqualTo(2);
      Files.writeString(root.resolve("photos/b"), "bbb");
      var third = store.importPlain(root, directory.resolve("third"));
      assertThat(third.of(Outcome.DIFFERS).objects()).isEqualTo(1);
    }
  }

  @Test
  void anExportNeverGoesIntoADirectoryWithOtherThings() throws IOException {
    Path out = Files.createDirectories(directory.resolve("home"));
    Files.createDirectories(out.resolve("objects/hostile"));
    Files.writeString(out.resolve("objects/hostile/alone"), "mine");
    try (OpenStore full = filled(Versioning.UNVERSIONED)) {
      assertThatThrownBy(() -> full.export(out, directory.resolve("e"), OpenStore.Dies.never()))
          .isInstanceOfSatisfying(
              UnsafePathException.class,
              e -> assertThat(e.explanation()).contains("a directory of its own"));
    }
    assertThat(filesBelow(out)).containsExactly("objects/hostile/alone");
    assertThat(Files.readString(out.resolve("objects/hostile/alone"))).isEqualTo("mine");
  }

  @Test
  void anExportNeverGoesAroundAnother() throws IOException {
    Path inner = directory.resolve("home/export");
    try (OpenStore full = filled(Versioning.UNVERSIONED)) {
      full.export(inner, directory.resolve("first"), OpenStore.Dies.never());
      Set<String> before = filesBelow(directory.resolve("home"));
      assertThatThrownBy(() ->
              full.export(
                  directory.resolve("home"), directory.resolve("second"), OpenStore.Dies.never()))
          .isInstanceOfSatisfying(
              UnsafePathException.class,
              e -> assertThat(e.explanation()).contains("a directory of its own"));
      assertThat(filesBelow(directory.resolve("home"))).isEqualTo(before);
    }
  }

  @Test
  void bytesThatChangedBehindTheSameDateAreFoundWhenAllAreCompared() throws IOException {
    Path root = Files.createDirectories(directory.resolve("plain/photos"));
    Path file = Files.writeString(root.resolve("a"), "one");
    Path old = Files.writeString(root.resolve("from-before-1970"), "old");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("1960-02-03T04:05:06Z")));
    FileTime date = Files.getLastModifiedTime(file);
    try (OpenStore store = OpenStore.empty()) {
      var first = store.importPlain(root.getParent(), directory.resolve("first"));
      assertThat(first.of(Outcome.COPIED).objects()).isEqualTo(2);
      Files.writeString(file, "two");
      Files.setLastModifiedTime(file, date);
      var second = store.importPlain(root.getParent(), directory.resolve("second"));
      assertThat(second.of(Outcome.DIFFERS).objects()).isEqualTo(1);
      assertThat(second.of(Outcome.SKIPPED_EQUAL).objects()).isEqualTo(1);
      store.requireConsistent();
    }
  }
}
