package lakatos.autoformalizer.language;

import java.util.List;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Relation;

/** What a problem asks for, as its owner gives it: "3", "{-2, 2}", "x = 1 or x = 2". */
record Answer(String text) {

  /**
   * Returns that {@code things} are one of the solutions.
   *
   * @throws Misunderstanding if the answer is not one
   */
  Proposition says(List<Term> things, Discourse discourse) {
    Language.AnswerContext answer = parse();
    if (answer.EMPTY() != null) {
      return Proposition.any(List.of());
    }
    if (answer.statement() != null) {
      return new EnglishReader(discourse).read(answer.statement());
    }
    if (things.size() != 1) {
      throw new Misunderstanding("the answer does not say which of these has which value");
    }
    List<Proposition> values =
        new TermReader(discourse)
            .read(answer.terms()).stream()
                .<Proposition>map(v -> new Comparison(Relation.EQUAL, things.get(0), v))
                .toList();
    return Proposition.any(values);
  }

  /** Returns the one value that the answer is. */
  Term value(Discourse discourse) {
    Language.AnswerContext answer = parse();
    if (answer.terms() == null || answer.terms().term().size() != 1) {
      throw new Misunderstanding("the answer is not one value: " + text);
    }
    return new TermReader(discourse).read(answer.terms().term(0));
  }

  private Language.AnswerContext parse() {
    try {
      return Parsing.parser(Scanner.tokens(Text.of(text))).answer();
    } catch (Misunderstanding e) {
      throw new Misunderstanding("the answer is not understood: " + text);
    }
  }
}
