package io.bytebucket.core.schema;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes every key of the metadata store and takes it apart. The first byte of a key names its
 * table. Numbers are big-endian, so that the keys sort as the numbers do. {@code
 * docs/on-disk-format.md} describes the same keys for somebody who does not have this code.
 *
 * <pre>
 *   A ...                      what is kept of past requests, see {@link ActivityKeys}
 *   L user-id                  limits of a user
 *   a access-key-id            access key of a user
 *   b name                     bucket
 *   c bucket-id kind           counter of a bucket
 *   e bucket-id                bucket that is gone, whose open uploads are to be freed
 *   f name                     setting that was saved while a server ran
 *   g blob-id                  blob to be deleted, with where it is kept
 *   d upload-id                upload that is open, or was completed lately
 *   i blob-id                  bytes of an inline blob (the bulk table)
 *   j state job-id             job; the state is 0 while it is open, else 1
 *   k bucket-id setting        setting of a bucket
 *   l layout-id 0              how many versions name a layout
 *   l layout-id 1 end          some extents of a layout, by where they end in the object
 *   l layout-id 2 number       some parts of a layout, by the number of the last
 *   l layout-id 3              which of these rows a layout has
 *   m bucket-id key upload-id  upload in parts
 *   n bucket-id key            where the null version is that is not current
 *   o bucket-id key            current version of an object
 *   p upload-id number         part of an upload
 *   r blob-id                  references to a blob
 *   s name                     state of the system: counters and marks
 *   u user-id                  user
 *   v bucket-id key version    version that is not current, or a delete marker
 *   h, q, Q, S, t, w, x, y, z  the audit log, quarantine, sign-ins, leases, and beside users
 * </pre>
 *
 * <p>{@link AuditKeys}, {@link QuarantineKeys}, {@link SignInKeys}, {@link LeaseKeys} and {@link
 * AccountKeys} make those of the last line. Where something follows the object key, {@link
 * FiledKey} writes it so that the keys still sort by object key.
 */
public final class Keyspace {
  /** The table of inline bytes. Its values are large, so an engine may want to store it apart. */
  public static final byte BULK_TAG = 'i';

  /** How many bytes stand before the object key in a key of {@link #object}. */
  public static final int OBJECT_PREFIX_BYTES = 1 + Long.BYTES;

  static final byte ACCESS_KEY_TAG = 'a';
  static final byte BUCKET_TAG = 'b';
  static final byte COUNTER_TAG = 'c';
  static final byte ENDED_BUCKET_TAG = 'e';
  static final byte SAVED_SETTING_TAG = 'f';
  static final byte GARBAGE_TAG = 'g';
  static final byte JOB_TAG = 'j';
  static final byte LAYOUT_TAG = 'l';
  static final byte NULL_VERSION_TAG = 'n';
  static final byte OBJECT_TAG = 'o';
  static final byte PART_TAG = 'p';
  static final byte USER_LIMITS_TAG = 'L';
  static final byte REFERENCE_TAG = 'r';
  static final byte SETTING_TAG = 'k';
  static final byte SYSTEM_TAG = 's';
  static final byte UPLOAD_TAG = 'm';
  static final byte UPLOAD_AGE_TAG = 'd';
  static final byte USER_TAG = 'u';
  static final byte VERSION_TAG = 'v';

  /** What the rows of a layout are: the byte behind its id. */
  static final byte LAYOUT_NAMINGS = 0;

  static final byte LAYOUT_EXTENTS = 1;
  static final byte LAYOUT_PARTS = 2;
  static final byte LAYOUT_INDEX = 3;

  /** Where that byte is. */
  static final int LAYOUT_KIND_AT = 1 + BlobId.LENGTH_BYTES;

  /** The tail of a version's key. */
  static final int VERSION_BYTES = Long.BYTES;

  /** The length of a key of {@link #job}. */
  static final int JOB_BYTES = 2 + BlobId.LENGTH_BYTES;

  /** What is counted for each bucket. */
  public enum BucketCounter {
    /** Current versions that are not delete markers. */
    OBJECTS((byte) 1),
    /** Their bytes. */
    BYTES((byte) 2),
    /** Versions that are not current, and delete markers. */
    NONCURRENT_VERSIONS((byte) 3),
    /** Their bytes. */
    NONCURRENT_BYTES((byte) 4),
    /** Uploads in parts that are neither completed nor aborted. */
    UPLOADS((byte) 5),
    /** The bytes of their parts, but for parts that earlier versions of the program took in. */
    PART_BYTES((byte) 6);

    private final byte kind;

    BucketCounter(byte kind) {
      this.kind = kind;
    }

