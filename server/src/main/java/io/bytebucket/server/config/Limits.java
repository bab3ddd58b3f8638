package io.bytebucket.server.config;

/**
 * How much of the server everybody who sends to it may take together: the one place where each such
 * bound is decided. All follow from the heap that the process has, so that what clients can make it
 * hold, each at its worst, fits beside what the server needs itself. Immutable.
 *
 * @param connections how many connections may be open at once on each port
 * @param headerBytes how long the request line and header fields of one request may be together
 * @param headerFields how many header fields one request may have
 * @param queryParameters how many parameters the query of one request may have
 * @param headerMemoryBytes what all headers that are being read or acted on may take of the heap
 * @param requestMemoryBytes what all requests that are being answered may take for their buffers
 * @param documentMemoryBytes what all documents that were sent and are being read or acted on may
 *     take
 */
public record Limits(
    int connections,
    int headerBytes,
    int headerFields,
    int queryParameters,
    long headerMemoryBytes,
    long requestMemoryBytes,
    long documentMemoryBytes) {
  /** What a connection takes that waits, of the heap and beside it. */
  static final long CONNECTION_BYTES = 16 << 10;

  private static final String AUTO = "auto";
  private static final int MIN_CONNECTIONS = 16;
  private static final int MAX_CONNECTIONS = 1_000_000;
  private static final int MIN_HEADER_BYTES = 8 << 10;
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int MIN_ENTRIES = 64;
  private static final int MAX_ENTRIES = 10_000;
  private static final int MIN_MEMORY_BYTES = 4 << 20;
  private static final int MAX_MEMORY_BYTES = 1 << 30;

  /** Of so many parts of the heap, all of the above may take {@link #SHARED_PARTS}. */
  private static final int PARTS = 16;

  private static final int SHARED_PARTS = 12;
  private static final int CONNECTION_PARTS = 2;
  private static final int HEADER_PARTS = 2;
  private static final int REQUEST_PARTS = 4;
  private static final int DOCUMENT_PARTS = 2;

  /**
   * The limits that the settings give for a heap.
   *
   * @param heapBytes the largest that the heap may become
   * @throws ConfigException when a value is out of range, or all together do not fit the heap
   */
  static Limits of(Settings settings, long heapBytes) {
    long part = heapBytes / PARTS;
    Limits limits =
        new Limits(
            automatic(
                settings,
                Setting.MAX_CONNECTIONS,
                MIN_CONNECTIONS,
                MAX_CONNECTIONS,
                part * CONNECTION_PARTS / CONNECTION_BYTES),
            number(settings, Setting.MAX_HEADER_SIZE, MIN_HEADER_BYTES, MAX_HEADER_BYTES),
            number(settings, Setting.MAX_HEADER_FIELDS, MIN_ENTRIES, MAX_ENTRIES),
            number(settings, Setting.MAX_QUERY_PARAMETERS, MIN_ENTRIES, MAX_ENTRIES),
            memory(settings, Setting.HEADER_MEMORY, part * HEADER_PARTS),
            memory(settings, Setting.REQUEST_MEMORY, part * REQUEST_PARTS),
            memory(settings, Setting.DOCUMENT_MEMORY, part * DOCUMENT_PARTS));
    limits.requireFit(part * SHARED_PARTS, heapBytes);
    return limits;
  }

  private void requireFit(long allowedBytes, long heapBytes) {
    long wanted =
        connections * CONNECTION_BYTES
            + headerMemoryBytes
            + requestMemoryBytes
            + documentMemoryBytes;
    if (wanted > allowedBytes) {
      throw new ConfigException(
          "MAX_CONNECTIONS (%d bytes each), HEADER_MEMORY, REQUEST_MEMORY and DOCUMENT_MEMORY come to %d bytes; with a heap of %d they may have %d"
              .formatted(CONNECTION_BYTES, wanted, heapBytes, allowedBytes));
    }
  }

  private static long memory(Settings settings, Setting setting, long automatic) {
    return automatic(settings, setting, MIN_MEMORY_BYTES, MAX_MEMORY_BYTES, automatic);
  }

  private static int automatic(
      Settings settings, Setting setting, int min, int max, long automatic) {
    return settings.get(setting).filter(AUTO::equals).isPresent()
        ? Math.clamp(automatic, min, max)
        : number(settings, setting, min, max);
  }

  private static int number(Settings settings, Setting setting, int min, int max) {
    try {
      int value = Integer.parseInt(settings.get(setting).orElse(""));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number that is out of range.
    }
    String alsoAllowed = setting.defaultValue().equals(AUTO) ? "auto or " : "";
    throw new ConfigException(
        "%s must be %sa whole number from %d to %d".formatted(setting, alsoAllowed, min, max));
  }
}
