package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.language.Language.EnglishSentenceContext;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Equivalence;
import lakatos.autoformalizer.language.Proposition.Relation;
import lakatos.autoformalizer.language.Sort.Plain;
import org.antlr.v4.runtime.ParserRuleContext;

/** Reads the sentences of a problem: what is given, and what is claimed. */
final class EnglishProblem extends LanguageBaseVisitor<Void> {
  private final Discourse discourse;
  private final EnglishReader reader;
  private final Optional<Answer> answer;
  private final List<Proposition> claims = new ArrayList<>();

  EnglishProblem(Discourse discourse, Optional<Answer> answer) {
    this.discourse = discourse;
    this.reader = new EnglishReader(discourse);
    this.answer = answer;
  }

  Proposition read(Language.EnglishProblemContext problem) {
    List<EnglishSentenceContext> sentences = problem.englishSentence();
    boolean claimed = sentences.stream().anyMatch(EnglishProblem::claims);
    for (EnglishSentenceContext sentence : sentences) {
      if (!claims.isEmpty()) {
        throw Parsing.wrong(sentence, "nothing can follow what is to be proved");
      }
      boolean last = sentence == sentences.get(sentences.size() - 1);
      if (sentence instanceof Language.StatingContext stating && !claimed && !last) {
        throw Parsing.wrong(stating, "it is not clear whether this is given or to be proved");
      }
      if (sentence instanceof Language.StatingContext stating && claimed) {
        discourse.assume(reader.read(stating.statement()));
      } else {
        visit(sentence);
      }
    }
    if (claims.isEmpty()) {
      throw Parsing.wrong(problem, "nothing is to be proved");
    }
    return discourse.problem(claims.get(0));
  }

  private static boolean claims(EnglishSentenceContext sentence) {
    return !(sentence instanceof Language.StatingContext
        || sentence instanceof Language.DeclaringContext
        || sentence instanceof Language.DefiningContext
        || sentence instanceof Language.FibonacciNamingContext
        || sentence instanceof Language.AssumingContext);
  }

  private void claim(Language.StatementContext statement) {
    claims.add(reader.read(statement));
  }

  @Override
  public Void visitDeclaring(Language.DeclaringContext sentence) {
    return visit(sentence.declarations());
  }

  @Override
  public Void visitDeclarations(Language.DeclarationsContext declarations) {
    declarations.declaration().forEach(reader.bindings()::declare);
    return null;
  }

  @Override
  public Void visitAssuming(Language.AssumingContext sentence) {
    discourse.assume(reader.read(sentence.statement()));
    return null;
  }

  @Override
  public Void visitDeclaringClaim(Language.DeclaringClaimContext sentence) {
    visit(sentence.declarations());
    claim(sentence.statement());
    return null;
  }

  @Override
  public Void visitAssumingClaim(Language.AssumingClaimContext sentence) {
    claims.add(
        discourse.framed(
            () ->
                Proposition.follows(
                    discourse.lifted(() -> reader.read(sentence.statement(0))),
                    discourse.unlifted(() -> reader.read(sentence.statement(1))))));
    return null;
  }

  @Override
  public Void visitClaiming(Language.ClaimingContext sentence) {
    claim(sentence.statement());
    return null;
  }

  @Override
  public Void visitStating(Language.StatingContext sentence) {
    claim(sentence.statement());
    return null;
  }

  @Override
  public Void visitDefining(Language.DefiningContext sentence) {
    var recursion = sentence.recursion();
    new Recursions(discourse, reader.terms())
        .define(recursion, Optional.ofNullable(recursion.recursionRange()));
    return null;
  }

  @Override
  public Void visitFibonacciClaim(Language.FibonacciClaimContext sentence) {
    discourse.speakOfFibonacci();
    claim(sentence.statement());
    return null;
  }

  @Override
  public Void visitFibonacciNaming(Language.FibonacciNamingContext sentence) {
    discourse.speakOfFibonacci();
    return null;
  }

  // Problems that ask for something

  private Answer answer(ParserRuleContext question) {
    return answer.orElseThrow(
        () -> Parsing.wrong(question, "this asks for something, and the answer is not given"));
  }

  @Override
  public Void visitFindAll(Language.FindAllContext find) {
    Answer given = answer(find);
    Noun noun = reader.nouns().noun(find.noun());
    int count = find.names() == null ? 1 : find.names().name().size();
    findAll(new EnglishNouns.Phrase(noun, find.names(), count, find.restriction(), find), given);
    return null;
  }

  @Override
  public Void visitFindAllNames(Language.FindAllNamesContext find) {
    Answer given = answer(find);
    Sort sort = find.domain() == null ? Plain.OPEN : FormulaReader.domain(find.domain());
    int count = find.names().name().size();
    findAll(
        new EnglishNouns.Phrase(Noun.of(sort), find.names(), count, find.restriction(), find),
        given);
    return null;
  }

  private void findAll(EnglishNouns.Phrase phrase, Answer given) {
    var variables = new ArrayList<Variable>();
    var conditions = new ArrayList<Proposition>();
    List<Term> things =
        reader
            .nouns()
            .introduce(
                phrase,
                (v, c) -> {
                  variables.addAll(v);
                  conditions.addAll(c);
                });
    Proposition solutions = given.says(things, discourse);
    discourse.close(variables.stream().map(Variable::name).toList());
    claims.add(
        Proposition.forAll(variables, new Equivalence(Proposition.all(conditions), solutions)));
  }

  @Override
  public Void visitFindExtreme(Language.FindExtremeContext find) {
    Answer given = answer(find);
    Noun noun = reader.nouns().noun(find.noun());
    var variables = new ArrayList<Variable>();
    var conditions = new ArrayList<Proposition>();
    reader
        .nouns()
        .introduce(
            new EnglishNouns.Phrase(noun, find.names(), 1, find.restriction(), find),
            (v, c) -> {
              variables.addAll(v);
              conditions.addAll(c);
            });
    discourse.close(variables.stream().map(Variable::name).toList());
    Term value = given.value(discourse);
    claims.add(
        extreme(find.extreme().LARGEST() != null, variables, Proposition.all(conditions), value));
    return null;
  }

  /** The value satisfies the conditions, and nothing beyond it does. */
  static Proposition extreme(
      boolean largest, List<Variable> variables, Proposition conditions, Term value) {
    String name = variables.get(0).name();
    Proposition holds = new Substitution(java.util.Map.of(name, value)).of(conditions);
    Term other = new Term.Name(name);
    Proposition beyond =
        largest
            ? new Comparison(Relation.AT_MOST, other, value)
            : new Comparison(Relation.AT_MOST, value, other);
    return Proposition.all(
        List.of(
            holds, Proposition.forAll(variables, new Proposition.Conditional(conditions, beyond))));
  }

  @Override
  public Void visitEvaluate(Language.EvaluateContext evaluate) {
    Answer given = answer(evaluate);
    Proposition claim =
        discourse.framed(
            () -> {
              List<Term> things = reader.nouns().visit(evaluate.quantity());
              return new Comparison(Relation.EQUAL, things.get(0), given.value(discourse));
            });
    claims.add(claim);
    return null;
  }
}
