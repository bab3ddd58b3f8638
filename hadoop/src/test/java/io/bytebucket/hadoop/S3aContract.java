package io.bytebucket.hadoop;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.contract.AbstractBondedFSContract;

/** What S3A promises of a file system, and the bucket that it is held to it on. */
final class S3aContract extends AbstractBondedFSContract {
  S3aContract(Configuration configuration) {
    super(configuration);
    addConfResource("contract/s3a.xml");
    ByteBucketServer server = ByteBucketServer.SHARED;
    configuration.set("fs.s3a.endpoint", server.endpoint().toString());
    configuration.set("fs.s3a.access.key", ByteBucketServer.ACCESS_KEY_ID);
    configuration.set("fs.s3a.secret.key", ByteBucketServer.SECRET_ACCESS_KEY);
    configuration.set("fs.contract.test.fs.s3a", "s3a://" + ByteBucketServer.BUCKET);
  }

  @Override
  public String getScheme() {
    return "s3a";
  }
}
