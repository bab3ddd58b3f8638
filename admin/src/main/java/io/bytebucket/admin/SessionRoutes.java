package io.bytebucket.admin;

import static io.bytebucket.admin.route.RouteRow.delete;
import static io.bytebucket.admin.route.RouteRow.get;
import static io.bytebucket.admin.route.RouteRow.post;

import io.bytebucket.admin.auth.BrowserSessions;
import io.bytebucket.admin.auth.CodeTries;
import io.bytebucket.admin.auth.SignIns;
import io.bytebucket.admin.factor.ConfirmSecondFactor;
import io.bytebucket.admin.factor.DisableSecondFactor;
import io.bytebucket.admin.factor.EnrolSecondFactor;
import io.bytebucket.admin.factor.GetSecondFactor;
import io.bytebucket.admin.factor.RenewRecoveryCodes;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.session.EndSession;
import io.bytebucket.admin.session.EndSessions;
import io.bytebucket.admin.session.FindSession;
import io.bytebucket.admin.session.GetSession;
import io.bytebucket.admin.session.ListSessions;
import io.bytebucket.admin.session.SignIn;
import io.bytebucket.admin.session.SignOut;
import io.bytebucket.admin.session.WhoAmI;
import io.bytebucket.core.Store;
import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.core.signin.SecondFactors;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of signing in: sessions, and second factors. */
final class SessionRoutes {
  private static final int SIGN_IN_BYTES = 4 << 10;

  private SessionRoutes() {}

  /** What operations of signing in work on. */
  record SigningIn(
      SignIns signIns, BrowserSessions sessions, SecondFactors factors, CodeTries tries) {}

  static List<Route> rows(
      Store store, AccessQuestions questions, SigningIn in, InstantSource clock) {
    return Stream.of(sessions(store, whoAmI(store, questions, clock), in), secondFactor(store, in))
        .flatMap(List::stream)
        .toList();
  }

  private static WhoAmI whoAmI(Store store, AccessQuestions questions, InstantSource clock) {
    return new WhoAmI(questions, context(clock), store.bucketAcls().isBlockedEverywhere());
  }

  /** What decisions may ask about a request that is done to nothing. */
  static Function<AdminRequest, AccessContext> context(InstantSource clock) {
    Demand nothing = Resource.Store::new;
    return request -> new AdminContext(request, nothing, clock.instant());
  }

  private static List<Route> sessions(Store s, WhoAmI whoAmI, SigningIn in) {
    return List.of(
        post("/api/login").body(SIGN_IN_BYTES).open("SignIn", new SignIn(in.sessions())),
        post("/api/logout").body(SIGN_IN_BYTES).open("SignOut", new SignOut(in.sessions())),
        get("/api/session").own("GetSession", AdminAction.SIGN_IN, new GetSession()),
        get("/api/session").when("if-any").open("FindSession", new FindSession(in.sessions())),
        get("/api/whoami").own("WhoAmI", AdminAction.SIGN_IN, whoAmI),
        get("/api/sessions")
            .own("ListSessions", AdminAction.SIGN_IN, new ListSessions(s.sessions())),
        delete("/api/sessions")
            .own("EndSessions", AdminAction.SIGN_IN, new EndSessions(s.sessions())),
        delete("/api/sessions/:id")
            .own("EndSession", AdminAction.SIGN_IN, new EndSession(s.sessions())));
  }

  private static List<Route> secondFactor(Store s, SigningIn in) {
    return List.of(
        get("/api/second-factor")
            .own("GetSecondFactor", AdminAction.SIGN_IN, new GetSecondFactor(in.factors())),
        post("/api/second-factor")
            .own("EnrolSecondFactor", AdminAction.SIGN_IN, new EnrolSecondFactor(in.factors())),
        post("/api/second-factor/confirm")
            .body(SIGN_IN_BYTES)
            .own(
                "ConfirmSecondFactor",
                AdminAction.SIGN_IN,
                new ConfirmSecondFactor(in.factors(), s.sessions(), in.tries())),
        post("/api/second-factor/disable")
            .body(SIGN_IN_BYTES)
            .own(
                "DisableSecondFactor",
                AdminAction.SIGN_IN,
                new DisableSecondFactor(in.factors(), in.tries())),
        post("/api/second-factor/recovery-codes")
            .body(SIGN_IN_BYTES)
            .own(
                "RenewRecoveryCodes",
                AdminAction.SIGN_IN,
                new RenewRecoveryCodes(in.factors(), in.tries())));
  }
}
