package lakatos.autoformalizer.language;

import java.util.List;
import java.util.regex.Pattern;
import lakatos.autoformalizer.InformalProblem;
import lakatos.autoformalizer.Translation;
import lakatos.autoformalizer.Vocabulary;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;

/** A problem in words, made into a statement. */
public final class Formalization {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_']*");
  private static final List<String> TAKEN = List.of("theorem", "def", "fun", "by", "if", "then");

  private Formalization() {}

  public static Translation of(InformalProblem problem, Vocabulary vocabulary) {
    try {
      Reading reading = Reading.of(Text.of(problem.text()), problem.answer());
      return new Translation.Translated(
          statement(problem, reading, vocabulary), reading.inEnglish(), reading.notes());
    } catch (Misunderstanding e) {
      return notUnderstood(problem.text(), e);
    }
  }

  private static Statement statement(
      InformalProblem problem, Reading reading, Vocabulary vocabulary) {
    boolean mathlib = vocabulary == Vocabulary.MATHLIB;
    String header = (mathlib ? "import Mathlib\n" : "") + TheoremSource.DEFAULT_HEADER;
    return new Statement(
        header, reading.preamble(vocabulary), reading.theorem(name(problem.id()), vocabulary));
  }

  private static String name(String id) {
    boolean usable = IDENTIFIER.matcher(id).matches() && !TAKEN.contains(id);
    return usable ? id : "problem";
  }

  private static Translation notUnderstood(String text, Misunderstanding e) {
    int start = Math.min(e.start(), text.length());
    String phrase = new Text(text, text).phrase(start, e.end());
    return new Translation.NotUnderstood(phrase, start, e.sentence());
  }
}
