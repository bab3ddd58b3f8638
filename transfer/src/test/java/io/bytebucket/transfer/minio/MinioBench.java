package io.bytebucket.transfer.minio;

import io.bytebucket.core.Store;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.user.Credential;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import io.bytebucket.transfer.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A store in memory, and exports of MinIO that are brought into it. */
final class MinioBench {
  static final Instant NOW = Instant.parse("2026-03-01T10:20:30.456Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  final MemoryEngine engine = new MemoryEngine();
  final Store store = Stores.open(engine, CLOCK, 1000);
  final List<Finding> findings = new ArrayList<>();
  final List<String> made = new ArrayList<>();
  private final Moving moving =
      Moving.of(
          engine, store, Stores.cipher(), new Store.Settings(1000, 1, Optional.empty()), CLOCK);

  private final MinioListener listener =
      new MinioListener() {
        @Override
        public void user(String name, int keys, boolean isNew) {
          made.add("user " + name + " " + keys + (isNew ? " new" : ""));
        }

        @Override
        public void bucket(String bucket, String what, boolean isNew) {
          made.add("bucket " + bucket + " " + what + (isNew ? " new" : ""));
        }

        @Override
        public void found(Finding finding) {
          findings.add(finding);
        }
      };

  /** Brings files in, as an archive. */
  void run(Path folder, Map<String, String> files, Optional<String> root) throws IOException {
    findings.clear();
    made.clear();
    MinioImport.run(
        store,
        moving,
        zip(folder.resolve("export.zip"), files),
        new MinioImport.Options(root, Optional.empty(), () -> false),
        listener,
        CLOCK);
    new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
  }

  static Path zip(Path file, Map<String, String> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  Credential user(String keyId) {
    return store.users().find(keyId).orElseThrow();
  }

  List<String> reasons(Finding.Kind kind, String name) {
    return findings.stream()
        .filter(finding -> finding.kind() == kind && finding.name().equals(name))
        .map(Finding::reason)
        .toList();
  }
}
