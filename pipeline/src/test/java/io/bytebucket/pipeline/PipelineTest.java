package io.bytebucket.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.Headers;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.NoRoomException;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.PlainFrontEnd.Refused;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.RecordedLog;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/** What a request can rely on at any address, whatever it means there. */
class PipelineTest {
  private static final int ROOM_BYTES = 100_000;

  private final FaultLog faults = new FaultLog();
  private final RefusedRequests refused = new RefusedRequests(InstantSource.system());
  private final MemoryBudget documents = new MemoryBudget(ROOM_BYTES);
  private final AtomicInteger closed = new AtomicInteger();

  private RawResponse answer(PlainFrontEnd frontEnd) {
    return InProcessExchange.run(
        new Pipeline<>(frontEnd, Refused.class, documents, faults, Meters.NONE, refused),
        RawRequest.of("GET", "/").add("host", "localhost"));
  }

  private static PlainFrontEnd answering(Response response) {
    return new PlainFrontEnd((request, visit) -> response);
  }

  private static PlainFrontEnd throwing(Exception cause) {
    return new PlainFrontEnd((request, visit) -> {
      if (cause instanceof IOException lost) {
        throw lost;
      }
      throw (RuntimeException) cause;
    });
  }

  private static Response text(String text) {
    return PlainFrontEnd.text(200, text);
  }

  private Response stream(ResponseBody.Source source) {
    return new Response(200, Headers.EMPTY, new ResponseBody.Stream(3, closing(source, 0)));
  }

