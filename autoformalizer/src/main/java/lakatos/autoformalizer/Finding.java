package lakatos.autoformalizer;

import java.util.Optional;

/**
 * Something that was seen about a statement, for or against that it says what the words say.
 *
 * @param kind a word that stays the same over versions
 * @param sentence for people, without a full stop
 * @param witness what shows it: an instance, a proof, a judge's words; empty if nothing does
 */
public record Finding(Kind kind, Weight weight, String sentence, Optional<String> witness) {

  /** What was seen. */
  public enum Kind {
    /** Lean does not elaborate the statement. */
    DOES_NOT_ELABORATE,
    /** The hypotheses contradict each other: it holds for want of cases. */
    CONTRADICTORY_HYPOTHESES,
    /** The negation is provable. */
    FALSE,
    /** The conclusion follows without a hypothesis that matters to the words. */
    UNNEEDED_HYPOTHESIS,
    /** The conclusion is trivial. */
    TRIVIAL,
    /** A variable or hypothesis occurs nowhere else. */
    UNUSED,
    /** A subtraction of natural numbers may be cut off at zero. */
    TRUNCATED_SUBTRACTION,
    /** A division of natural numbers or integers may leave a remainder behind. */
    TRUNCATED_DIVISION,
    /** Something may be divided by zero. */
    DIVISION_BY_ZERO,
    /** It fails, or holds for another reason, at the edge of a range. */
    EDGE_CASE,
    /** A quantifier ranges over nothing. */
    VACUOUS_RANGE,
    /**
     * With its quantifiers in the other order it differs on small instances, in the way of a slip.
     */
    QUANTIFIER_ORDER,
    /** A value that the words name does not come out. */
    INSTANCE,
    /** The statement misses something that the words have, or the other way round. */
    COVERAGE,
    /** A judge finds that it says something else. */
    JUDGED_UNFAITHFUL,
    /** A judge finds that it says the same. */
    JUDGED_FAITHFUL
  }

  /** How much it speaks against the statement. */
  public enum Weight {
    /** It says something else, or nothing. */
    FATAL,
    /** Somebody should look. */
    SUSPICIOUS,
    /** Good to know. */
    NOTE,
    /** It speaks for the statement. */
    SUPPORT
  }
}
