package lakatos.autoformalizer;

import lakatos.autoformalizer.language.Formalization;

/**
 * Textbook English and Chinese with LaTeX, read by a grammar: the formalizer that needs no model.
 *
 * <p>It understands a fragment and says which phrase lies outside of it. No word is skipped: a
 * problem that it translates was read to the last sign.
 */
public final class ControlledLanguage {

  /** Returns the problem in Lean, with the words of {@code vocabulary}. */
  public Translation translate(InformalProblem problem, Vocabulary vocabulary) {
    return Formalization.of(problem, vocabulary);
  }
}
