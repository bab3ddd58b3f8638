package io.bytebucket.testkit.model;

import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.layout.LayoutIndex;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.testkit.model.Finding.Kind;
import io.bytebucket.testkit.model.StoreContents.Located;
import io.bytebucket.testkit.model.StoreContents.StoredLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Of every layout that stands apart: as many versions name it as it counts, at least one; its rows
 * leave no gap; its bytes and parts are those of every version that names it. And none is named
 * that is not there.
 */
final class LayoutsCheck {
  private LayoutsCheck() {}

  static void run(StoreContents contents, List<Finding> findings) {
    Map<BlobId, Long> named = new HashMap<>(contents.quarantinedNamings);
    for (Located located : contents.objects) {
      if (located.object().layout() instanceof Layout.Apart(BlobId id, int _)) {
        named.merge(id, 1L, Long::sum);
        StoredLayout layout = contents.layouts.get(id);
        if (layout == null) {
          findings.add(new Finding(Kind.LAYOUT, located.toString(), "its layout is missing"));
        } else {
          checkOwner(located, layout.whole(), findings);
        }
      }
    }
    contents.layouts.forEach((id, layout) -> {
      long namings = named.getOrDefault(id, 0L);
      if (layout.namings != namings || namings == 0) {
        String counted = "counted " + layout.namings + ", named by " + namings;
        findings.add(new Finding(Kind.LAYOUT, "layout " + id, counted));
      }
      if (layout.index.filter(index -> isOf(index, layout)).isEmpty()) {
        findings.add(new Finding(Kind.LAYOUT, "layout " + id, "its index is not of its rows"));
      }
      if (!isWhole(layout)) {
        findings.add(new Finding(Kind.LAYOUT, "layout " + id, "has gaps"));
      }
    });
  }

  private static void checkOwner(Located located, Layout.Here layout, List<Finding> findings) {
    ObjectRecord object = located.object();
    if (layout.sizeBytes() != object.sizeBytes()) {
      findings.add(new Finding(Kind.LAYOUT, located.toString(), "bytes of another length"));
    }
    if (layout.partCount() != object.partCount()) {
      findings.add(new Finding(Kind.LAYOUT, located.toString(), "another number of parts"));
    }
  }

  private static boolean isOf(LayoutIndex index, StoredLayout layout) {
    List<Long> ends = IntStream.range(0, index.extentRows()).mapToObj(index::end).toList();
    List<Integer> parts = IntStream.range(0, index.partRows()).mapToObj(index::lastPart).toList();
    return ends.equals(List.copyOf(layout.extents.keySet()))
        && parts.equals(List.copyOf(layout.parts.keySet()));
  }

  private static boolean isWhole(StoredLayout layout) {
    long end = 0;
    for (LayoutChunks.Extents chunk : layout.extents.values()) {
      if (chunk.start() != end) {
        return false;
      }
      end = chunk.end();
    }
    long first = 0;
    int number = 0;
    for (LayoutChunks.Parts chunk : layout.parts.values()) {
      if (chunk.first() != first) {
        return false;
      }
      for (ObjectPart part : chunk.parts()) {
        if (part.number() <= number) {
          return false;
        }
        number = part.number();
        first += part.sizeBytes();
      }
    }
    return true;
  }
}
