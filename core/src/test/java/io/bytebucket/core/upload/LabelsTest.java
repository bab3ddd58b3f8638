package io.bytebucket.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.Extent.Placement;
import io.bytebucket.core.blob.LabelKind;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.AssemblyCodec;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectLabel;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.schema.Fixture;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What blobs say of themselves, as it is stored: the form that is kept, and how long it gets. */
class LabelsTest {
  private static final long MILLIS = 1_772_360_430_456L;
  private static final Checksum CRC =
      new Checksum(ChecksumAlgorithm.CRC32C, Checksum.Type.FULL_OBJECT, "y/Q5Jg==");
  private static final Checksum ZERO =
      new Checksum(ChecksumAlgorithm.CRC32C, Checksum.Type.FULL_OBJECT, "AAAAAA==");
  private static final ObjectKey KEY = new ObjectKey("2026/ä/a.txt");
  private static final UserId WRITER = new UserId("AKWRITER");
  private static final ObjectAttributes ATTRIBUTES =
      new ObjectAttributes(
          new SystemMetadata(
              "text/plain; charset=utf-8",
              Optional.of("max-age=60"),
              Optional.empty(),
              Optional.of("gzip"),
              Optional.empty(),
              Optional.empty()),
          Map.of("colour", "blau"),
          ordered("team", "a/b", "größe", "2"),
          "STANDARD_IA");
  private static final ObjectLabel OBJECT =
      object(Versioning.ENABLED, Optional.empty(), 70_000, "25f9e794323b453885f5181f1b624d0b");
  private static final AssemblyLabel ASSEMBLY =
      new AssemblyLabel(
          Optional.of(new UploadId(new BlobId(3, 300))),
          object(
              Versioning.UNVERSIONED,
              Optional.of(new VersionId(MILLIS << 20, true)),
              10_485_769,
              "25f9e794323b453885f5181f1b624d0b-2"));
  private static final PartLabel PART =
      new PartLabel(
          bucket(Versioning.SUSPENDED),
          new Upload(
              new UploadId(new BlobId(3, 300)),
              KEY,
              Instant.ofEpochMilli(MILLIS - 500),
              WRITER,
              ATTRIBUTES,
              new Upload.ChecksumPlan(ChecksumAlgorithm.CRC32C, Checksum.Type.FULL_OBJECT, true)),
          new UploadedPart(
              2,
              5_242_880,
              new ETag("0123456789abcdef0123456789abcdef"),
              ZERO,
              Instant.ofEpochMilli(MILLIS),
              List.of(new Extent(Placement.STORED, new BlobId(3, 301), 0, 5_242_880)),
              true));

  private static BucketOutline bucket(Versioning versioning) {
    return new BucketOutline(
        7,
        new BucketName("photos"),
        Instant.ofEpochMilli(MILLIS - 1_000),
        new UserId("AKOWNER"),
        "eu-west-1",
        versioning);
  }

