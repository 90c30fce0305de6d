package lakatos.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Candidate;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Formalized;
import lakatos.autoformalizer.Stage;
import lakatos.leanbridge.Statement;
import lakatos.v1.Result;

/**
 * Statements that were made of words, here or at a server.
 *
 * @param candidates the likeliest first; empty if nobody wrote a statement that elaborates
 * @param reasons why there is none, a sentence for each who tried
 * @param stages all that happened, a sentence each
 * @param tokens that models wrote
 */
record Statements(
    List<Candidate> candidates,
    List<String> reasons,
    List<String> stages,
    Duration wall,
    long tokens) {
  Statements {
    candidates = List.copyOf(candidates);
    reasons = List.copyOf(reasons);
    stages = List.copyOf(stages);
  }

  static Statements of(Formalized result) {
    return new Statements(
        result.candidates(),
        result.reasons(),
        result.stages().stream().map(Stage::sentence).toList(),
        result.wall(),
        result.tokens());
  }

  /**
   * Reads what a server says.
   *
   * @throws Trouble if it says what is not known here
   */
  static Statements of(Result result) {
    lakatos.v1.Formalization made = result.getFormalization();
    return new Statements(
        made.getCandidatesList().stream().map(Statements::candidate).toList(),
        made.getReasonsList(),
        made.getStagesList().stream().map(lakatos.v1.Stage::getSentence).toList(),
        Replies.duration(result.getEffort().getWall()),
        result.getEffort().getTokens());
  }

  private static Candidate candidate(lakatos.v1.Candidate wire) {
    lakatos.v1.Statement statement = wire.getStatement();
    return new Candidate(
        new Statement(statement.getHeader(), statement.getPreamble(), statement.getText()),
        wire.getOriginsList().stream()
            .map(o -> new Candidate.Origin(o.getFormalizer(), o.getSample(), o.getRounds()))
            .toList(),
        wire.getConfidence(),
        wire.getFindingsList().stream().map(Statements::finding).toList(),
        some(wire.getBackTranslation()),
        wire.getAssumptionsList());
  }

  private static Finding finding(lakatos.v1.Finding wire) {
    return new Finding(
        named(Finding.Kind.class, wire.getKind(), "FINDING_KIND_"),
        named(Finding.Weight.class, wire.getWeight(), "FINDING_WEIGHT_"),
        wire.getSentence(),
        some(wire.getWitness()));
  }

  /** The names here and on the wire are the same. */
  private static <E extends Enum<E>> E named(Class<E> type, Enum<?> wire, String prefix) {
    try {
      return Enum.valueOf(type, wire.name().replace(prefix, ""));
    } catch (IllegalArgumentException e) {
      throw new Trouble(
          "the server is newer than this client, which does not know all that it found; use a"
              + " newer one",
          e);
    }
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** One word for machines and for counting. */
  String verdict() {
    return candidates.stream()
        .findFirst()
        .map(best -> best.isSound() ? "formalized" : "doubtful")
        .orElse("open");
  }
}
