package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Says of random changes to a few users which of them would leave no administrator who can sign in
 * for good, and holds a store against that.
 */
final class AdministratorsModel {
  private static final int USERS_MAX = 4;
  private static final List<AccessRule> ALL = List.of(AccessRule.FULL_ACCESS);

  /** What leaves an administrator nothing to run the store with. */
  private static final List<AccessRule> BARRED =
      List.of(
          AccessRule.FULL_ACCESS,
          new AccessRule(AccessRule.Effect.DENY, List.of("*"), List.of("admin:*")));

  private final Random random;
  private final Instant later;
  private Map<UserId, Account> users = new LinkedHashMap<>();

  /** What the model knows of a user. */
  private static final class Account {
    boolean isEnabled = true;
    boolean isAdministrator;
    boolean isBarred;
    final Map<String, Boolean> keysForGood = new LinkedHashMap<>();

    Account(boolean isAdministrator) {
      this.isAdministrator = isAdministrator;
    }

    Account copy() {
      Account copy = new Account(isAdministrator);
      copy.isEnabled = isEnabled;
      copy.isBarred = isBarred;
      copy.keysForGood.putAll(keysForGood);
      return copy;
    }

    boolean stands() {
      return isEnabled && isAdministrator && !isBarred && keysForGood.containsValue(true);
    }
  }

  AdministratorsModel(Random random, Instant now) {
    this.random = random;
    this.later = now.plus(Duration.ofDays(1));
  }

  /** Makes one change at a server. */
  void step(Store server) {
    UserChanges changes = server.userChanges();
    if (users.isEmpty() || (users.size() < USERS_MAX && random.nextInt(4) == 0)) {
      create(changes);
      return;
    }
    UserId id = any(new ArrayList<>(users.keySet()));
    List<String> keys = new ArrayList<>(of(users, id).keysForGood.keySet());
    switch (random.nextInt(keys.isEmpty() ? 4 : 7)) {
      case 0 -> expect(() -> changes.remove(id), after -> after.remove(id));
      case 1 -> {
        boolean isEnabled = random.nextBoolean();
        expect(
            () -> changes.setEnabled(id, isEnabled), after -> of(after, id).isEnabled = isEnabled);
      }
      case 2 -> {
        List<AccessRule> rules = any(List.of(ALL, BARRED, List.of()));
        expect(
            () -> changes.replaceRules(id, rules),
            after -> {
              of(after, id).isAdministrator = !rules.isEmpty();
              of(after, id).isBarred = rules.equals(BARRED);
            });
      }
      case 3 -> addKey(changes, id);
      case 4 -> {
        String keyId = any(keys);
        expect(() -> changes.removeKey(keyId), after -> of(after, id).keysForGood.remove(keyId));
      }
      case 5 -> changeKey(changes, id, any(keys));
      default -> rotate(changes, id, any(keys));
    }
  }

  private static Account of(Map<UserId, Account> accounts, UserId id) {
    return Objects.requireNonNull(accounts.get(id));
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void create(UserChanges changes) {
    boolean isOne = random.nextBoolean();
    Optional<Instant> end = end();
    User made =
        changes
            .create(
                new NewUser(
                    Optional.empty(),
                    isOne ? ALL : List.of(),
                    new NewKey(Optional.empty(), Optional.empty(), end)))
            .user();
    Account account = new Account(isOne);
    account.keysForGood.put(made.keyIds().getFirst(), end.isEmpty());
    users.put(made.id(), account);
  }

  private Optional<Instant> end() {
    return random.nextInt(3) == 0 ? Optional.of(later) : Optional.empty();
  }

  private void addKey(UserChanges changes, UserId id) {
    if (of(users, id).keysForGood.size() < 3) {
      Optional<Instant> end = end();
      String keyId =
          changes.addKey(id, new NewKey(Optional.empty(), Optional.empty(), end)).key().id();
      of(users, id).keysForGood.put(keyId, end.isEmpty());
    }
  }

  private void changeKey(UserChanges changes, UserId id, String keyId) {
    AccessKey.Status status =
        random.nextBoolean() ? AccessKey.Status.ACTIVE : AccessKey.Status.INACTIVE;
    Optional<Instant> end = end();
    boolean isForGood = status == AccessKey.Status.ACTIVE && end.isEmpty();
    expect(
        () -> changes.changeKey(keyId, status, end),
        after -> of(after, id).keysForGood.put(keyId, isForGood));
  }

  private void rotate(UserChanges changes, UserId id, String keyId) {
    boolean isAtOnce = random.nextBoolean();
    Duration grace = isAtOnce ? Duration.ZERO : Duration.ofHours(1);
    String added = changes.rotate(keyId, NewKey.GENERATED, grace).key().id();
    Account account = of(users, id);
    if (isAtOnce) {
      account.keysForGood.remove(keyId);
    } else {
      account.keysForGood.put(keyId, false);
    }
    account.keysForGood.put(added, true);
  }

  /** Makes a change of both, or sees to it that the store refuses what the model does. */
  private void expect(Runnable change, Consumer<Map<UserId, Account>> inModel) {
    Map<UserId, Account> after = new LinkedHashMap<>();
    users.forEach((id, account) -> after.put(id, account.copy()));
    inModel.accept(after);
    boolean isRefused =
        users.values().stream().anyMatch(Account::stands)
            && after.values().stream().noneMatch(Account::stands);
    Optional<Failure> outcome = Optional.empty();
    try {
      change.run();
    } catch (StoreException e) {
      outcome = Optional.of(e.failure());
    }
    assertThat(outcome)
        .isEqualTo(isRefused ? Optional.of(new Failure.LastAdministrator()) : Optional.empty());
    if (!isRefused) {
      users = after;
    }
  }

  /** Holds all users of a store against the model. */
  void requireAgreed(Store server) {
    users.forEach((id, account) -> {
      User user = server.users().user(id).orElseThrow();
      assertThat(user.isEnabled()).isEqualTo(account.isEnabled);
      assertThat(user.isAdministrator()).isEqualTo(account.isAdministrator);
      assertThat(user.keyIds()).containsExactlyInAnyOrderElementsOf(account.keysForGood.keySet());
    });
    assertThat(server.users().page(UserId.NOBODY, 1_000).users()).hasSameSizeAs(users.keySet());
  }
}
