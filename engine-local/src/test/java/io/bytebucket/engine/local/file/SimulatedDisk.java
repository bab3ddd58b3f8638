package io.bytebucket.engine.local.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A disk in memory that keeps what the process sees apart from what a power cut leaves: bytes are
 * durable once their file was forced, names once their directory was. Thread-safe.
 *
 * <p>The usual test runs a scenario once and takes {@link #steps()}, then runs it on a new disk for
 * every step, each time with {@link #cutPowerAt}; when the scenario has ended, by itself or by the
 * exceptions of a dead disk, {@link #powerCut} brings the disk back with what it kept.
 */
public final class SimulatedDisk implements Disk {
  private final SplittableRandom random;
  private final Path root = Path.of("/simulated");
  private final SimulatedDirectory rootDirectory = new SimulatedDirectory();
  private final SimulatedFaults faults = new SimulatedFaults();
  private long freeBytes = Long.MAX_VALUE;
  private boolean shortWrites;
  private int restarts;

  /** An empty disk; all chance in it comes from {@code seed}. */
  public SimulatedDisk(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The directory that is always there. */
  public Path root() {
    return root;
  }

  /** How many calls that change the disk, or make a change durable, there were since power-on. */
  public synchronized int steps() {
    return faults.steps();
  }

  /** The power goes instead of that step, counted from the last power-on, from 1. */
  public synchronized void cutPowerAt(int step) {
    faults.cutPowerAt(step);
  }

  /** The {@code nth} call of that kind from now, from 1, fails as on a bad disk. */
  public synchronized void failAt(DiskCall call, int nth) {
    faults.failAt(call, nth);
  }

  /** Every call of that kind fails as on a bad disk. */
  public synchronized void failAlways(DiskCall call) {
    faults.failAlways(call);
  }

  /** No call fails any more. What was lost stays lost. */
  public synchronized void heal() {
    faults.heal();
  }

  /** How many bytes more the files may hold before the disk is full. */
  public synchronized void freeBytes(long bytes) {
    freeBytes = bytes;
  }

  /** From now on a write takes only some of the bytes. */
  public synchronized void writeShort() {
    shortWrites = true;
  }

  /** Takes the power away and gives it back: only what was forced is left. */
  public void powerCut() {
    restart(Survival.NONE);
  }

  /** Ends everything that is open, and keeps of the changes that were not forced what it says. */
  public synchronized void restart(Survival survival) {
    restarts++;
    rootDirectory.restart(() -> survival.of(random));
    faults.powerOn();
  }

  /** Changes a bit, 0 to 7, of a byte of a forced file, behind everybody's back. */
  public synchronized void flip(Path file, long position, int bit) throws IOException {
    fileAt(file).flip(position, bit);
  }

  @Override
  public synchronized DiskFile create(Path file) throws IOException {
    faults.before(DiskCall.CREATE);
    if (freeBytes <= 0) {
      throw new DiskFullException(null);
    }
    SimulatedFile made = new SimulatedFile();
    if (parentOf(file).entries().putIfAbsent(nameOf(file), made) != null) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return new Handle(made);
  }

  @Override
  public synchronized DiskFile open(Path file) throws IOException {
    faults.before(DiskCall.OPEN);
    return new Handle(fileAt(file));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    faults.before(DiskCall.DELETE);
    if (parentOf(file).entries().remove(nameOf(file)) instanceof SimulatedFile removed) {
      freeBytes += freeBytes == Long.MAX_VALUE ? 0 : removed.lengthBytes();
    }
  }

  @Override
  public synchronized void rename(Path file, Path name) throws IOException {
    faults.before(DiskCall.RENAME);
    SimulatedFile moved = fileAt(file);
    parentOf(file).entries().remove(nameOf(file));
    parentOf(name).entries().put(nameOf(name), moved);
  }

  @Override
  public synchronized boolean createDirectory(Path directory) throws IOException {
    faults.before(DiskCall.CREATE_DIRECTORY);
    SimulatedDirectory made = new SimulatedDirectory();
    return parentOf(directory).entries().putIfAbsent(nameOf(directory), made) == null;
  }

  @Override
  public void forEachName(Path directory, Consumer<String> action) throws IOException {
    List<String> names;
    synchronized (this) {
      faults.before(DiskCall.LIST);
      names = List.copyOf(directoryAt(directory).entries().keySet());
    }
    names.forEach(action);
  }

  @Override
  public synchronized void forceDirectory(Path directory) throws IOException {
    faults.before(DiskCall.FORCE_DIRECTORY);
    directoryAt(directory).force();
  }

  @Override
  public synchronized long usableBytes(Path directory) {
    return freeBytes;
  }

  private SimulatedFile fileAt(Path file) throws IOException {
    if (parentOf(file).entries().get(nameOf(file)) instanceof SimulatedFile found) {
      return found;
    }
    throw new NoSuchFileException(file.toString());
  }

  private SimulatedDirectory directoryAt(Path directory) throws IOException {
    if (directory.equals(root)) {
      return rootDirectory;
    }
    if (parentOf(directory).entries().get(nameOf(directory)) instanceof SimulatedDirectory found) {
      return found;
    }
    throw new NoSuchFileException(directory.toString());
  }

  private SimulatedDirectory parentOf(Path path) throws IOException {
    return directoryAt(Objects.requireNonNull(path.getParent(), "outside the disk"));
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }

  /** An open file; dead after the next restart. */
  private final class Handle implements DiskFile {
    private final SimulatedFile file;
    private final int openedAt = restarts;
    private boolean closed;

    private Handle(SimulatedFile file) {
      this.file = file;
    }

    @Override
    public long lengthBytes() throws IOException {
      synchronized (SimulatedDisk.this) {
        before(DiskCall.READ);
        return file.lengthBytes();
      }
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      synchronized (SimulatedDisk.this) {
        before(DiskCall.READ);
        return file.read(bytes, position);
      }
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      synchronized (SimulatedDisk.this) {
        before(DiskCall.WRITE);
        int asked = shortWrites ? 1 + random.nextInt(bytes.remaining()) : bytes.remaining();
        int length = (int) Math.min(asked, freeBytes);
        if (length == 0) {
          throw new DiskFullException(null);
        }
        file.write(bytes, position, length);
        freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : length;
        return length;
      }
    }

    @Override
    public void forceData() throws IOException {
      force(DiskCall.FORCE_DATA);
    }

    @Override
    public void force() throws IOException {
      force(DiskCall.FORCE);
    }

    private void force(DiskCall call) throws IOException {
      synchronized (SimulatedDisk.this) {
        try {
          before(call);
        } catch (SimulatedFaults.SimulatedFault e) {
          file.failForce();
          throw e;
        }
        file.force();
      }
    }

    @Override
    public void close() {
      closed = true;
    }

    private void before(DiskCall call) throws IOException {
      if (closed || openedAt != restarts) {
        throw new IOException("the file is closed");
      }
      faults.before(call);
    }
  }
}
