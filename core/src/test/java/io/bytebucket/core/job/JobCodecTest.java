package io.bytebucket.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.user.UserId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobCodecTest {
  private static final JobId ID = new JobId(new BlobId(7, 9));
  private static final Instant THEN = Instant.ofEpochMilli(1_795_373_244_567L);

  private static final Job MOVE =
      new Job(
          ID,
          new JobTask.Transfer(
              new BucketName("from"), "a/", new BucketName("target"), "ü/", true, true),
          new Job.BucketIds(300, 301),
          new UserId("anna-id"),
          new Job.Origin(Optional.of(address()), true),
          THEN,
          THEN.plusMillis(1),
          7,
          Optional.empty(),
          new Job.Progress(
              new Job.Cursor(Job.Phase.OBJECTS, "a/b", ""),
              250,
              1_000,
              1,
              List.of(new Job.Failed("a/a", "", "AccessDenied"))),
          new Job.State.Stopped(Job.Reason.STARTER_GONE));

  private static final Job EMPTY =
      new Job(
          ID,
          JobTask.Delete.everythingIn(new BucketName("from")),
          new Job.BucketIds(300, 300),
          new UserId("anna-id"),
          new Job.Origin(Optional.empty(), false),
          THEN,
          THEN,
          0,
          Optional.of(70_000L),
          Job.Progress.from(Job.Phase.VERSIONS),
          new Job.State.Open());

  private static final Job DELETE_BUCKET =
      new Job(
          ID,
          JobTask.Delete.bucketWithAll(new BucketName("from")),
          new Job.BucketIds(300, 300),
          new UserId("anna-id"),
          new Job.Origin(Optional.empty(), false),
          THEN,
          THEN,
          0,
          Optional.of(70_000L),
          Job.Progress.from(Job.Phase.BUCKET),
          new Job.State.Open());

  private static InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theFirstRecordsStayReadable() {
    assertThat(JobCodec.decode(ID, Fixture.read("v1/job-move"))).isEqualTo(MOVE);
    assertThat(JobCodec.decode(ID, Fixture.read("v1/job-empty"))).isEqualTo(EMPTY);
    assertThat(JobCodec.decode(ID, Fixture.read("v1/job-delete-bucket"))).isEqualTo(DELETE_BUCKET);
    assertThat(JobCodec.encode(DELETE_BUCKET)).isEqualTo(Fixture.read("v1/job-delete-bucket"));
    assertThat(JobCodec.encode(MOVE)).isEqualTo(Fixture.read("v1/job-move"));
    assertThat(JobCodec.encode(EMPTY)).isEqualTo(Fixture.read("v1/job-empty"));
  }

  @Test
  void everyStateIsRead() {
    for (Job.State state :
        List.of(
            new Job.State.Open(),
            new Job.State.Done(),
            new Job.State.Cancelled(),
            new Job.State.Stopped(Job.Reason.DAMAGED),
            new Job.State.Stopped(Job.Reason.BUCKET_NOT_EMPTY),
            new Job.State.Stopped(Job.Reason.RESTORED))) {
      Job job = MOVE.ended(state, THEN);
      assertThat(JobCodec.decode(ID, JobCodec.encode(job))).isEqualTo(job);
    }
  }

  @Test
  void aDamagedRecordIsNoOtherJob() {
    for (Job job : List.of(MOVE, EMPTY, DELETE_BUCKET)) {
      Damage.requireFound(
          JobCodec.encode(job), record -> JobCodec.encode(JobCodec.decode(ID, record)));
    }
  }
}
