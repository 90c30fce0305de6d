package lakatos.session;

import static lakatos.session.SessionException.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lakatos.autoformalizer.Autoformalizer;
import lakatos.autoformalizer.Candidate;
import lakatos.autoformalizer.ControlledLanguage;
import lakatos.autoformalizer.Council;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Formalized;
import lakatos.autoformalizer.FormalizerOptions;
import lakatos.autoformalizer.InformalProblem;
import lakatos.autoformalizer.Translation;
import lakatos.autoformalizer.Vocabulary;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremText;

/**
 * Words that the controlled language understands, as Lean: a statement, or steps of an argument.
 */
final class Argument {
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.。])\\s+|(?<=。)");
  private static final Pattern MATHLIB = Pattern.compile("(?m)^\\s*import\\s+Mathlib");

  private final Vocabulary vocabulary;

  /** Reads words for a session with this header. */
  Argument(String header) {
    this.vocabulary = MATHLIB.matcher(header).find() ? Vocabulary.MATHLIB : Vocabulary.CORE;
  }

  /** Words as they were noted, if they can be read as a problem. */
  static Optional<InformalProblem> words(String name, String noted) {
    try {
      return noted.isBlank()
          ? Optional.empty()
          : Optional.of(new InformalProblem(name, noted, Optional.empty()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a note need not be a problem
    }
  }

  private static InformalProblem problem(String name, String words) {
    try {
      return new InformalProblem(name, words, Optional.empty());
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Makes a statement of words, and has Lean's probes look at it.
   *
   * @throws SessionException {@code REFUSED} if they are not understood, or mean something else
   */
  Candidate formalize(Engine engine, String name, String words, Duration budget) {
    Formalized made =
        new Autoformalizer(
                engine.pool(),
                engine.verifier(),
                List.of(),
                Council.NONE,
                FormalizerOptions.DEFAULT.withVocabulary(vocabulary))
            .formalize(problem(name, words), budget, stage -> {});
    Candidate best = made.best().orElseThrow(() -> refused(String.join("; ", made.reasons())));
    best.findings().stream()
        .filter(finding -> finding.weight() == Finding.Weight.FATAL)
        .findFirst()
        .ifPresent(
            fault -> {
              throw refused(
                  "what was understood is "
                      + best.statement().text()
                      + ", and "
                      + fault.sentence()
                      + "; say it in other words, or lock the Lean text itself");
            });
    return best;
  }

  /**
   * Translates one statement.
   *
   * @throws SessionException {@code REFUSED} with the phrase that was not understood
   */
  Translation.Translated statement(String name, String words) {
    Translation translation = new ControlledLanguage().translate(problem(name, words), vocabulary);
    if (translation instanceof Translation.NotUnderstood not) {
      throw refused("\"" + not.phrase() + "\" was not understood: " + not.sentence());
    }
    return (Translation.Translated) translation;
  }

  /**
   * Makes a proof with gaps: each sentence is a step, and the last gap is what follows from them.
   *
   * @throws SessionException {@code REFUSED} with the phrase that was not understood
   */
  String steps(String words) {
    List<String> lines = new ArrayList<>(List.of("by"));
    for (String sentence : SENTENCE_END.splitAsStream(words.strip()).toList()) {
      String step = "step" + lines.size();
      Statement statement = statement(step, sentence).statement();
      if (!statement.preamble().isBlank()) {
        throw refused("\"" + sentence + "\" needs definitions; state it as a lemma");
      }
      String proposition =
          TheoremText.of(statement.text())
              .map(TheoremText::proposition)
              .orElseThrow(() -> refused("\"" + sentence + "\" is no proposition"));
      lines.add("  have " + step + " : " + proposition.replace("\n", " ") + " := by sorry");
    }
    lines.add("  sorry");
    return String.join("\n", lines);
  }
}
