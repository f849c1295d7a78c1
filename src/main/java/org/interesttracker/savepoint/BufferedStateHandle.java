package org.interesttracker.savepoint;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.state.PhysicalStateHandleID;
import org.apache.flink.runtime.state.StreamStateHandle;

/**
 * A file of state that is read in blocks. Flink reads values from such files byte by byte, and its
 * streams of local files ask the operating system for each.
 */
final class BufferedStateHandle implements StreamStateHandle {

  private static final long serialVersionUID = 1L;

  private final StreamStateHandle handle;

  BufferedStateHandle(StreamStateHandle handle) {
    this.handle = handle;
  }

  @Override
  public FSDataInputStream openInputStream() throws IOException {
    return new BufferedInput(handle.openInputStream());
  }

  @Override
  public Optional<byte[]> asBytesIfInMemory() {
    return handle.asBytesIfInMemory();
  }

  @Override
  public Optional<Path> maybeGetPath() {
    return handle.maybeGetPath();
  }

  @Override
  public PhysicalStateHandleID getStreamStateHandleID() {
    return handle.getStreamStateHandleID();
  }

  /** Nothing is ever discarded: the snapshot is not ours. */
  @Override
  public void discardState() {}

  @Override
  public long getStateSize() {
    return handle.getStateSize();
  }

  /** Reads ahead. */
  private static final class BufferedInput extends FSDataInputStream {

    private final FSDataInputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    BufferedInput(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public void seek(long position) throws IOException {
      long start = in.getPos() - end;
      if (position >= start && position <= start + end) {
        next = (int) (position - start);
      } else {
        in.seek(position);
        next = 0;
        end = 0;
      }
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos() - (end - next);
    }

    private boolean fill() throws IOException {
      next = 0;
      end = Math.max(0, in.read(buffer, 0, buffer.length));
      return end > 0;
    }

    @Override
    public int read() throws IOException {
      return next < end || fill() ? buffer[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (next == end && !fill()) {
        return -1;
      }
      int taken = Math.min(length, end - next);
      System.arraycopy(buffer, next, target, offset, taken);
      next += taken;
      return taken;
    }

    @Override
    public int available() throws IOException {
      return end - next + in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
