package io.bytebucket.server.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup consists of. It is written last, so that a backup which has one is whole.
 *
 * @param format 1
 * @param name the backup's, after the moment that it shows
 * @param createdAt all that was acknowledged before is in it
 * @param finishedAt when it was made
 * @param program the version of the program that made it
 * @param dataFormat the format of the data directory that it is of
 * @param counts what it shows
 * @param moved what had to be written for it
 * @param files the files that it needs beside blobs, in the order in which their rows are read
 * @param findingsTotal how much of what it shows was damaged or missing as it was made
 * @param findings the first of that
 */
public record Manifest(
    int format,
    String name,
    String createdAt,
    String finishedAt,
    String program,
    int dataFormat,
    Counts counts,
    Moved moved,
    List<StoredFile> files,
    long findingsTotal,
    List<Finding> findings) {
  static final int FORMAT = 1;

  private static final String CHECKSUM = "checksum";
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-]{1,64}");
  private static final Pattern FILE = Pattern.compile("(?:rows|inline)/[0-9A-Za-z-]{1,64}");

  /** What a backup shows; versions that are not current are counted apart, with delete markers. */
  public record Counts(
      long buckets,
      long users,
      long objects,
      long otherVersions,
      long rows,
      long blobs,
      long blobBytes,
      long inlineBlobs,
      long inlineBytes) {
    /** All bytes of all blobs, each once. */
    public long bytes() {
      return blobBytes + inlineBytes;
    }
  }

  /**
   * What was written.
   *
   * @param blobs how many blobs
   * @param blobBytes their files
   * @param metadataBytes rows
   * @param inlineBytes bytes of small objects
   */
  public record Moved(long blobs, long blobBytes, long metadataBytes, long inlineBytes) {
    /** All of it. */
    public long bytes() {
      return blobBytes + metadataBytes + inlineBytes;
    }
  }

  /** A file of a backup, by its path in the directory of backups. */
  public record StoredFile(String path, long bytes, String sha256) {}

  /** Whether nothing was damaged or missing. */
  public boolean isClean() {
    return findingsTotal == 0;
  }

  byte[] encode() {
    return (text() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The document, as it is stored, for people. */
  public String text() {
    return document().toPrettyString();
  }

  /** The same in one line. */
  public String line() {
    return document().toString();
  }

  private ObjectNode document() {
    ObjectNode document = JsonMapper.shared().valueToTree(this);
    document.put(CHECKSUM, checksum(document));
    return document;
  }

  /**
   * The manifest that was written.
   *
   * @throws BackupException when it is none, is damaged, or of a later format
   */
  static Manifest decode(String from, byte[] bytes) {
    try {
      JsonNode tree = JsonMapper.shared().readTree(bytes);
      if (!(tree instanceof ObjectNode document)) {
        throw new BackupException(from + " is no manifest of a backup");
      }
      String stored = document.path(CHECKSUM).asString("");
      document.remove(CHECKSUM);
      if (!stored.equals(checksum(document))) {
        throw new BackupException(from + " is damaged: its checksum is wrong");
      }
      if (document.path("format").asInt(0) != FORMAT) {
        throw new BackupException(from + " was written by a newer program");
      }
      return requireInside(from, JsonMapper.shared().treeToValue(document, Manifest.class));
    } catch (JacksonException e) {
      throw new BackupException(from + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Whoever can write a manifest can make its checksum, too: no path leads out of the directory.
   */
  private static Manifest requireInside(String from, Manifest manifest) {
    boolean isInside =
        isName(manifest.name())
            && manifest.files().stream()
                .allMatch(file -> FILE.matcher(file.path()).matches() && file.bytes() >= 0);
    if (!isInside) {
      throw new BackupException(from + " is damaged: it names files that are of no backup");
    }
    return manifest;
  }

  /** Whether a backup can be called that. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static String checksum(ObjectNode document) {
    return HexFormat.of()
        .formatHex(sha256().digest(document.toString().getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
