package io.bytebucket.hadoop;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.contract.AbstractContractRootDirectoryTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;
import org.apache.hadoop.fs.contract.ContractTestUtils;

/** What is different at the root of a bucket. */
public class RootDirectoryTest extends AbstractContractRootDirectoryTest {
  @Override
  protected AbstractFSContract createContract(Configuration configuration) {
    return new S3aContract(configuration);
  }

  /** S3A says false where others throw. */
  @Override
  public void testRmNonEmptyRootDirNonRecursive() throws Throwable {
    Path file = new Path("/testRmNonEmptyRootDirNonRecursive");
    ContractTestUtils.touch(getFileSystem(), file);
    try {
      assertFalse(getFileSystem().delete(new Path("/"), false));

      assertIsFile(file);
    } finally {
      getFileSystem().delete(file, false);
    }
  }
}
