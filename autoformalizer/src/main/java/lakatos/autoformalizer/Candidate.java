package lakatos.autoformalizer;

import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Statement;

/**
 * A statement that elaborates, and what speaks for and against its saying what the words say.
 *
 * @param statement of which others that say the same are left out
 * @param origins who wrote it or one that says the same, in the order of the drafts
 * @param confidence from 0 to 1, made of the findings and of how many agree; see {@link #isSound}
 * @param findings the gravest first
 * @param backTranslation the statement in words, by somebody who did not see the problem
 * @param assumptions what was added where the words leave something open, a sentence each
 */
public record Candidate(
    Statement statement,
    List<Origin> origins,
    double confidence,
    List<Finding> findings,
    Optional<String> backTranslation,
    List<String> assumptions) {

  /**
   * Who wrote a statement.
   *
   * @param formalizer name of the model, or {@link Autoformalizer#CONTROLLED}
   * @param sample which of its answers, from 0
   * @param rounds how often it was corrected
   */
  public record Origin(String formalizer, int sample, int rounds) {}

  public Candidate {
    origins = List.copyOf(origins);
    findings = List.copyOf(findings);
    assumptions = List.copyOf(assumptions);
  }

  /** Whether nothing was found that makes it say something else, or nothing. */
  public boolean isSound() {
    return findings.stream().noneMatch(finding -> finding.weight() == Weight.FATAL);
  }
}