  private ResponseBody.Source closing(ResponseBody.Source source, long heldBytes) {
    return new ResponseBody.Source() {
      @Override
      public void writeTo(ResponseBody.Sink sink) throws IOException {
        source.writeTo(sink);
      }

      @Override
      public long heldBytes() {
        return heldBytes;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  private static List<RecordedLog.Line> lines(RawResponse answer) {
    return RecordedLog.lines("io.bytebucket.access", answer.header("id"));
  }

  private static RecordedLog.Line line(RawResponse answer) {
    assertThat(lines(answer)).hasSize(1);
    return lines(answer).getFirst();
  }

  @Test
  void whatTheFrontEndNotesStandsInTheLine() {
    RawResponse answer =
        answer(
            new PlainFrontEnd((request, visit) -> {
              visit.path("/:thing");
              visit.operation("GetThing");
              visit.caller("password", "somebody");
              return text("hello");
            }));

    assertThat(answer.text()).isEqualTo("hello");
    assertThat(line(answer).level()).isEqualTo(Level.INFO);
    assertThat(line(answer).fields())
        .containsEntry("method", "GET")
        .containsEntry("path", "/:thing")
        .containsEntry("operation", "GetThing")
        .containsEntry("auth_method", "password")
        .containsEntry("user_access_key", "somebody")
        .containsEntry("status", 200)
        .containsEntry("bytes_out", 5L)
        .doesNotContainKey("error");
  }

  @Test
  void whatIsAskedForAllTheTimeLeavesALineWhileDebuggingAndWhenItFails() {
    PlainFrontEnd well =
        new PlainFrontEnd((request, visit) -> {
          visit.routine();
          return text("well");
        });
    PlainFrontEnd refused =
        new PlainFrontEnd((request, visit) -> {
          visit.routine();
          throw new Refused(404, "NotFound");
        });

    assertThat(lines(answer(well))).isEmpty();
    assertThat(line(RecordedLog.whileDebugging(() -> answer(well))).level()).isEqualTo(Level.DEBUG);
    assertThat(line(answer(refused)).level()).isEqualTo(Level.WARN);
  }

  @Test
  void aRefusalOfTheFrontEndIsAnsweredAsItSaysAndIsNoFault() {
    RawResponse answer = answer(throwing(new Refused(418, "Teapot")));

    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.text()).isEqualTo("Teapot " + answer.header("id"));
    assertThat(line(answer).level()).isEqualTo(Level.WARN);
    assertThat(line(answer).fields()).containsEntry("error", "Teapot").containsEntry("status", 418);
    assertThat(faults.otherFaults()).isZero();
  }

  @Test
  void aBugIsReportedWithItsCauseAndCounted() {
    IllegalStateException bug = new IllegalStateException("planted");
    RawResponse answer = answer(throwing(bug));

    assertThat(answer.text()).startsWith("Unexpected ");
    assertThat(line(answer).level()).isEqualTo(Level.ERROR);
    assertThat(faults.otherFaults()).isOne();
    assertThat(RecordedLog.lines(FaultLog.class.getName(), answer.header("id")).getFirst().cause())
        .contains(bug);
  }

  @Test
  void aFailureOfTheStoreIsAFaultWhenItIsOne() {
    RawResponse missing = answer(throwing(new StoreException(new Failure.NoSuchKey("a"))));
    assertThat(missing.text()).startsWith("NoSuchKey ");
    assertThat(line(missing).level()).isEqualTo(Level.WARN);
    assertThat(faults.otherFaults() + faults.corruptReads()).isZero();

    RawResponse corrupt = answer(throwing(new StoreException(new Failure.Corrupt("blob", "x"))));
    assertThat(corrupt.text()).startsWith("Corrupt ");
    assertThat(line(corrupt).level()).isEqualTo(Level.ERROR);
    assertThat(faults.corruptReads()).isOne();
    assertThat(faults.otherFaults()).isZero();
  }

  @Test
  void whatHappensToABodyIsNoFault() {
    assertThat(answer(throwing(new EOFException("early"))).text()).startsWith("CutShort ");
    RawResponse lost = answer(throwing(new IOException("gone")));
    assertThat(lost.text()).startsWith("Unread ");
    assertThat(line(lost).fields()).containsEntry("error", "ClientDisconnected");
    assertThat(answer(throwing(new NoRoomException())).text()).startsWith("SlowDown ");
    assertThat(faults.otherFaults()).isZero();
  }

  @Test
  void anAnswerThatFindsNoRoomIsLetGoAndItsClientComesBackLater() {
    Response large =
        new Response(
            200, Headers.EMPTY, new ResponseBody.Stream(3, closing(sink -> {}, ROOM_BYTES + 1)));
    RawResponse answer = answer(answering(large));

    assertThat(answer.text()).startsWith("Busy ");
    assertThat(closed).hasValue(1);
    assertThat(documents.takenBytes()).isZero();
    assertThat(faults.otherFaults()).isZero();
  }

  @Test
  void roomThatARequestTookIsGivenBack() {
    RawResponse answer =
        answer(
            new PlainFrontEnd((request, visit) -> {
              assertThat(visit.memory().tryGrow(ROOM_BYTES)).isTrue();
              throw new IllegalStateException("planted");
            }));

    assertThat(answer.text()).startsWith("Unexpected ");
    assertThat(documents.takenBytes()).isZero();
  }

  @Test
  void aBodyThatFailsBeforeItsFirstByteBecomesAnError() {
    RawResponse answer =
        answer(
            answering(
                stream(sink -> {
                  throw new StoreException(new Failure.Corrupt("blob", "x"));
                })));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).startsWith("Corrupt ");
    assertThat(line(answer).fields())
        .containsEntry("status", 500)
        .containsEntry("error", "Corrupt");
    assertThat(closed).hasValue(1);
    assertThat(faults.corruptReads()).isOne();
  }

  @Test
  void aBodyThatFailsAfterwardsIsCutAndReportedAllTheSame() {
    PlainFrontEnd frontEnd =
        answering(
            stream(sink -> {
              sink.write(ByteBuffer.wrap(new byte[] {1}));
              throw new StoreException(new Failure.Corrupt("blob", "x"));
            }));

    assertThatThrownBy(() -> answer(frontEnd)).isInstanceOf(InProcessExchange.CutShort.class);
    assertThat(closed).hasValue(1);
    assertThat(faults.corruptReads()).isOne();
  }

  @Test
  void whatGoesWithEveryAnswerGoesWithErrorsToo() {
    PlainFrontEnd.Completion more =
        response ->
            new Response(
                response.status(),
                Headers.builder().addAll(response.headers()).add("more", "yes").build(),
                response.body());

    assertThat(answer(answering(text("hello")).with(more)).header("more")).isEqualTo("yes");
    assertThat(answer(throwing(new Refused(404, "NotFound")).with(more)).header("more"))
        .isEqualTo("yes");
  }

  @Test
  void whatGoesWithAnAnswerDoesNotKeepItBackWhenItFails() {
    RawResponse answer =
        answer(
            answering(text("hello"))
                .with(response -> {
                  throw new IllegalStateException("planted");
                }));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("hello");
    assertThat(faults.otherFaults()).isOne();
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void whatIsNotHandledIsAnsweredWithAnIdAndNamedByItsReason(Refusal reason) {
    Request unknown =
        new Request("", "", "", Headers.EMPTY, "http", "192.0.2.7", InputStream.nullInputStream());
    Response response =
        new Pipeline<>(
                answering(text("hello")), Refused.class, documents, faults, Meters.NONE, refused)
            .refuse(unknown, reason);
    String id = response.headers().first("id").orElseThrow();
    RecordedLog.Line line = RecordedLog.lines("io.bytebucket.access", id).getFirst();

    assertThat(response.status()).isEqualTo(reason.status());
    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.fields())
        .containsEntry("error", reason.label())
        .containsEntry("status", reason.status())
        .containsEntry("remote_ip", "192.0.2.7");
  }

  private final List<String> counted = new ArrayList<>();

  private RequestMeter counting(String method, String path, String operation) {
    return (visit, bytesIn, bytesOut) ->
        counted.add(
            String.join(" ", method, path, operation) + " " + visit.status() + " " + bytesOut);
  }

  private Pipeline<Refused> counted(PlainFrontEnd frontEnd) {
    return new Pipeline<>(frontEnd, Refused.class, documents, faults, this::counting, refused);
  }

  @Test
  void aRequestIsCountedOnceWhereItsRowSays() {
    RequestMeter row = counting("GET", "/:row", "GetRow");
    PlainFrontEnd frontEnd =
        new PlainFrontEnd((request, visit) -> {
          visit.meter(row);
          return text("hello");
        });

    InProcessExchange.run(counted(frontEnd), RawRequest.of("GET", "/x").add("host", "localhost"));

    assertThat(counted).containsExactly("GET /:row GetRow 200 5");
  }

  @Test
  void aRequestThatCameToNoRowIsCountedByWhatIsKnownOfIt() {
    PlainFrontEnd frontEnd =
        new PlainFrontEnd((request, visit) -> {
          visit.path("/:thing");
          throw new IllegalStateException("planted");
        });

    InProcessExchange.run(counted(frontEnd), RawRequest.of("GET", "/x").add("host", "localhost"));

    assertThat(counted).hasSize(1);
    assertThat(counted.getFirst()).startsWith("GET /:thing  500 ");
  }

  @Test
  void whatIsNotHandledIsCountedToo() {
    Request unknown =
        new Request("", "", "", Headers.EMPTY, "http", "192.0.2.7", InputStream.nullInputStream());
    Response _ = counted(answering(text("hello"))).refuse(unknown, Refusal.BAD_SYNTAX);

    assertThat(counted).containsExactly("   400 0");
  }
}
