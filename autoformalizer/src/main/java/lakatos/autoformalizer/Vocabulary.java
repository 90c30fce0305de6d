package lakatos.autoformalizer;

/** Whose words a statement is written in. */
public enum Vocabulary {
  /** Lean's own libraries, {@code Init} and {@code Std}. */
  CORE,
  /** Mathlib's, which can also speak of real numbers. */
  MATHLIB
}
