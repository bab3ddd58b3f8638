package io.bytebucket.admin;

import static io.bytebucket.admin.route.RouteRow.delete;
import static io.bytebucket.admin.route.RouteRow.get;
import static io.bytebucket.admin.route.RouteRow.patch;
import static io.bytebucket.admin.route.RouteRow.post;
import static io.bytebucket.admin.route.RouteRow.put;

import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.user.CreateAccessKey;
import io.bytebucket.admin.user.CreateUser;
import io.bytebucket.admin.user.DeleteAccessKey;
import io.bytebucket.admin.user.DeleteUser;
import io.bytebucket.admin.user.EndUserSessions;
import io.bytebucket.admin.user.GetUser;
import io.bytebucket.admin.user.ListUsers;
import io.bytebucket.admin.user.OwnKeys;
import io.bytebucket.admin.user.RemoveSecondFactor;
import io.bytebucket.admin.user.ReplaceRules;
import io.bytebucket.admin.user.ReplaceSecret;
import io.bytebucket.admin.user.RotateAccessKey;
import io.bytebucket.admin.user.UpdateAccessKey;
import io.bytebucket.admin.user.UpdateUser;
import io.bytebucket.core.Store;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.signin.SecondFactors;
import java.util.List;
import java.util.stream.Stream;

/** The rows of users and their access keys. */
final class UserRoutes {
  private UserRoutes() {}

  static List<Route> rows(Store store, SecondFactors factors) {
    return Stream.of(users(store), userSignIns(store, factors), accessKeys(store), ownKeys(store))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> users(Store s) {
    return List.of(
        get("/api/users")
            .list()
            .query("limit", "cursor")
            .admin(AdminAction.LIST_USERS, new ListUsers(s.users())),
        post("/api/users").admin(AdminAction.CREATE_USER, new CreateUser(s.userChanges())),
        get("/api/users/:accessKeyID").admin(AdminAction.GET_USER, new GetUser(s.users())),
        put("/api/users/:accessKeyID")
            .admin(
                "ReplaceRules",
                AdminAction.UPDATE_USER,
                new ReplaceRules(s.users(), s.userChanges())),
        patch("/api/users/:accessKeyID")
            .admin(AdminAction.UPDATE_USER, new UpdateUser(s.users(), s.userChanges())),
        delete("/api/users/:accessKeyID")
            .admin(AdminAction.DELETE_USER, new DeleteUser(s.users(), s.userChanges())));
  }

  private static List<Route> userSignIns(Store s, SecondFactors factors) {
    return List.of(
        delete("/api/users/:accessKeyID/sessions")
            .admin(
                "EndUserSessions",
                AdminAction.UPDATE_USER,
                new EndUserSessions(s.users(), s.sessions())),
        delete("/api/users/:accessKeyID/second-factor")
            .admin(
                "RemoveSecondFactor",
                AdminAction.UPDATE_USER,
                new RemoveSecondFactor(s.users(), factors)));
  }

  private static List<Route> accessKeys(Store s) {
    return List.of(
        post("/api/users/:accessKeyID/keys")
            .admin(AdminAction.CREATE_ACCESS_KEY, new CreateAccessKey(s.users(), s.userChanges())),
        patch("/api/keys/:accessKeyID")
            .admin(AdminAction.UPDATE_ACCESS_KEY, new UpdateAccessKey(s.users(), s.userChanges())),
        delete("/api/keys/:accessKeyID")
            .admin(AdminAction.DELETE_ACCESS_KEY, new DeleteAccessKey(s.userChanges())),
        post("/api/keys/:accessKeyID/rotate")
            .query("graceSeconds")
            .admin(
                "RotateAccessKey",
                AdminAction.CREATE_ACCESS_KEY,
                new RotateAccessKey(s.userChanges())),
        post("/api/keys/:accessKeyID/secret")
            .admin(
                "ReplaceSecret",
                AdminAction.UPDATE_ACCESS_KEY,
                new ReplaceSecret(s.userChanges())));
  }

  private static List<Route> ownKeys(Store s) {
    OwnKeys keys = new OwnKeys(s.users(), s.ownKeyChanges());
    String all = "/api/own/keys";
    String one = "/api/own/keys/:accessKeyID";
    return List.of(
        get(all).own("ListOwnKeys", AdminAction.SIGN_IN, keys::list),
        post(all).own("CreateOwnKey", AdminAction.CREATE_ACCESS_KEY, keys::create),
        patch(one).own("UpdateOwnKey", AdminAction.UPDATE_ACCESS_KEY, keys::change),
        delete(one).own("DeleteOwnKey", AdminAction.DELETE_ACCESS_KEY, keys::delete),
        post(one + "/rotate")
            .query("graceSeconds")
            .own("RotateOwnKey", AdminAction.CREATE_ACCESS_KEY, keys::rotate));
  }
}
