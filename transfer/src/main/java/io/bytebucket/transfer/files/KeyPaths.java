package io.bytebucket.transfer.files;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Where the bytes of a version go in an export: below {@code objects}, if its key can be a path
 * there, else under a name that follows from a hash of the key, which never clashes.
 */
final class KeyPaths {
  /** Where keys are paths. */
  static final String OBJECTS = "objects";

  /** Where all else is that belongs to an export. */
  static final String EXPORT = "export";

  /** What the original keeps beside an object. */
  static final String META = ".meta";

  static final String TAGS = ".tags.json";
  static final String ACL = ".acl.json";
  static final String CORS = ".cors.json";

  /** What a file system takes for one name, less the longest ending that is added to it. */
  private static final int SEGMENT_BYTES = 255 - TAGS.length();

  /** Leaves room for the directory that all is in: Linux takes 4,096 for a path. */
  private static final int PATH_BYTES = 2_048;

  private static final String NOT_PORTABLE = "<>:\"|?*\\";
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "com", "lpt", "conin$", "conout$");

  private KeyPaths() {}

  /**
   * Whether a key can be a path.
   *
   * @param isPortable whether also on file systems that take upper and lower case, or forms of
   *     Unicode, for the same, and under Windows
   */
  static boolean canBePath(String key, boolean isPortable) {
    if (key.getBytes(StandardCharsets.UTF_8).length > PATH_BYTES) {
      return false;
    }
    for (String segment : key.split("/", -1)) {
      if (!isName(segment) || (isPortable && !isPortable(segment))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String segment) {
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && !segment.equals(ACL)
        && !segment.equals(CORS)
        && !segment.endsWith(META)
        && !segment.endsWith(TAGS)
        // What the original calls its unfinished files.
        && !segment.startsWith(".upload-")
        && !segment.endsWith(".mpu.tmp")
        && segment.chars().noneMatch(c -> c < 0x20 || c == 0x7F)
        && segment.getBytes(StandardCharsets.UTF_8).length <= SEGMENT_BYTES;
  }

  /** Only what looks the same everywhere; of the rest somebody always takes two for one. */
  private static boolean isPortable(String segment) {
    String stem = segment.contains(".") ? segment.substring(0, segment.indexOf('.')) : segment;
    return segment.chars().allMatch(c -> c >= 0x20 && c < 0x7F && NOT_PORTABLE.indexOf(c) < 0)
        && segment.equals(segment.toLowerCase(Locale.ROOT))
        && !segment.endsWith(".")
        && !segment.endsWith(" ")
        && !DEVICES.contains(stem.replaceAll("[0-9]\\z", ""));
  }

  /** The path of the current version of an object whose key can be one. */
  static String ofKey(String bucket, String key) {
    return OBJECTS + "/" + bucket + "/" + key;
  }

  /** The path of any other version. */
  static String ofVersion(String bucket, String key, long sequence) {
    byte[] hash = Digests.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
    String name = HexFormat.of().formatHex(hash, 0, 16);
    return EXPORT
        + "/bytes/"
        + bucket
        + "/"
        + name.substring(0, 2)
        + "/"
        + name
        + "-"
        + HexFormat.of().toHexDigits(sequence);
  }
}
