package io.bytebucket.hadoop;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.contract.AbstractContractRenameTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;
import org.apache.hadoop.fs.contract.ContractTestUtils;

/** Renaming files and folders: S3A copies, and deletes. */
public class RenameTest extends AbstractContractRenameTest {
  private static final byte[] CONTENT = ContractTestUtils.dataset(256, 'a', 'z');

  @Override
  protected AbstractFSContract createContract(Configuration configuration) {
    return new S3aContract(configuration);
  }

  /** S3A refuses when the folder is not empty. */
  @Override
  public void testRenameDirIntoExistingDir() throws Throwable {
    Path source = write(new Path(methodPath(), "source/file"));
    Path target = write(new Path(methodPath(), "target/file"));

    assertFalse(rename(source.getParent(), target.getParent()));

    assertIsFile(source);
    assertIsFile(target);
    assertPathDoesNotExist("moved", new Path(target.getParent(), "source"));
  }

  /** S3A looks at the parent of the new name only, and a key may go on where another one ends. */
  @Override
  public void testRenameFileUnderFileSubdir() throws Exception {
    Path file = write(new Path(methodPath(), "file"));
    Path source = write(new Path(methodPath(), "source"));
    Path target = new Path(file, "folder/target");

    assertTrue(rename(source, target));

    ContractTestUtils.verifyFileContents(getFileSystem(), file, CONTENT);
    ContractTestUtils.verifyFileContents(getFileSystem(), target, CONTENT);
    assertPathDoesNotExist("still there", source);
  }

  private Path write(Path file) throws Exception {
    ContractTestUtils.writeDataset(getFileSystem(), file, CONTENT, CONTENT.length, 1024, false);
    return file;
  }
}
