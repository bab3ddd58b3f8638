package io.bytebucket.hadoop;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.contract.AbstractContractMultipartUploaderTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;
import org.apache.hadoop.fs.contract.ContractTestUtils;

/** Uploads in parts, by Hadoop's own interface for them. */
public class MultipartUploaderTest extends AbstractContractMultipartUploaderTest {
  /** The smallest part that S3 takes, but for the last one. */
  private static final int PART_BYTES = 5 * 1024 * 1024;

  @Override
  protected AbstractFSContract createContract(Configuration configuration) {
    return new S3aContract(configuration);
  }

  @Override
  protected int partSizeInBytes() {
    return PART_BYTES;
  }

  /**
   * A completion may be asked for again, an abort may not: NoSuchUpload, as the API of S3 has it.
   */
  @Override
  protected boolean finalizeConsumesUploadIdImmediately() {
    return getMethodName().equals("testMultipartUploadAbort");
  }

  @Override
  protected boolean supportsConcurrentUploadsToSamePath() {
    return true;
  }

  @Override
  public void testDirectoryInTheWay() {
    ContractTestUtils.skip("S3 has no folders that an object could be in the way of");
  }
}
