package lakatos.autoformalizer.language;

import lakatos.autoformalizer.InformalProblem;
import lakatos.autoformalizer.Translation;
import lakatos.autoformalizer.Vocabulary;
import lakatos.leanbridge.Statement;

/** A problem in words, made into a statement. */
public final class Formalization {
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
    return new Statement(
        vocabulary.header(),
        reading.preamble(vocabulary),
        reading.theorem(problem.theorem(), vocabulary));
  }

  private static Translation notUnderstood(String text, Misunderstanding e) {
    int start = Math.min(e.start(), text.length());
    String phrase = new Text(text, text).phrase(start, e.end());
    return new Translation.NotUnderstood(phrase, start, e.sentence());
  }
}