  private static ObjectLabel object(
      Versioning versioning, Optional<VersionId> version, long sizeBytes, String etag) {
    return new ObjectLabel(
        bucket(versioning),
        KEY,
        Instant.ofEpochMilli(MILLIS),
        version,
        WRITER,
        sizeBytes,
        new ETag(etag),
        Optional.of(CRC),
        ATTRIBUTES);
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Test
  void theLabelOfAnObjectStandsAsItAlwaysDid() {
    byte[] stored = Fixture.read("v1/label-object");
    assertThat(OBJECT.encode()).isEqualTo(stored);
    LabelKind.Begun begun = LabelKind.read(stored);
    assertThat(begun.kind()).isEqualTo(LabelKind.OBJECT);
    assertThat(ObjectLabel.readToEnd(begun.rest())).isEqualTo(OBJECT);
    assertThat(OBJECT.versionOrDerived()).isEqualTo(new VersionId(MILLIS << 20, false));
  }

  @Test
  void theLabelOfAPartStandsAsItAlwaysDid() {
    byte[] stored = Fixture.read("v1/label-part");
    assertThat(PART.encode()).isEqualTo(stored);
    LabelKind.Begun begun = LabelKind.read(stored);
    assertThat(begun.kind()).isEqualTo(LabelKind.PART);
    assertThat(PartLabel.read(begun.rest())).isEqualTo(PART);
  }

  @Test
  void theLabelOfAnAssemblyStandsAsItAlwaysDid() {
    byte[] stored = Fixture.read("v1/label-assembly");
    assertThat(ASSEMBLY.encode()).isEqualTo(stored);
    LabelKind.Begun begun = LabelKind.read(stored);
    assertThat(begun.kind()).isEqualTo(LabelKind.ASSEMBLY);
    assertThat(AssemblyLabel.read(begun.rest())).isEqualTo(ASSEMBLY);
  }

  @Test
  void whatAnObjectIsMadeUpOfStandsAsItAlwaysDid() {
    BlobId small = new BlobId(3, 302);
    Layout.Here layout =
        new Layout.Here(
            List.of(
                new Extent(Placement.STORED, new BlobId(3, 301), 0, 5_242_880),
                new Extent(Placement.INLINE, small, 0, 9)),
            List.of(
                new ObjectPart(1, 5_242_880, Optional.of(ZERO)),
                new ObjectPart(4, 9, Optional.empty())));
    byte[] bytes = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};
    byte[] stored = Fixture.read("v1/assembly");

    assertThat(AssemblyCodec.encode(new AssemblyCodec.Assembly(layout, Map.of(small, bytes))))
        .isEqualTo(stored);
    AssemblyCodec.Assembly read = AssemblyCodec.decode(stored);
    assertThat(read.layout()).isEqualTo(layout);
    assertThat(read.inline()).containsOnlyKeys(small);
    assertThat(read.inline().get(small)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/label-object", "v1/label-part", "v1/label-assembly"})
  void aLabelThatIsCutShortOrHasGrownOrIsOfTheFutureIsDamaged(String name) {
    byte[] stored = Fixture.read(name);
    for (int length = 1; length < stored.length; length++) {
      requireCorrupt(Arrays.copyOf(stored, length));
    }
    requireCorrupt(Arrays.copyOf(stored, stored.length + 1));
    stored[0]++;
    requireCorrupt(stored);
  }

  private static void requireCorrupt(byte[] label) {
    Function<LabelKind.Begun, Object> read =
        begun ->
            switch (begun.kind()) {
              case OBJECT -> ObjectLabel.readToEnd(begun.rest());
              case PART -> PartLabel.read(begun.rest());
              case ASSEMBLY -> AssemblyLabel.read(begun.rest());
            };
    assertThatThrownBy(() -> read.apply(LabelKind.read(label)))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class));
  }

  @Test
  void theLongestLabelTakesLessThanHalfOfWhatALabelMay() {
    String wide = Character.toString(0x1F600);
    Map<String, String> tags = new LinkedHashMap<>();
    for (int tag = 0; tag < 10; tag++) {
      tags.put(wide.repeat(126) + "-" + tag, wide.repeat(256));
    }
    ObjectAttributes longest =
        new ObjectAttributes(
            new SystemMetadata(
                "a".repeat(SystemMetadata.LIMIT_BYTES),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of("u", "v".repeat(ObjectAttributes.USER_METADATA_LIMIT_BYTES - 1)),
            tags,
            "INTELLIGENT_TIERING");
    ObjectKey key = new ObjectKey("k".repeat(ObjectKey.LIMIT_BYTES));
    Upload upload =
        new Upload(
            PART.upload().id(),
            key,
            PART.upload().initiatedAt(),
            WRITER,
            longest,
            PART.upload().checksum());
    byte[] part = new PartLabel(PART.bucket(), upload, PART.part()).encode();
    byte[] object =
        new ObjectLabel(
                OBJECT.bucket(),
                key,
                OBJECT.madeAt(),
                OBJECT.version(),
                WRITER,
                5L << 40,
                OBJECT.etag(),
                Optional.of(CRC),
                longest)
            .encode();

    assertThat(part.length).isLessThan(BlobStore.LABEL_LIMIT_BYTES / 2).isGreaterThan(25_000);
    assertThat(object.length).isLessThan(BlobStore.LABEL_LIMIT_BYTES / 2).isGreaterThan(25_000);
  }
}
