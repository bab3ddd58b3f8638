package io.bytebucket.hadoop;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.contract.AbstractContractVectoredReadTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;

/** Reading many ranges at once, into buffers on the heap and off it, by the classic stream. */
public class VectoredReadTest extends AbstractContractVectoredReadTest {
  /** Run by JUnit for each kind of buffer. */
  public VectoredReadTest(String bufferType) {
    super(bufferType);
  }

  @Override
  protected Configuration createConfiguration() {
    return InputStreamKind.set(super.createConfiguration(), InputStreamKind.CLASSIC);
  }

  @Override
  protected AbstractFSContract createContract(Configuration configuration) {
    return new S3aContract(configuration);
  }
}
