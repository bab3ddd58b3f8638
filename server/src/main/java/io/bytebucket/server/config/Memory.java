package io.bytebucket.server.config;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory the Java runtime gives this process.
 *
 * @param heapBytes the largest that the heap may become
 * @param bufferBytes how much buffers beside the heap may take
 */
record Memory(long heapBytes, long bufferBytes) {
  /** What this process has. */
  static Memory ofProcess() {
    long heapBytes = Runtime.getRuntime().maxMemory();
    HotSpotDiagnosticMXBean runtime =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long given = Long.parseLong(runtime.getVMOption("MaxDirectMemorySize").getValue());
    // Without the option it is as much as the heap.
    return new Memory(heapBytes, given == 0 ? heapBytes : given);
  }
}
