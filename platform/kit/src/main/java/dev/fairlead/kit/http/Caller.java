package dev.fairlead.kit.http;

import java.util.Set;

/**
 * Who calls, by his token.
 *
 * @param id the token's subject; for a rep his rep id
 * @param roles of {@code rep}, {@code manager}, {@code admin}, {@code integration}, {@code analyst}
 */
public record Caller(String id, Set<String> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether the caller has this role. */
  public boolean is(String role) {
    return roles.contains(role);
  }

  /** Whether the caller may do everything. */
  public boolean isAdmin() {
    return is("admin");
  }
}
