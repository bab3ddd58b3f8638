package io.bytebucket.hadoop;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.contract.AbstractContractSeekTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Reading at places. */
@RunWith(Parameterized.class)
public class SeekTest extends AbstractContractSeekTest {
  private final String stream;

  /** Run by JUnit for each kind of stream. */
  public SeekTest(String stream) {
    this.stream = stream;
  }

  /** The kinds of streams. */
  @Parameters(name = "{0}")
  public static List<String> streams() {
    return InputStreamKind.all();
  }

  @Override
  protected Configuration createConfiguration() {
    return InputStreamKind.set(super.createConfiguration(), stream);
  }

  @Override
  protected AbstractFSContract createContract(Configuration configuration) {
    return new S3aContract(configuration);
  }
}
