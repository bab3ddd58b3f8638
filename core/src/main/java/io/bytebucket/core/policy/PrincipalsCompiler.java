package io.bytebucket.core.policy;

import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds out whom a statement names. */
final class PrincipalsCompiler {
  private static final String ANYBODY = "*";

  private final PrincipalNames names;
  private final Set<UserId> users = new HashSet<>();
  private boolean hasAnybody;
  private boolean hasAccount;

  private PrincipalsCompiler(PrincipalNames names) {
    this.names = names;
  }

  static Principals compile(Json element, boolean isOpposite, PrincipalNames names) {
    PrincipalsCompiler compiler = new PrincipalsCompiler(names);
    switch (element) {
      case Json.Text(String text) when text.equals(ANYBODY) -> compiler.hasAnybody = true;
      case Json.Fields(List<Json.Field> kinds) when !kinds.isEmpty() ->
          kinds.forEach(compiler::add);
      default -> throw invalid();
    }
    return new Principals(
        isOpposite, compiler.hasAnybody, compiler.hasAccount, Set.copyOf(compiler.users));
  }

  private void add(Json.Field kind) {
    List<Json> named = kind.value().each();
    if (named.isEmpty()) {
      throw invalid();
    }
    PrincipalNames.Kind of =
        switch (kind.name()) {
          case "AWS" -> PrincipalNames.Kind.AWS;
          case "CanonicalUser" -> PrincipalNames.Kind.CANONICAL;
          default -> throw invalid();
        };
    for (Json name : named) {
      add(of, Faults.text(name, new PolicyFault.InvalidPrincipal()));
    }
  }

  private void add(PrincipalNames.Kind kind, String name) {
    if (kind == PrincipalNames.Kind.AWS && name.equals(ANYBODY)) {
      hasAnybody = true;
      return;
    }
    switch (names.find(kind, name).orElseThrow(PrincipalsCompiler::invalid)) {
      case PrincipalNames.Meaning.Account _ -> hasAccount = true;
      case PrincipalNames.Meaning.User(UserId id) -> users.add(id);
    }
  }

  private static StoreException invalid() {
    return Faults.of(new PolicyFault.InvalidPrincipal());
  }
}
