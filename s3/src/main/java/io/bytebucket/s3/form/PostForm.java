package io.bytebucket.s3.form;

import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form of which everything before the file has been read. For one thread.
 *
 * @param fields the values by name in lower case, in the order sent, with the name of the file put
 *     in where they ask for it; without those whose names S3 ignores
 * @param file the bytes of the file, not read yet. They count only when a read has returned -1:
 *     then the form is whole.
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST
 *     Object</a>
 */
public record PostForm(Map<String, String> fields, InputStream file) {
  /** The most that may stand before the file, as on AWS: fields, their headers and boundaries. */
  static final int HEAD_LIMIT_BYTES = 20 << 10;

  /** Room for the longest boundary and other parameters; a longer one is not taken apart. */
  private static final int CONTENT_TYPE_CHARS_MAX = 1_024;

  private static final String FILE = "file";
  private static final String KEY = "key";
  private static final String IGNORED_PREFIX = "x-ignore-";

  /** What stands for the name of the file, in the value of any field; for itself without one. */
  private static final String FILE_NAME_VARIABLE = "${filename}";

  /**
   * Reads the fields before the file; those after it mean nothing.
   *
   * @param contentType the header of the request that tells what its body is
   * @param memory what the fields take of memory; theirs until they are no longer needed
   * @throws S3Exception with {@link S3ErrorCode#PRECONDITION_FAILED} when it is no such form, or
   *     with {@link S3ErrorCode#MALFORMED_POST_REQUEST}, {@link
   *     S3ErrorCode#MAX_POST_PRE_DATA_LENGTH_EXCEEDED}, or {@link S3ErrorCode#INVALID_ARGUMENT}
   *     when it lacks the key or the file, or has a field twice
   * @throws io.bytebucket.core.failure.StoreException when there is no room for the fields
   * @throws IOException when the client went away or was too slow
   */
  public static PostForm read(
      Optional<String> contentType, InputStream body, MemoryBudget.Share memory)
      throws IOException {
    MultipartReader parts =
        new MultipartReader(body, boundary(contentType), HEAD_LIMIT_BYTES, memory);
    Map<String, String> fields = new LinkedHashMap<>();
    for (Optional<PartHeader> part = parts.next(); part.isPresent(); part = parts.next()) {
      String name = part.get().name();
      if (name.equals(FILE)) {
        requireKey(fields);
        parts.liftLimit();
        part.get().fileName().ifPresent(fileName -> expand(fields, baseName(fileName)));
        return new PostForm(Collections.unmodifiableMap(fields), new FileStream(parts));
      }
      String value = parts.text();
      if (!name.startsWith(IGNORED_PREFIX) && fields.put(name, value) != null) {
        // Two values for one name: the policy might hold for one and the other be used.
        throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "A field of the form is there twice.")
            .with("ArgumentName", name);
      }
    }
    throw new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT, "POST requires exactly one file upload per request.")
        .with("ArgumentName", FILE)
        .with("ArgumentValue", "0");
  }

  /** The error for a field that is not there, or not before the file. */
  public static S3Exception missing(String name) {
    return new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT,
            "Bucket POST must contain a field named '"
                + name
                + "'.  If it is specified, please check the order of the fields.")
        .with("ArgumentName", name)
        .with("ArgumentValue", "");
  }

  private static void requireKey(Map<String, String> fields) {
    String key = fields.get(KEY);
    if (key == null) {
      throw missing(KEY);
    }
  }

  private static String boundary(Optional<String> contentType) {
    HeaderParameters type =
        contentType
            .filter(text -> text.length() <= CONTENT_TYPE_CHARS_MAX)
            .flatMap(HeaderParameters::parse)
            .filter(parsed -> parsed.value().equals("multipart/form-data"))
            .orElseThrow(() ->
                new S3Exception(S3ErrorCode.PRECONDITION_FAILED)
                    .with(
                        "Condition",
                        "Bucket POST must be of the enclosure-type multipart/form-data"));
    return type.parameter("boundary")
        .filter(boundary ->
            !boundary.isEmpty() && boundary.length() <= MultipartReader.BOUNDARY_LIMIT_CHARS)
        .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_POST_REQUEST));
  }

  /** What follows the last slash of either kind: browsers may send the whole path of a file. */
  private static String baseName(String fileName) {
    return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  }

  /** A short field could ask for a long name many times; all together stay under the limit. */
  private static void expand(Map<String, String> fields, String fileName) {
    long expandedChars = 0;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String value = field.getValue();
      int without = value.replace(FILE_NAME_VARIABLE, "").length();
      int times = (value.length() - without) / FILE_NAME_VARIABLE.length();
      expandedChars += without + (long) times * fileName.length();
      if (expandedChars > HEAD_LIMIT_BYTES) {
        throw new S3Exception(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED);
      }
      field.setValue(value.replace(FILE_NAME_VARIABLE, fileName));
    }
  }

  /** The file; its end is told only when the rest of the form has been read and is whole. */
  private static final class FileStream extends InputStream {
    private final MultipartReader parts;
    private boolean ended;

    FileStream(MultipartReader parts) {
      this.parts = parts;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (ended || length == 0) {
        return ended ? -1 : 0;
      }
      int read = parts.read(bytes, offset, length);
      if (read < 0) {
        parts.finish();
        ended = true;
      }
      return read;
    }
  }
}
