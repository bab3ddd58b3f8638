package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.util.List;

/**
 * Tells a full disk from other errors. Java passes on the system's error number only as the
 * system's text, so the text is what there is to look at; it is English unless the process runs in
 * another locale and the C library's translations are installed.
 */
final class FullDisk {
  /** ENOSPC and EDQUOT, in the words of glibc, musl and macOS. */
  private static final List<String> TEXTS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Quota exceeded",
          "Disc quota exceeded");

  private FullDisk() {}

  /** The exception itself, or a {@link DiskFullException} when it says that the disk is full. */
  static IOException recognise(IOException e) {
    String message = e.getMessage();
    return message != null && TEXTS.stream().anyMatch(message::endsWith)
        ? new DiskFullException(e)
        : e;
  }
}
