package io.bytebucket.server.config;

import io.bytebucket.server.jetty.RequestLimits;

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
 * @param directBytes what the buffers of all connections of both ports may take beside the heap
 */
public record Limits(
    int connections,
    int headerBytes,
    int headerFields,
    int queryParameters,
    long headerMemoryBytes,
    long requestMemoryBytes,
    long documentMemoryBytes,
    long directBytes) {
  /** What a connection takes of the heap that waits, and has sent a header that is just kept. */
  static final long CONNECTION_BYTES = 12 << 10;

  /** What it takes over TLS. */
  static final long TLS_CONNECTION_BYTES = 24 << 10;

  /**
   * What the server needs of the heap for itself, what clients send aside: room for what is young,
   * cached records, what lives as long as the process, what operators send, and 4 MiB that
   * collections copy to.
   */
  private static final long OWN_BYTES = 78 << 20;

  /**
   * What the server needs of the memory beside the heap for itself: 16 MiB that objects are read
   * and written through, and what the runtime copies through.
   */
  private static final long OWN_DIRECT_BYTES = 20 << 20;

  /** With less heap than this the server does not start: it would serve hardly anybody. */
  static final long MIN_HEAP_BYTES = 112 << 20;

  /** So much of the heap may count for each byte of buffers that may be beside it. */
  private static final int HEAP_FOR_BUFFERS = 5;

  /** The admin address has this part of the connections. */
  private static final int ADMIN_PART = 16;

  private static final int ADMIN_HEADER_BYTES = 64 << 10;
  private static final int ADMIN_DOCUMENT_BYTES = 4 << 20;
  private static final String AUTO = "auto";
  private static final int MIN_CONNECTIONS = 16;
  private static final int MAX_CONNECTIONS = 1_000_000;
  private static final int MIN_HEADER_BYTES = 8 << 10;
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int MIN_ENTRIES = 64;
  private static final int MAX_ENTRIES = 10_000;
  private static final int MIN_MEMORY_BYTES = 2 << 20;
  private static final int MAX_MEMORY_BYTES = 1 << 30;

  /** How many of 16 parts of what clients may take each purpose gets. */
  private static final int CONNECTION_PARTS = 4;

  private static final int HEADER_PARTS = 3;
  private static final int REQUEST_PARTS = 6;
  private static final int DOCUMENT_PARTS = 3;
  private static final int PARTS = 16;

  /**
   * The limits that the settings give for a heap.
   *
   * @throws ConfigException when a value is out of range, when all together do not fit the heap, or
   *     when that is too small
   */
  static Limits of(Settings settings, Memory memory) {
    long heapBytes = Math.min(memory.heapBytes(), HEAP_FOR_BUFFERS * memory.bufferBytes());
    requireHeap(heapBytes, memory);
    long shared = shared(heapBytes);
    long part = shared / PARTS;
    long connectionBytes = TlsSettings.isAny(settings) ? TLS_CONNECTION_BYTES : CONNECTION_BYTES;
    int headerMemory = memory(settings, Setting.HEADER_MEMORY, part * HEADER_PARTS);
    Limits limits =
        new Limits(
            automatic(
                settings,
                Setting.MAX_CONNECTIONS,
                MIN_CONNECTIONS,
                MAX_CONNECTIONS,
                part * CONNECTION_PARTS / connectionBytes),
            automatic(
                settings,
                Setting.MAX_HEADER_SIZE,
                MIN_HEADER_BYTES,
                MAX_HEADER_BYTES,
                headerMemory / RequestLimits.HEADER_BYTE_COST),
            number(settings, Setting.MAX_HEADER_FIELDS, MIN_ENTRIES, MAX_ENTRIES),
            number(settings, Setting.MAX_QUERY_PARAMETERS, MIN_ENTRIES, MAX_ENTRIES),
            headerMemory,
            memory(settings, Setting.REQUEST_MEMORY, part * REQUEST_PARTS),
            memory(settings, Setting.DOCUMENT_MEMORY, part * DOCUMENT_PARTS),
            Math.max(MIN_MEMORY_BYTES, (memory.bufferBytes() - OWN_DIRECT_BYTES) / 2));
    limits.requireFit(shared, heapBytes, connectionBytes);
    return limits;
  }

  private static void requireHeap(long heapBytes, Memory memory) {
    if (heapBytes < MIN_HEAP_BYTES) {
      throw new ConfigException(
          ("JAVA_OPTS: the heap (-Xmx) must be at least %d MiB and is %d, and buffers beside it"
                  + " (-XX:MaxDirectMemorySize) at least %d MiB and are %d")
              .formatted(
                  MIN_HEAP_BYTES >> 20,
                  memory.heapBytes() >> 20,
                  Math.ceilDiv(MIN_HEAP_BYTES, HEAP_FOR_BUFFERS << 20),
                  memory.bufferBytes() >> 20));
    }
  }

  /** How much of the heap clients may take in all. */
  private static long shared(long heapBytes) {
    long free = heapBytes - OWN_BYTES;
    // What is not counted is small, and an eighth of what is.
    return free - free / 8;
  }

  /** The same for the admin address, where few ask for little. */
  public Limits admin() {
    return new Limits(
        Math.max(MIN_CONNECTIONS, connections / ADMIN_PART),
        Math.min(headerBytes, ADMIN_HEADER_BYTES),
        headerFields,
        queryParameters,
        MIN_MEMORY_BYTES,
        MIN_MEMORY_BYTES,
        ADMIN_DOCUMENT_BYTES,
        directBytes);
  }

  private void requireFit(long allowedBytes, long heapBytes, long connectionBytes) {
    long wanted =
        connections * connectionBytes
            + headerMemoryBytes
            + requestMemoryBytes
            + documentMemoryBytes;
    if ((long) headerBytes * RequestLimits.HEADER_BYTE_COST > headerMemoryBytes) {
      throw new ConfigException(
          "HEADER_MEMORY must be at least %d times MAX_HEADER_SIZE"
              .formatted(RequestLimits.HEADER_BYTE_COST));
    }
    if (wanted > allowedBytes) {
      throw new ConfigException(
          "MAX_CONNECTIONS (%d bytes each), HEADER_MEMORY, REQUEST_MEMORY and DOCUMENT_MEMORY come to %d bytes; with a heap of %d they may have %d"
              .formatted(connectionBytes, wanted, heapBytes, allowedBytes));
    }
  }

  private static int memory(Settings settings, Setting setting, long automatic) {
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
