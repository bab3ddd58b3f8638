package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the machine.
 *
 * @param forces held while the file is forced
 * @param forceWait how long a force waits for its turn, until it fails
 */
record RealFile(FileChannel channel, Semaphore forces, Duration forceWait) implements DiskFile {
  private static final Logger LOG = LoggerFactory.getLogger(RealFile.class);

  @Override
  public long lengthBytes() throws IOException {
    return channel.size();
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return channel.read(bytes, position);
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    try {
      return channel.write(bytes, position);
    } catch (IOException e) {
      throw FullDisk.recognise(e);
    }
  }

  @Override
  public void forceData() throws IOException {
    force(false);
  }

  @Override
  public void force() throws IOException {
    force(true);
  }

  /** A file system that puts off finding room for written bytes reports its lack only here. */
  private void force(boolean withMetadata) throws IOException {
    try {
      if (!forces.tryAcquire(forceWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the disk does not get on with what is to be forced");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before bytes were forced");
    }
    try {
      channel.force(withMetadata);
    } catch (IOException e) {
      throw FullDisk.recognise(e);
    } finally {
      forces.release();
    }
  }

  /** What could be lost was forced before, or nobody counts on it. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("could not close a file");
    }
  }
}
