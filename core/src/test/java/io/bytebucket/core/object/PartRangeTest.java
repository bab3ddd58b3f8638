package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LocatedPart;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.layout.PartPage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartRangeTest {
  private static final ObjectPart SECOND = new ObjectPart(2, 5, Optional.empty());
  private static final ObjectPart EMPTY = new ObjectPart(7, 0, Optional.empty());
  private static final PartIndex PARTS =
      new PartIndex() {
        @Override
        public Optional<LocatedPart> part(int number) {
          return switch (number) {
            case 2 -> Optional.of(new LocatedPart(0, SECOND));
            case 7 -> Optional.of(new LocatedPart(5, EMPTY));
            default -> Optional.empty();
          };
        }

        @Override
        public PartPage page(int after, int limit) {
          throw new AssertionError("nobody lists the parts");
        }
      };

  @Test
  void anObjectThatWasPutAsAWholeHasOnePart() {
    ObjectRecord whole = object(9, List.of());

    assertThat(PartRange.of(whole, PARTS, 1)).isEqualTo(new PartRange(0, 9, Optional.empty()));
    assertThat(Refused.because(() -> PartRange.of(whole, PARTS, 3)))
        .isEqualTo(new Failure.NoSuchPart(3, 1));
  }

  @Test
  void aPartIsFoundByItsNumberThoughNumbersHaveGaps() {
    ObjectRecord object = object(5, List.of(SECOND, EMPTY));

    assertThat(PartRange.of(object, PARTS, 2)).isEqualTo(new PartRange(0, 5, Optional.of(SECOND)));
    assertThat(PartRange.of(object, PARTS, 7)).isEqualTo(new PartRange(5, 0, Optional.of(EMPTY)));
    assertThat(Refused.because(() -> PartRange.of(object, PARTS, 1)))
        .isEqualTo(new Failure.NoSuchPart(1, 2));
  }

  private static ObjectRecord object(long sizeBytes, List<ObjectPart> parts) {
    ObjectRecord like = ReadConditionsTest.object();
    return new ObjectRecord(
        like.version(),
        false,
        like.lastModified(),
        sizeBytes,
        like.etag(),
        like.attributes(),
        like.ownerId(),
        Optional.empty(),
        new Layout.Here(List.of(), parts));
  }
}
