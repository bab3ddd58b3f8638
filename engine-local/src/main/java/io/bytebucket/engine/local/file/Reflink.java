package io.bytebucket.engine.local.file;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Copies of files that share their blocks with the original until one of them is written to, where
 * the file system has such copies (XFS, Btrfs, bcachefs, ZFS of late). Thread-safe.
 *
 * <p>Java copies files so where it can, but does not say whether it did; who has to decide what to
 * do instead asks the system, by {@code FICLONE} of ioctl_ficlone(2).
 */
@SuppressWarnings("restricted") // three calls of the system, whose arguments are made here
public final class Reflink {
  private static final long FICLONE = 0x40049409L;
  private static final int READ_ONLY = 0;
  private static final int WRITE_ONLY = 1;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          symbol("open"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle IOCTL =
      LINKER.downcallHandle(
          symbol("ioctl"),
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      LINKER.downcallHandle(
          symbol("close"), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private Reflink() {}

  private static MemorySegment symbol(String name) {
    SymbolLookup lookup = LINKER.defaultLookup();
    return lookup.find(name).orElseThrow(() -> new IllegalStateException("no " + name));
  }

  /**
   * Gives an empty file the content of another one.
   *
   * @param target is there, and has no bytes
   * @return whether it could; if not, the target is as it was
   */
  public static boolean copy(Path source, Path target) {
    try (Arena arena = Arena.ofConfined()) {
      int from = open(arena, source, READ_ONLY);
      int to = open(arena, target, WRITE_ONLY);
      try {
        return from >= 0 && to >= 0 && (int) IOCTL.invokeExact(to, FICLONE, from) == 0;
      } finally {
        close(from);
        close(to);
      }
    } catch (Throwable e) { // what a call of a native function is declared to throw
      throw new IllegalStateException("a system call could not be made", e);
    }
  }

  private static int open(Arena arena, Path file, int mode) throws Throwable {
    return (int) OPEN.invokeExact(arena.allocateFrom(file.toAbsolutePath().toString()), mode);
  }

  private static void close(int file) throws Throwable {
    if (file >= 0) {
      int _ = (int) CLOSE.invokeExact(file);
    }
  }
}
