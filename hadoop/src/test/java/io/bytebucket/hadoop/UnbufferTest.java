package io.bytebucket.hadoop;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.contract.AbstractContractUnbufferTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Letting go of a stream's connection, and reading on. */
@RunWith(Parameterized.class)
public class UnbufferTest extends AbstractContractUnbufferTest {
  private final String stream;

  /** Run by JUnit for each kind of stream. */
  public UnbufferTest(String stream) {
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
