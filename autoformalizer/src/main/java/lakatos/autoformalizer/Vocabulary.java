package lakatos.autoformalizer;

import lakatos.prover.TheoremSource;

/** Whose words a statement is written in. */
public enum Vocabulary {
  /** Lean's own libraries, {@code Init} and {@code Std}. */
  CORE(TheoremSource.DEFAULT_HEADER),
  /** Mathlib's, which can also speak of real numbers. */
  MATHLIB("import Mathlib\n" + TheoremSource.DEFAULT_HEADER);

  private final String header;

  Vocabulary(String header) {
    this.header = header;
  }

  /** The header of a statement in these words. */
  public String header() {
    return header;
  }
}
