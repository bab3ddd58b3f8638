package io.bytebucket.engine.local;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Engine;
import io.bytebucket.testkit.model.DamageContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** Of the rows as of any engine, and of the files of blobs: every byte of them, and all of one. */
class LocalDamageTest extends DamageContract {
  @TempDir Path folder;
  private int opened;

  @Override
  protected int seeds() {
    return Boolean.getBoolean("bytebucket.full") ? 1_000 : 10;
  }

  @Override
  protected Engine open() {
    opened++;
    return reopen();
  }

  private Engine reopen() {
    return LocalEngine.open(folder.resolve("data-" + opened), Keyspace.BULK_TAG);
  }

  @Override
  protected Engine damage(
      Engine engine, BlobDamage damage, BlobId blob, BlobId other, Random random) {
    engine.close();
    try {
      Path file = file(blob);
      byte[] bytes = Files.readAllBytes(file);
      switch (damage) {
        case FLIPPED -> {
          int at = random.nextInt(bytes.length);
          bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
          Files.write(file, bytes);
        }
        case CUT -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        case MISSING -> Files.delete(file);
        case SWAPPED -> {
          Path aside = folder.resolve("aside");
          Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
          Files.move(file(other), file);
          Files.move(aside, file(other));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reopen();
  }

  private Path file(BlobId blob) {
    String low = HexFormat.of().toHexDigits((byte) blob.sequence());
    return folder.resolve("data-" + opened).resolve("blobs").resolve(low).resolve(blob.toString());
  }
}
