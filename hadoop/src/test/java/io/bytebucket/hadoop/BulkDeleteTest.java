package io.bytebucket.hadoop;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.contract.AbstractContractBulkDeleteTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;
import org.apache.hadoop.fs.contract.ContractTestUtils;
import org.apache.hadoop.io.wrappedio.WrappedIO;
import org.assertj.core.api.Assertions;

/** Deleting many objects at once. */
public class BulkDeleteTest extends AbstractContractBulkDeleteTest {
  /** Of S3A by itself. */
  private static final int PAGE_SIZE = 250;

  @Override
  protected AbstractFSContract createContract(Configuration configuration) {
    return new S3aContract(configuration);
  }

  @Override
  protected int getExpectedPageSize() {
    return PAGE_SIZE;
  }

  /** The contract has one path a page for every store, whatever it says above. */
  @Override
  public void validatePageSize() {
    Assertions.assertThat(pageSize).isEqualTo(PAGE_SIZE);
  }

  /** S3A deletes the object of that key, and there is none: folders end in a slash. */
  @Override
  public void testBulkDeleteParentDirectoryWithDirectories() throws Exception {
    Path folder = new Path(basePath, "folder");
    Path inner = new Path(folder, "inner");
    mkdirs(inner);

    assertSuccessfulBulkDelete(
        WrappedIO.bulkDelete_delete(getFileSystem(), basePath, List.of(folder)));

    assertIsDirectory(folder);
    assertIsDirectory(inner);
  }

  @Override
  public void testBulkDeleteParentDirectoryWithFiles() throws Exception {
    Path folder = new Path(basePath, "folder");
    Path file = new Path(folder, "file");
    ContractTestUtils.touch(fs, file);

    assertSuccessfulBulkDelete(
        WrappedIO.bulkDelete_delete(getFileSystem(), basePath, List.of(folder)));

    assertIsDirectory(folder);
    assertIsFile(file);
  }
}
