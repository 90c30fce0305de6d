package lakatos.prover.model;

import lakatos.leanbridge.Statement;

/**
 * What a model's output holds: a candidate for the verifier, or nothing that is worth its time.
 *
 * <p>The theorem is found by its declared name, as Lean reads text: what is in comments or strings,
 * in blocks of another language, or within {@code <think>} does not count. Nothing is decided here
 * about whether a candidate proves anything.
 */
public sealed interface Extraction {

  /**
   * Lean text that stands on the statement's header and preamble: the statement byte for byte, then
   * the model's proof, with the lemmas, definitions and openings that the model wrote before and
   * after. A theorem that the model put into a namespace of its own stands behind that namespace,
   * which is open there; nothing comes after. Of a step profile it is one tactic.
   */
  record Candidate(String text) implements Extraction {}

  /**
   * Nothing for the verifier.
   *
   * @param why a sentence without a full stop, for people and for logs
   */
  record Rejected(Reason reason, String why) implements Extraction {}

  /** Why an output is of no use, to count. */
  enum Reason {
    /** It has no Lean text. */
    NO_CODE,
    /** Its Lean text does not declare the theorem. */
    NO_THEOREM,
    /** It states the theorem and goes no further. */
    NO_PROOF,
    /** It leaves a gap, with {@code sorry} or {@code admit}. */
    SORRY,
    /** A bracket, a comment or a string is not closed, or a bracket closes none. */
    UNBALANCED,
    /** It ended in the middle of the proof, or before it. */
    TRUNCATED
  }

  /** Where in an output the Lean text is. */
  enum Rule {
    /**
     * The last block fenced as Lean, or fenced without a language, that makes a candidate. Drafts
     * come before it, and remarks may come after.
     */
    LAST_LEAN_BLOCK,
    /** The output goes on where the prompt ended, up to a closing fence. */
    RAW_UNTIL_FENCE,
    /** The first block fenced as Lean of prompt and output together. */
    FIRST_LEAN_BLOCK_OF_PROMPT_AND_OUTPUT,
    /** The output is the tactics that stand below {@code := by}, up to a closing fence. */
    TACTICS,
    /** The whole output is one tactic. */
    TACTIC;

    /** Whether the text begins in the prompt. */
    boolean readsPrompt() {
      return this == RAW_UNTIL_FENCE || this == FIRST_LEAN_BLOCK_OF_PROMPT_AND_OUTPUT;
    }
  }

  /**
   * Returns the statement that a model wrote for a problem in words, as a text of its own: the last
   * block of Lean that declares a theorem, or all of an answer that has no block. Nothing of it is
   * changed.
   */
  static Extraction ofStatement(Completion completion) {
    return Extractor.statement(completion);
  }

  /**
   * Makes a candidate of what a model answered.
   *
   * <p>Of the header that the model repeats, imports are left out, and commands that the
   * statement's own header or the profile's has. What only the profile's opens stays open if the
   * statement imports one of the modules that the profile's header does; else it may not be there.
   *
   * @param asked the prompt, as the profile made it for this statement
   * @throws IllegalArgumentException if the statement's text declares no theorem, or if the prompt
   *     is not about it though the text begins there
   */
  static Extraction of(Profile profile, Statement statement, Prompt asked, Completion completion) {
    return new Extractor(profile, statement).extract(asked, completion);
  }
}