    /**
     * Whether it counts uploads that are under way, which outlive their bucket for a while: then so
     * does the counter.
     */
    public boolean isOfUploads() {
      return this == UPLOADS || this == PART_BYTES;
    }

    static Optional<BucketCounter> of(byte kind) {
      return Arrays.stream(values()).filter(counter -> counter.kind == kind).findFirst();
    }
  }

  /** Single records of the system. */
  public enum SystemRecord {
    /** Counter: how many bucket ids were given out. */
    BUCKET_IDS("bucket-ids"),
    /** Counter: how many buckets there are. */
    BUCKETS("buckets"),
    /** Counter: how often a server has started on this store. */
    STARTS("starts"),
    /** Counter: grows with every start and every renewal of a lease, and orders the two. */
    EPOCH("epoch"),
    /** Mark of servers before there were leases: one is running, or did not end in order. */
    RUNNING("running"),
    /** Mark: blobs that no record names may be lying about; it says since which start. */
    SWEEP_DUE("sweep-due"),
    /** Mark: every user can be found by name and by canonical id, and administrators are known. */
    USERS_INDEXED("users-indexed"),
    /** Both ends of the audit log. */
    AUDIT_HEAD("audit-head");

    private final String text;

    SystemRecord(String text) {
      this.text = text;
    }

    static Optional<SystemRecord> of(String text) {
      return Arrays.stream(values()).filter(record -> record.text.equals(text)).findFirst();
    }
  }

  private Keyspace() {}

  /** The bucket of that name. */
  public static Key bucket(String name) {
    return tagged(BUCKET_TAG, name);
  }

  /** What every key of {@link #bucket} that starts with {@code namePrefix} begins with. */
  public static Key buckets(String namePrefix) {
    return tagged(BUCKET_TAG, namePrefix);
  }

  /** The bucket name in a key of {@link #bucket}. */
  public static String bucketName(Key key) {
    return untagged(key);
  }

  /** A counter of a bucket. */
  public static Key counter(long bucketId, BucketCounter counter) {
    return Key.of(
        ByteBuffer.allocate(Long.BYTES + 2)
            .put(COUNTER_TAG)
            .putLong(bucketId)
            .put(counter.kind)
            .array());
  }

  /** What every key of {@link #counter} begins with. */
  public static Key counters() {
    return Key.of(new byte[] {COUNTER_TAG});
  }

  /** The note that a bucket is gone, and that what was uploaded to it still has to be freed. */
  public static Key endedBucket(long bucketId) {
    return Key.of(
        ByteBuffer.allocate(1 + Long.BYTES).put(ENDED_BUCKET_TAG).putLong(bucketId).array());
  }

  /** What every key of {@link #endedBucket} begins with. */
  public static Key endedBuckets() {
    return Key.of(new byte[] {ENDED_BUCKET_TAG});
  }

  /** The bucket id in a key of {@link #endedBucket}. */
  public static long endedBucketId(Key key) {
    return ByteBuffer.wrap(key.bytes()).getLong(1);
  }

  /** A setting of a bucket. */
  public static Key bucketSetting(long bucketId, BucketSetting setting) {
    return Key.of(
        ByteBuffer.allocate(Long.BYTES + 2)
            .put(SETTING_TAG)
            .putLong(bucketId)
            .put(setting.kind())
            .array());
  }

  /** The current version of the object with this key, in UTF-8. */
  public static Key object(long bucketId, byte[] objectKey) {
    return Key.of(
        ByteBuffer.allocate(OBJECT_PREFIX_BYTES + objectKey.length)
            .put(OBJECT_TAG)
            .putLong(bucketId)
            .put(objectKey)
            .array());
  }

  /** What the key of every object of a bucket that starts with {@code keyPrefix} begins with. */
  public static Key objects(long bucketId, byte[] keyPrefix) {
    return object(bucketId, keyPrefix);
  }

  /** The object key, in UTF-8, in a key of {@link #object}, or the prefix in a folded one. */
  public static String objectKey(Key key) {
    byte[] bytes = key.bytes();
    return new String(
        bytes, OBJECT_PREFIX_BYTES, bytes.length - OBJECT_PREFIX_BYTES, StandardCharsets.UTF_8);
  }

  /** A version that is not current; of one object key, later versions sort first. */
  public static Key version(long bucketId, byte[] objectKey, long sequence) {
    byte[] tail = ByteBuffer.allocate(VERSION_BYTES).putLong(~sequence).array();
    return FiledKey.of(VERSION_TAG, bucketId, objectKey, tail);
  }

