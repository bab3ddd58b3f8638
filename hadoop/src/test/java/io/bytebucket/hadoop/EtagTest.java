package io.bytebucket.hadoop;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.contract.AbstractContractEtagTest;
import org.apache.hadoop.fs.contract.AbstractFSContract;

/** ETags, in listings and of single objects. */
public class EtagTest extends AbstractContractEtagTest {
  @Override
  protected AbstractFSContract createContract(Configuration configuration) {
    return new S3aContract(configuration);
  }
}
