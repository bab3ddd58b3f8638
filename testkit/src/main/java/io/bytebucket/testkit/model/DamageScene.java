package io.bytebucket.testkit.model;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.testkit.model.StoreContents.Located;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A sound store before it is damaged: its rows, its objects and their bytes. */
final class DamageScene {
  private static final int PAGE_ROWS = 200;

  final StoreContents contents;

  /** Every version that has bytes, and they. */
  final Map<Located, byte[]> objects = new LinkedHashMap<>();

  final List<Row.Entry> rows = new ArrayList<>();

  private DamageScene(StoreContents contents) {
    this.contents = contents;
  }

  static DamageScene of(Engine engine) {
    DamageScene scene = new DamageScene(StoreContents.of(engine.metadata()));
    ExtentReader reader = ExtentReader.of(engine.metadata(), engine.blobs());
    for (Located located : scene.contents.objects) {
      if (!located.object().isDeleteMarker()) {
        scene.objects.put(located, bytes(reader, scene.contents.layout(located.object())));
      }
    }
    RangeReader.of(engine.metadata())
        .rows(
            Key.of(new byte[] {1}),
            Key.of(new byte[] {(byte) 0xFF}),
            PAGE_ROWS,
            row -> {
              scene.rows.add(row);
              return true;
            });
    return scene;
  }

  private static byte[] bytes(ExtentReader reader, Layout.Here layout) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      reader.transfer(
          layout.extents(),
          0,
          layout.sizeBytes(),
          piece -> {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            out.writeBytes(copy);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The rows of one kind. */
  List<Row.Entry> rows(Predicate<StoredKey> kind) {
    return rows.stream().filter(row -> kind.test(StoredKey.of(row.key()).orElseThrow())).toList();
  }

  /** One of them; they are in the order of their keys, so that a seed says which. */
  static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /**
   * The blobs outside the metadata whose bytes something names. Those that only say something of an
   * object are no part of it.
   */
  List<BlobId> stored() {
    Set<BlobId> stored = new TreeSet<>();
    for (List<Extent> holder : contents.holders()) {
      for (Extent extent : holder) {
        if (extent.placement() == Extent.Placement.STORED && extent.lengthBytes() > 0) {
          stored.add(extent.blob());
        }
      }
    }
    return List.copyOf(stored);
  }

  /** The objects that one of these blobs belongs to. */
  Set<Located> ofBlobs(Set<BlobId> blobs) {
    Set<Located> found = new HashSet<>();
    for (Located located : objects.keySet()) {
      if (contents.layout(located.object()).extents().stream()
          .anyMatch(extent -> blobs.contains(extent.blob()))) {
        found.add(located);
      }
    }
    return found;
  }

  /** The objects that a row belongs to: without it, or with another in its place, they are lost. */
  Set<Located> ofRow(StoredKey stored) {
    return switch (stored) {
      case StoredKey.OfObject(long bucketId, String key) ->
          located(of -> of.isCurrent() && of.bucketId() == bucketId && of.key().equals(key));
      case StoredKey.OfVersion(long bucketId, String key, long sequence) ->
          located(of ->
              of.bucketId() == bucketId
                  && of.key().equals(key)
                  && of.object().version().sequence() == sequence);
      case StoredKey.OfLayoutExtents(BlobId id, long _) -> ofLayout(id);
      case StoredKey.OfLayoutParts(BlobId id, int _) -> ofLayout(id);
      case StoredKey.OfLayoutIndex(BlobId id) -> ofLayout(id);
      case StoredKey.OfInlineBytes(BlobId blob) -> ofBlobs(Set.of(blob));
      default -> Set.of();
    };
  }

  private Set<Located> ofLayout(BlobId id) {
    return located(of ->
        of.object().layout() instanceof Layout.Apart(BlobId layout, int _) && layout.equals(id));
  }

  private Set<Located> located(Predicate<Located> which) {
    Set<Located> found = new HashSet<>();
    objects.keySet().stream().filter(which).forEach(found::add);
    return found;
  }
}