  /** What every key of {@link #version} of that object begins with. */
  public static Key versionsOf(long bucketId, byte[] objectKey) {
    return FiledKey.allOf(VERSION_TAG, bucketId, objectKey);
  }

  /** What every key of {@link #version} of objects under {@code keyPrefix} begins with. */
  public static Key versions(long bucketId, byte[] keyPrefix) {
    return FiledKey.prefix(VERSION_TAG, bucketId, keyPrefix);
  }

  /** The object key in a key of {@link #version}. */
  public static String versionedKey(Key key) {
    return FiledKey.name(key, VERSION_BYTES);
  }

  /** The note which version of an object is called null, where that is not its current version. */
  public static Key nullVersion(long bucketId, byte[] objectKey) {
    return Key.of(
        ByteBuffer.allocate(OBJECT_PREFIX_BYTES + objectKey.length)
            .put(NULL_VERSION_TAG)
            .putLong(bucketId)
            .put(objectKey)
            .array());
  }

  /** An upload; of one object key, later ones sort last. */
  public static Key upload(long bucketId, byte[] objectKey, BlobId upload) {
    return FiledKey.of(UPLOAD_TAG, bucketId, objectKey, upload.toBytes());
  }

  /** What every key of {@link #upload} of that object begins with. */
  public static Key uploadsOf(long bucketId, byte[] objectKey) {
    return FiledKey.allOf(UPLOAD_TAG, bucketId, objectKey);
  }

  /** What every key of {@link #upload} of objects under {@code keyPrefix} begins with. */
  public static Key uploads(long bucketId, byte[] keyPrefix) {
    return FiledKey.prefix(UPLOAD_TAG, bucketId, keyPrefix);
  }

  /** The object key in a key of {@link #upload}. */
  public static String uploadKey(Key key) {
    return FiledKey.name(key, BlobId.LENGTH_BYTES);
  }

  /** The upload id in a key of {@link #upload}. */
  public static BlobId uploadId(Key key) {
    return BlobId.fromBytes(FiledKey.tail(key, BlobId.LENGTH_BYTES), 0);
  }

  /** The common prefix that a fold of {@link #version} or {@link #upload} keys stands for. */
  public static String foldedKey(Key key) {
    return FiledKey.foldedName(key);
  }

  /** A delimiter as it stands in keys of {@link #version} and {@link #upload}. */
  public static byte[] filedDelimiter(String delimiter) {
    return FiledKey.escape(delimiter.getBytes(StandardCharsets.UTF_8));
  }

  /** A part of an upload. */
  public static Key part(BlobId upload, int number) {
    return Key.of(
        ByteBuffer.allocate(1 + BlobId.LENGTH_BYTES + Short.BYTES)
            .put(PART_TAG)
            .put(upload.toBytes())
            .putShort((short) number)
            .array());
  }

  /** What every key of {@link #part} of that upload begins with. */
  public static Key parts(BlobId upload) {
    return blobKey(PART_TAG, upload);
  }

  /** The number in a key of {@link #part}. */
  public static int partNumber(Key key) {
    return ByteBuffer.wrap(key.bytes()).getShort(1 + BlobId.LENGTH_BYTES) & 0xFFFF;
  }

  /** Where an upload stands that is open or was completed lately, in the order of upload ids. */
  public static Key uploadByAge(BlobId upload) {
    return blobKey(UPLOAD_AGE_TAG, upload);
  }

  /** What every key of {@link #uploadByAge} begins with. */
  public static Key uploadsByAge() {
    return Key.of(new byte[] {UPLOAD_AGE_TAG});
  }

  /** The upload id in a key of {@link #uploadByAge}. */
  public static BlobId agedUpload(Key key) {
    return BlobId.fromBytes(key.bytes(), 1);
  }

  /** The bytes of an inline blob. */
  public static Key inlineBytes(BlobId blob) {
    return blobKey(BULK_TAG, blob);
  }

  /** The references to a blob. */
  public static Key references(BlobId blob) {
    return blobKey(REFERENCE_TAG, blob);
  }

  /** The note that a blob is to be deleted. */
  public static Key garbage(BlobId blob) {
    return blobKey(GARBAGE_TAG, blob);
  }

  /** What every key of {@link #garbage} begins with. */
  public static Key allGarbage() {
    return Key.of(new byte[] {GARBAGE_TAG});
  }

  /** The blob id in a key of {@link #garbage}. */
  public static BlobId garbageBlob(Key key) {
    return BlobId.fromBytes(key.bytes(), 1);
  }

  /** How many versions name a layout. */
  public static Key layoutNamings(BlobId layout) {
    return Key.of(layoutKey(layout, LAYOUT_NAMINGS, 0).array());
  }

