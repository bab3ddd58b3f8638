package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the machine.
 *
 * @param forces held while the file is forced
 */
record RealFile(FileChannel channel, Semaphore forces) implements DiskFile {
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
    forces.acquireUninterruptibly();
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
