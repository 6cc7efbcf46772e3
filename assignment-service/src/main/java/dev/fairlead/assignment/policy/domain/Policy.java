package dev.fairlead.assignment.policy.domain;

import java.util.List;

/**
 * Ordered rules of which the first that matches wins, and what happens when none does.
 *
 * @param version 0 while it is not stored
 * @param rules top-down
 * @param fallback asked when no rule came to an end; its condition always holds
 * @param existingOwner when a former owner wins over rotation
 */
public record Policy(
    int version, String name, List<Rule> rules, Rule fallback, ExistingOwner existingOwner) {

  /** Whose former owner wins over rotation. */
  public enum ExistingOwner {
    /** Of the same person, else of the same company. */
    KEEP,
    /** Of the same person only. */
    PERSON,
    /** Nobody's: all take their turns. */
    ROTATE
  }

  /** Id of the fallback in decisions. */
  public static final String FALLBACK = "fallback";

  public Policy {
    rules = List.copyOf(rules);
  }
}
