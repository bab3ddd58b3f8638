package io.bytebucket.hadoop;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.fs.contract.AbstractContractVectoredReadTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;

/** Reading many ranges at once, by the analytics stream. */
public class AnalyticsVectoredReadTest extends AbstractContractVectoredReadTest {
  /** Run by JUnit for each kind of buffer. */
  public AnalyticsVectoredReadTest(String bufferType) {
    super(bufferType);
  }

  @Override
  protected Configuration createConfiguration() {
    return InputStreamKind.set(super.createConfiguration(), InputStreamKind.ANALYTICS);
  }

  @Override
  protected AbstractFSContract createContract(Configuration configuration) {
    return new S3aContract(configuration);
  }

  /** This stream calls it an illegal argument, where others say that the file ends there. */
  @Override
  public void testNegativeOffsetRange() throws Exception {
    verifyExceptionalVectoredRead(
        List.of(FileRange.createFileRange(-1, 50)), IllegalArgumentException.class);
  }
}
