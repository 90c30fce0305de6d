package lakatos.session;

import static lakatos.session.SessionException.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lakatos.autoformalizer.ControlledLanguage;
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

  /**
   * Translates one statement.
   *
   * @throws SessionException {@code REFUSED} with the phrase that was not understood
   */
  Translation.Translated statement(String name, String words) {
    Translation translation =
        new ControlledLanguage()
            .translate(new InformalProblem(name, words, Optional.empty()), vocabulary);
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
