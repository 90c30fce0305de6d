package lakatos.autoformalizer.language;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Vocabulary;
import org.antlr.v4.runtime.Token;

/**
 * A text that was understood.
 *
 * @param proposition what it claims; every variable has its sort
 * @param constants functions that the preamble defines, with their sorts
 * @param definitions of these functions
 * @param notes what was assumed, a sentence each
 */
record Reading(
    Proposition proposition,
    Map<String, Sort> constants,
    List<Definition> definitions,
    List<String> notes) {

  /**
   * @param answer what the problem asks for, if it is known
   * @throws Misunderstanding if a part of the text has no meaning here
   */
  static Reading of(Text text, Optional<String> answer) {
    Text.Tongue tongue = text.tongue();
    List<Token> tokens = Scanner.tokens(text);
    var discourse = new Discourse(letters(tokens), compositions(tokens));
    Language parser = Parsing.parser(tokens);
    Optional<Answer> asked = answer.map(Answer::new);
    Proposition proposition =
        tongue == Text.Tongue.ENGLISH
            ? new EnglishProblem(discourse, asked).read(parser.englishProblem())
            : new ChineseProblem(discourse, asked).read(parser.chineseProblem());
    var domains = new Domains(proposition, discourse.constants());
    Proposition settled = domains.settle(proposition);
    domains.notes().forEach(discourse::note);
    return new Reading(settled, discourse.constants(), discourse.definitions(), discourse.notes());
  }

  private static Set<List<String>> compositions(List<Token> tokens) {
    var pairs = new HashSet<List<String>>();
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).getType() == Words.COMPOSE) {
        pairs.add(List.of(tokens.get(i - 1).getText(), tokens.get(i + 1).getText()));
      }
    }
    return pairs;
  }

  private static Set<String> letters(List<Token> tokens) {
    var letters = new HashSet<String>();
    for (Token token : tokens) {
      if (token.getText().length() <= 2) {
        letters.add(token.getText());
      }
    }
    return letters;
  }

  String theorem(String name, Vocabulary vocabulary) {
    return new LeanTheorem(vocabulary, constants).write(name, proposition);
  }

  String inEnglish() {
    Set<String> sequences =
        this.definitions.stream().map(Definition::name).collect(Collectors.toSet());
    String claim = new EnglishStatements(new EnglishTerms(sequences)).sentence(proposition);
    String definitions =
        this.definitions.stream().map(d -> d.english() + " ").collect(Collectors.joining());
    return definitions + claim;
  }

  /** Returns the definitions that the theorem needs. */
  String preamble(Vocabulary vocabulary) {
    var text = new StringBuilder(Preamble.of(proposition, vocabulary));
    definitions.forEach(d -> text.append(d.lean(vocabulary)));
    return text.toString();
  }
}