  /**
   * Some extents of a layout. The first row at or after {@code end} is the one that holds the byte
   * before it.
   *
   * @param end where they end in the object, in bytes
   */
  public static Key layoutExtents(BlobId layout, long end) {
    return Key.of(layoutKey(layout, LAYOUT_EXTENTS, Long.BYTES).putLong(end).array());
  }

  /** What every key of {@link #layoutExtents(BlobId, long)} of that layout begins with. */
  public static Key layoutExtents(BlobId layout) {
    return Key.of(layoutKey(layout, LAYOUT_EXTENTS, 0).array());
  }

  /** Where the extents end in the object, in a key of {@link #layoutExtents(BlobId, long)}. */
  public static long layoutEnd(Key key) {
    return ByteBuffer.wrap(key.bytes()).getLong(LAYOUT_KIND_AT + 1);
  }

  /**
   * Some parts of a layout.
   *
   * @param last the number of the last of them
   */
  public static Key layoutParts(BlobId layout, int last) {
    return Key.of(layoutKey(layout, LAYOUT_PARTS, Short.BYTES).putShort((short) last).array());
  }

  /** What every key of {@link #layoutParts(BlobId, int)} of that layout begins with. */
  public static Key layoutParts(BlobId layout) {
    return Key.of(layoutKey(layout, LAYOUT_PARTS, 0).array());
  }

  /** The number of the last part, in a key of {@link #layoutParts(BlobId, int)}. */
  public static int layoutLastPart(Key key) {
    return ByteBuffer.wrap(key.bytes()).getShort(LAYOUT_KIND_AT + 1) & 0xFFFF;
  }

  /** Which rows of extents and of parts a layout has. */
  public static Key layoutIndex(BlobId layout) {
    return Key.of(layoutKey(layout, LAYOUT_INDEX, 0).array());
  }

  private static ByteBuffer layoutKey(BlobId layout, byte kind, int tailBytes) {
    return ByteBuffer.allocate(LAYOUT_KIND_AT + 1 + tailBytes)
        .put(LAYOUT_TAG)
        .put(layout.toBytes())
        .put(kind);
  }

  /** A setting that was saved while a server ran. */
  public static Key savedSetting(String name) {
    return tagged(SAVED_SETTING_TAG, name);
  }

  /** A user. */
  public static Key user(String userId) {
    return tagged(USER_TAG, userId);
  }

  /** What every key of {@link #user} begins with. */
  public static Key allUsers() {
    return Key.of(new byte[] {USER_TAG});
  }

  /** The limits of a user. */
  public static Key userLimits(String userId) {
    return tagged(USER_LIMITS_TAG, userId);
  }

  /** What every key of {@link #userLimits} begins with. */
  public static Key allUserLimits() {
    return Key.of(new byte[] {USER_LIMITS_TAG});
  }

  /** An access key of a user. */
  public static Key accessKey(String accessKeyId) {
    return tagged(ACCESS_KEY_TAG, accessKeyId);
  }

  /** What every key of {@link #accessKey} begins with. */
  public static Key allAccessKeys() {
    return Key.of(new byte[] {ACCESS_KEY_TAG});
  }

  /** The id in a key of {@link #user}, {@link #userLimits} or {@link #accessKey}. */
  public static String accountName(Key key) {
    return untagged(key);
  }

  /**
   * A job.
   *
   * @param isOpen whether it has not ended
   */
  public static Key job(boolean isOpen, BlobId job) {
    return Key.of(
        ByteBuffer.allocate(JOB_BYTES)
            .put(JOB_TAG)
            .put((byte) (isOpen ? 0 : 1))
            .put(job.toBytes())
            .array());
  }

  /** What the key of every job begins with that is open, or of every one that has ended. */
  public static Key jobs(boolean isOpen) {
    return Key.of(new byte[] {JOB_TAG, (byte) (isOpen ? 0 : 1)});
  }

  /** The number of the job in a key of {@link #job}. */
  public static BlobId jobNumber(Key key) {
    return BlobId.fromBytes(key.bytes(), 2);
  }

  /** A single record of the system. */
  public static Key system(SystemRecord record) {
    return tagged(SYSTEM_TAG, record.text);
  }

  static Key blobKey(byte tag, BlobId blob) {
    return Key.of(
        ByteBuffer.allocate(1 + BlobId.LENGTH_BYTES).put(tag).put(blob.toBytes()).array());
  }

  static Key tagged(byte tag, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Key.of(ByteBuffer.allocate(1 + bytes.length).put(tag).put(bytes).array());
  }

  private static String untagged(Key key) {
    byte[] bytes = key.bytes();
    return new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
  }
}
