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
    HotSpotDiagnosticMXBean runtime =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    // What was asked for: what the runtime says it has depends on the size of its pages.
    long heapBytes = Long.parseLong(runtime.getVMOption("MaxHeapSize").getValue());
    long given = Long.parseLong(runtime.getVMOption("MaxDirectMemorySize").getValue());
    // Without the option it is as much as the heap.
    return new Memory(heapBytes, given == 0 ? heapBytes : given);
  }
}
