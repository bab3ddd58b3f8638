package io.bytebucket.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyspaceTest {
  private static final BlobId BLOB = new BlobId(0x01020304, 0x05060708090A0B0CL);

  @Test
  void everyKeyHasExactlyTheseBytes() {
    // Stores in the world hold these keys: this table only grows.
    Map<Key, String> golden = new LinkedHashMap<>();
    golden.put(Keyspace.bucket("photos"), "62" + "70686f746f73");
    golden.put(Keyspace.buckets("ph"), "62" + "7068");
    golden.put(Keyspace.buckets(""), "62");
    golden.put(Keyspace.counter(300, BucketCounter.OBJECTS), "63" + "000000000000012c" + "01");
    golden.put(Keyspace.counter(300, BucketCounter.BYTES), "63" + "000000000000012c" + "02");
    golden.put(Keyspace.garbage(BLOB), "67" + "01020304" + "05060708090a0b0c");
    golden.put(Keyspace.allGarbage(), "67");
    golden.put(Keyspace.inlineBytes(BLOB), "69" + "01020304" + "05060708090a0b0c");
    golden.put(Keyspace.bucketSetting(300, BucketSetting.CORS), "6b" + "000000000000012c" + "01");
    golden.put(Keyspace.bucketSetting(300, BucketSetting.TAGS), "6b" + "000000000000012c" + "02");
    golden.put(Keyspace.bucketSetting(300, BucketSetting.QUOTA), "6b" + "000000000000012c" + "07");
    String layout = "6c" + "01020304" + "05060708090a0b0c";
    golden.put(Keyspace.layoutNamings(BLOB), layout + "00");
    golden.put(Keyspace.layoutExtents(BLOB), layout + "01");
    golden.put(Keyspace.layoutExtents(BLOB, 300), layout + "01" + "000000000000012c");
    golden.put(Keyspace.layoutIndex(BLOB), layout + "03");
    golden.put(Keyspace.layoutParts(BLOB), layout + "02");
    golden.put(Keyspace.layoutParts(BLOB, 10_000), layout + "02" + "2710");
    golden.put(Keyspace.object(300, utf8("a/ü")), "6f" + "000000000000012c" + "612fc3bc");
    golden.put(Keyspace.objects(300, new byte[0]), "6f" + "000000000000012c");
    golden.put(Keyspace.references(BLOB), "72" + "01020304" + "05060708090a0b0c");
    // The name, each 00 as 00 FF; 00 F8; the number inverted, three bits a byte.
    String named = "000000000000012c" + "6100ff" + "00f8";
    golden.put(Keyspace.version(300, utf8("a\u0000"), 1), "76" + named + "ff".repeat(21) + "f8");
    golden.put(Keyspace.versionsOf(300, utf8("a\u0000")), "76" + named);
    golden.put(Keyspace.versions(300, utf8("a\u0000")), "76" + "000000000000012c" + "6100ff");
    golden.put(Keyspace.nullVersion(300, utf8("a\u0000")), "6e" + "000000000000012c" + "6100");
    golden.put(
        Keyspace.upload(300, utf8("a\u0000"), BLOB),
        "6d" + named + "f8f8faf8f9f8f8fbf8f9f8f8fafcf8fef8f9fef8fcf8f9f9f8fafcf8fdfcf9fc");
    golden.put(Keyspace.uploads(300, utf8("a")), "6d" + "000000000000012c" + "61");
    golden.put(Keyspace.part(BLOB, 10_000), "70" + "01020304" + "05060708090a0b0c" + "2710");
    golden.put(Keyspace.parts(BLOB), "70" + "01020304" + "05060708090a0b0c");
    golden.put(Keyspace.uploadByAge(BLOB), "64" + "01020304" + "05060708090a0b0c");
    golden.put(Keyspace.uploadsByAge(), "64");
    golden.put(Keyspace.system(SystemRecord.BUCKET_IDS), "73" + "6275636b65742d696473");
    golden.put(Keyspace.system(SystemRecord.BUCKETS), "73" + "6275636b657473");
    golden.put(Keyspace.system(SystemRecord.STARTS), "73" + "737461727473");
    golden.put(LeaseKeys.lease(0x01020304), "74" + "01020304");
    golden.put(LeaseKeys.leases(), "74");
    golden.put(Keyspace.system(SystemRecord.EPOCH), "73" + "65706f6368");
    golden.put(Keyspace.system(SystemRecord.RUNNING), "73" + "72756e6e696e67");
    golden.put(Keyspace.system(SystemRecord.SWEEP_DUE), "73" + "73776565702d647565");
    golden.put(Keyspace.system(SystemRecord.USERS_INDEXED), "73" + "75736572732d696e6465786564");
    golden.put(Keyspace.system(SystemRecord.AUDIT_HEAD), "73" + "61756469742d68656164");
    golden.put(Keyspace.savedSetting("bans"), "66" + "62616e73");
    golden.put(Keyspace.userLimits("AKIA1"), "4c" + "414b494131");
    golden.put(Keyspace.user("AKIA1"), "75" + "414b494131");
    golden.put(Keyspace.allUsers(), "75");
    golden.put(Keyspace.accessKey("AKIA1"), "61" + "414b494131");
    golden.put(Keyspace.allAccessKeys(), "61");
    golden.forEach((key, hex) -> assertThat(HexFormat.of().formatHex(key.bytes())).isEqualTo(hex));
    assertThat(golden.keySet())
        .filteredOn(key -> StoredKey.of(key).orElse(null) instanceof StoredKey.OfSystem)
        .hasSameSizeAs(SystemRecord.values());
  }

  @Test
  void everyKeyBesideUsersAndBucketsHasExactlyTheseBytes() {
    Map<Key, String> golden = new LinkedHashMap<>();
    golden.put(Keyspace.job(true, BLOB), "6a" + "00" + "01020304" + "05060708090a0b0c");
    golden.put(Keyspace.job(false, BLOB), "6a" + "01" + "01020304" + "05060708090a0b0c");
    golden.put(Keyspace.jobs(true), "6a" + "00");
    golden.put(Keyspace.jobs(false), "6a" + "01");
    golden.put(AuditKeys.record(300), "68" + "fffffffffffffed3");
    golden.put(AuditKeys.records(), "68");
    golden.put(Keyspace.savedSetting("bans"), "66" + "62616e73");
    golden.put(AccountKeys.administrator("AKIA1"), "71" + "414b494131");
    golden.put(AccountKeys.administrators(), "71");
    golden.put(AccountKeys.userName("Anna"), "77" + "616e6e61");
    golden.put(AccountKeys.canonicalId("c0"), "78" + "6330");
    golden.put(AccountKeys.lastUse("AKIA1"), "79" + "414b494131");
    golden.put(AccountKeys.lastSeen("AKIA1"), "7a" + "414b494131");
    golden.put(
        QuarantineKeys.row(1, Keyspace.bucket("photos")),
        "51" + "fffffffffffffffe" + "62" + "70686f746f73");
    golden.put(QuarantineKeys.rows(), "51");
    golden.forEach((key, hex) -> assertThat(HexFormat.of().formatHex(key.bytes())).isEqualTo(hex));
  }

  @Test
  void objectsSortByBucketAndThenByTheBytesOfTheirKeys() {
    // Field survey 13: the order of whole keys in UTF-8, not of path segments or UTF-16.
    List<String> keys =
        List.of(
            "\u0000",
            "\n",
            " ",
            "a",
            "a\u0000",
            "a-b",
            "a/",
            "a//",
            "a/b",
            "a0",
            "b",
            "\u007F",
            "\u0080",
            "ü",
            "\uFFFD",
            "\uD83D\uDE00",
            "\uDBFF\uDFFF");
    List<Key> expected = new ArrayList<>();
    for (long bucket : new long[] {1, 2, 255, 256, 1L << 40}) {
      keys.forEach(key -> expected.add(Keyspace.object(bucket, utf8(key))));
    }
    List<Key> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(Comparator.naturalOrder());
    assertThat(shuffled).isEqualTo(expected);
  }

  @Test
  void versionsSortAsTheirObjectsDoAndOfOneObjectTheLatestFirst() {
    List<String> names = List.of("\u0000", "a", "a\u0000", "a\u0000\u0000", "a-b", "a/b", "ü");
    List<Key> expected = new ArrayList<>();
    for (String name : names) {
      for (long sequence : new long[] {Long.MAX_VALUE, 300, 2, 1}) {
        expected.add(Keyspace.version(1, utf8(name), sequence));
      }
    }
    List<Key> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(Comparator.naturalOrder());
    assertThat(shuffled).isEqualTo(expected);
  }

  @Test
  void noDelimiterIsFoundBehindTheNameOfAVersion() {
    for (String delimiter : List.of("/", "\u0000", "\u0000\u0000", "a", "ÿ", "\uDBFF\uDFFF")) {
      byte[] bytes = Keyspace.filedDelimiter(delimiter);
      int prefix = Keyspace.versions(1, new byte[0]).bytes().length;
      for (long sequence = 1; sequence < 1L << 62; sequence = sequence * 3 + 1) {
        Key key = Keyspace.version(1, utf8("b"), sequence);
        assertThat(new ScanRequest.Fold(prefix, bytes).prefixOf(key)).isEmpty();
      }
      Key inName = Keyspace.version(1, utf8("b" + delimiter + "c"), 1);
      assertThat(new ScanRequest.Fold(prefix, bytes).prefixOf(inName).map(Keyspace::foldedKey))
          .contains("b" + delimiter);
    }
  }

  @Test
  void aBucketIsOneRangeOfObjects() {
    Key all = Keyspace.objects(255, new byte[0]);
    Key last = Keyspace.object(255, utf8("\uDBFF\uDFFF".repeat(256)));
    assertThat(last).isLessThan(all.afterPrefix());
    assertThat(Keyspace.object(256, utf8("\u0000"))).isGreaterThan(all.afterPrefix());
  }

  @Test
  void blobsSortByStartAndThenBySequence() {
    List<BlobId> ids =
        List.of(
            new BlobId(1, 0),
            new BlobId(1, 255),
            new BlobId(1, 256),
            new BlobId(1, Long.MAX_VALUE),
            new BlobId(2, 0),
            new BlobId(Integer.MAX_VALUE, 0));
    assertThat(ids.stream().map(Keyspace::garbage)).isSorted();
    assertThat(ids).isSorted();
  }

  @Test
  void noTwoThingsHaveOneKey() {
    List<Key> keys = everyKind();
    assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
  }

  @Test
  void keysAreTakenApartAsTheyWerePutTogether() {
    assertThat(everyKind().stream().map(key -> StoredKey.of(key).orElseThrow()))
        .containsExactly(
            new StoredKey.OfBucket("photos"),
            new StoredKey.OfCounter(300, BucketCounter.OBJECTS),
            new StoredKey.OfCounter(300, BucketCounter.BYTES),
            new StoredKey.OfGarbage(BLOB),
            new StoredKey.OfInlineBytes(BLOB),
            new StoredKey.OfVersion(300, "a/ü\u0000", 77),
            new StoredKey.OfNullVersion(300, "a/ü"),
            new StoredKey.OfUpload(300, "\u0000", BLOB),
            new StoredKey.OfPart(BLOB, 10_000),
            new StoredKey.OfUploadByAge(BLOB),
            new StoredKey.OfBucketSetting(300, BucketSetting.TAGS),
            new StoredKey.OfLease(7),
            new StoredKey.OfObject(300, "a/ü"),
            new StoredKey.OfLayoutNamings(BLOB),
            new StoredKey.OfLayoutExtents(BLOB, 1L << 45),
            new StoredKey.OfLayoutParts(BLOB, 10_000),
            new StoredKey.OfLayoutIndex(BLOB),
            new StoredKey.OfReferences(BLOB),
            new StoredKey.OfSystem(SystemRecord.STARTS),
            new StoredKey.OfSavedSetting("bans"),
            new StoredKey.OfUserLimits("AKIA1"),
            new StoredKey.OfUser("AKIA1"),
            new StoredKey.OfAccessKey("AKIA1"),
            new StoredKey.OfAuditRecord(300),
            new StoredKey.OfAdministrator("AKIA1"),
            new StoredKey.OfUserName("anna"),
            new StoredKey.OfCanonicalId("c0"),
            new StoredKey.OfLastUse("AKIA1"),
            new StoredKey.OfLastSeen("AKIA1"),
            new StoredKey.OfQuarantine(7, Keyspace.bucket("photos")));
    assertThat(Keyspace.objectKey(Keyspace.object(300, utf8("a/ü")))).isEqualTo("a/ü");
    assertThat(Keyspace.bucketName(Keyspace.bucket("photos"))).isEqualTo("photos");
    assertThat(Keyspace.accountName(Keyspace.accessKey("AKIA1"))).isEqualTo("AKIA1");
    assertThat(Keyspace.garbageBlob(Keyspace.garbage(BLOB))).isEqualTo(BLOB);
  }

  @Test
  void whatIsNoKeyOfATableIsNotTakenForOne() {
    List<String> none =
        List.of(
            "00",
            "ff",
            "62",
            "62ff",
            "63",
            "6300000000000000010100",
            "6300000000000000010a",
            "67",
            "68",
            "68ffffffffffffff",
            "71",
            "77",
            "78",
            "79",
            "7a",
            "51",
            "51fffffffffffffffe",
            "670000000000000000000000",
            "67000000000000000000000000",
            "6b",
            "6b000000000000000108",
            "6b00000000000000010100",
            "6c",
            "6c" + "01020304" + "05060708090a0b0c",
            "6c" + "01020304" + "05060708090a0b0c" + "0000",
            "6c" + "01020304" + "05060708090a0b0c" + "01",
            "6c" + "01020304" + "05060708090a0b0c" + "02" + "27",
            "6c" + "01020304" + "05060708090a0b0c" + "0300",
            "6c" + "01020304" + "05060708090a0b0c" + "04",
            "6f",
            "6f0000000000000001",
            "6f000000000000000180",
            "73",
            "7378",
            "74",
            "74010203",
            "740102030405",
            "75",
            "76",
            "76" + "0000000000000001" + "61",
            "76" + "0000000000000001" + "61" + "00f8" + "ff".repeat(22),
            "76" + "0000000000000001" + "61" + "00f9" + "ff".repeat(21) + "f8",
            "76" + "0000000000000001" + "6100" + "00f8" + "ff".repeat(21) + "f8",
            "76" + "0000000000000001" + "00f8" + "ff".repeat(21) + "f8",
            "6d",
            "6d" + "0000000000000001" + "61" + "00f8" + "f8".repeat(32),
            "6e",
            "70",
            "70" + "01020304" + "05060708090a0b0c",
            "64");
    for (String hex : none) {
      assertThat(StoredKey.of(Key.of(HexFormat.of().parseHex(hex)))).as(hex).isEmpty();
    }
  }

  private static List<Key> everyKind() {
    return List.of(
        Keyspace.bucket("photos"),
        Keyspace.counter(300, BucketCounter.OBJECTS),
        Keyspace.counter(300, BucketCounter.BYTES),
        Keyspace.garbage(BLOB),
        Keyspace.inlineBytes(BLOB),
        Keyspace.version(300, utf8("a/ü\u0000"), 77),
        Keyspace.nullVersion(300, utf8("a/ü")),
        Keyspace.upload(300, utf8("\u0000"), BLOB),
        Keyspace.part(BLOB, 10_000),
        Keyspace.uploadByAge(BLOB),
        Keyspace.bucketSetting(300, BucketSetting.TAGS),
        LeaseKeys.lease(7),
        Keyspace.object(300, utf8("a/ü")),
        Keyspace.layoutNamings(BLOB),
        Keyspace.layoutExtents(BLOB, 1L << 45),
        Keyspace.layoutParts(BLOB, 10_000),
        Keyspace.layoutIndex(BLOB),
        Keyspace.references(BLOB),
        Keyspace.system(SystemRecord.STARTS),
        Keyspace.savedSetting("bans"),
        Keyspace.userLimits("AKIA1"),
        Keyspace.user("AKIA1"),
        Keyspace.accessKey("AKIA1"),
        AuditKeys.record(300),
        AccountKeys.administrator("AKIA1"),
        AccountKeys.userName("Anna"),
        AccountKeys.canonicalId("c0"),
        AccountKeys.lastUse("AKIA1"),
        AccountKeys.lastSeen("AKIA1"),
        QuarantineKeys.row(7, Keyspace.bucket("photos")));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
