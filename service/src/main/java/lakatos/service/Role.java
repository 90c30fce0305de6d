package lakatos.service;

import java.util.Locale;

/** What a caller may do; each role may what the ones before it may. */
public enum Role {
  /** Looks at jobs and models. */
  READ,
  /** Has things proved, and changes its own jobs. */
  SUBMIT,
  /** Sees and changes everybody's jobs. */
  ADMIN;

  /** Returns whether this role may what {@code needed} may. */
  public boolean may(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** Returns the role as files and people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the role that people write so.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException("not a role: " + word + " (say read, submit or admin)");
  }
}
