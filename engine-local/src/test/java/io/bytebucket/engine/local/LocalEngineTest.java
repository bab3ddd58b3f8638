package io.bytebucket.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.testkit.contract.BlobBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineTest {
  private static final BlobId ID = new BlobId(1, 1);

  @TempDir Path path;

  @Test
  void whatWasPutThroughBothPortsIsThereWhenItIsOpenedAgain() {
    Key key = Keyspace.references(ID);
    try (LocalEngine engine = open()) {
      BlobBytes.put(engine.blobs(), ID, new byte[] {1, 2, 3});
      engine
          .metadata()
          .write(change -> {
            change.put(key, new byte[] {4});
            return true;
          });
    }
    try (LocalEngine engine = open()) {
      assertThat(BlobBytes.get(engine.blobs(), ID)).containsExactly(1, 2, 3);
      assertThat(engine.metadata().read(snapshot -> snapshot.get(key)).orElseThrow())
          .containsExactly(4);
    }
  }

  @Test
  void aLookReadsWhatIsStoredAndChangesNothing() throws IOException {
    Key key = Keyspace.references(ID);
    try (LocalEngine engine = open()) {
      engine
          .metadata()
          .write(change -> {
            change.put(key, new byte[] {4});
            return true;
          });
    }
    List<String> before = files();

    MetadataStore look = LocalEngine.look(path, Keyspace.BULK_TAG);
    assertThat(look.read(snapshot -> snapshot.get(key)).orElseThrow()).containsExactly(4);
    assertThatThrownBy(() -> look.write(change -> 1))
        .isInstanceOf(UnsupportedOperationException.class);
    look.close();

    assertThat(files()).isEqualTo(before);
    assertThatThrownBy(() -> look.read(snapshot -> 1)).isInstanceOf(StoreException.class);
  }

  /** Every file with what changes when somebody writes to it. */
  private List<String> files() throws IOException {
    List<String> facts = new ArrayList<>();
    try (var all = Files.walk(path)) {
      for (Path file : all.sorted().toList()) {
        facts.add(file + " " + Files.readAttributes(file, "unix:ino,size,ctime"));
      }
    }
    return facts;
  }

  @Test
  void closingEndsBothPortsAndLetsGoOfTheDirectory() {
    LocalEngine engine = open();
    assertThatThrownBy(this::open).isInstanceOf(DataDirectoryException.class);

    engine.close();
    engine.close();

    assertThatThrownBy(() -> engine.blobs().open(ID)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> engine.metadata().read(snapshot -> 1))
        .isInstanceOf(StoreException.class);
    open().close();
  }

  @Test
  void anEngineThatDoesNotOpenHoldsNothing() throws IOException {
    open().close();
    Path blobs = path.resolve("blobs");
    try (var entries = Files.list(blobs)) {
      for (Path entry : entries.toList()) {
        Files.delete(entry);
      }
    }
    Files.delete(blobs);
    Files.writeString(blobs, "no directory");
    assertThatThrownBy(this::open).isInstanceOf(DataDirectoryException.class);
    Files.delete(blobs);
    Files.createDirectory(blobs);
    Path current = path.resolve("meta/CURRENT");
    String name = Files.readString(current);
    Files.writeString(current, "MANIFEST-nothing\n");
    assertThatThrownBy(this::open).isInstanceOf(StoreException.class);

    Files.writeString(current, name);
    open().close();
  }

  @Test
  @Tag("process")
  void whateverTheUmaskNobodyElseGetsAtWhatIsStored() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "umask 0; exec \"$0\" --enable-native-access=ALL-UNNAMED -cp \"$1\" \"$2\" \"$3\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                OpenEngine.class.getName(),
                path.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    try (var all = Files.walk(path)) {
      List<Path> stored = all.toList();
      assertThat(stored).anyMatch(file -> file.toString().endsWith(".log"));
      for (Path file : stored) {
        // What RocksDB makes is as the umask has it, behind a door that is shut.
        if (!file.startsWith(path.resolve("meta")) || Files.isDirectory(file)) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        }
      }
    }
  }

  private LocalEngine open() {
    return LocalEngine.open(path, Keyspace.BULK_TAG);
  }
}
