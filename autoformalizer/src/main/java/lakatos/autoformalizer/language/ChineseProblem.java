package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.language.Language.ChineseSentenceContext;
import lakatos.autoformalizer.language.Proposition.Comparison;
import lakatos.autoformalizer.language.Proposition.Equivalence;
import lakatos.autoformalizer.language.Proposition.Relation;
import org.antlr.v4.runtime.ParserRuleContext;

/** Reads the sentences of a Chinese problem: what is given, and what is claimed. */
final class ChineseProblem {
  private final Discourse discourse;
  private final ChineseReader reader;
  private final Optional<Answer> answer;
  private Optional<Proposition> claim = Optional.empty();

  ChineseProblem(Discourse discourse, Optional<Answer> answer) {
    this.discourse = discourse;
    this.reader = new ChineseReader(discourse);
    this.answer = answer;
  }

  Proposition read(Language.ChineseProblemContext problem) {
    List<ChineseSentenceContext> sentences = problem.chineseSentence();
    ChineseSentenceContext last = sentences.get(sentences.size() - 1);
    boolean claimed =
        !(last instanceof Language.ZhStatingContext || last instanceof Language.ZhDeclaringContext);
    for (ChineseSentenceContext sentence : sentences) {
      if (claim.isPresent()) {
        throw Parsing.wrong(sentence, "nothing can follow what is to be proved");
      }
      if (sentence instanceof Language.ZhStatingContext stating && sentence != last) {
        if (!claimed) {
          throw Parsing.wrong(stating, "it is not clear whether this is given or to be proved");
        }
        discourse.assume(reader.read(stating.zhStatement()));
      } else {
        read(sentence);
      }
    }
    return discourse.problem(
        claim.orElseThrow(() -> Parsing.wrong(problem, "nothing is to be proved")));
  }

  private void read(ChineseSentenceContext sentence) {
    if (sentence instanceof Language.ZhDeclaringContext declaring) {
      declare(declaring.zhDeclarations());
    } else if (sentence instanceof Language.ZhDefiningContext defining) {
      Language.RecursionContext recursion = defining.recursion();
      var range =
          defining.recursionRange() == null
              ? recursion.recursionRange()
              : defining.recursionRange();
      reader.recursions().define(recursion, Optional.ofNullable(range));
    } else if (sentence instanceof Language.ZhDeclaringClaimContext declaring) {
      declare(declaring.zhDeclarations());
      claim =
          Optional.of(
              declaring.zhStatement() == null
                  ? reader.read(declaring.zhConditionalClaim())
                  : reader.read(declaring.zhStatement()));
    } else if (sentence instanceof Language.ZhAssumingClaimContext assuming) {
      claim =
          Optional.of(
              reader.conditional(
                  () -> reader.conditions(assuming.zhConditions()),
                  () -> reader.read(assuming.zhStatement())));
    } else if (sentence instanceof Language.ZhClaimingContext claiming) {
      claim = Optional.of(reader.read(claiming.zhStatement()));
    } else if (sentence instanceof Language.ZhStatingContext stating) {
      claim = Optional.of(reader.read(stating.zhStatement()));
    } else {
      claim = Optional.of(asked(sentence));
    }
  }

  private void declare(Language.ZhDeclarationsContext declarations) {
    declarations.zhDeclaration().forEach(reader::declare);
  }

  private Answer answer(ParserRuleContext question) {
    return answer.orElseThrow(
        () -> Parsing.wrong(question, "this asks for something, and the answer is not given"));
  }

  private Proposition asked(ChineseSentenceContext question) {
    Answer given = answer(question);
    if (question instanceof Language.ZhEvaluateContext evaluate) {
      return discourse.framed(
          () ->
              new Comparison(
                  Relation.EQUAL,
                  reader.nouns().one(evaluate.zhQuantity()),
                  given.value(discourse)));
    }
    return question instanceof Language.ZhFindAllContext all
        ? findAll(all, given)
        : findExtreme((Language.ZhFindExtremeContext) question, given);
  }

  private Proposition findAll(Language.ZhFindAllContext find, Answer given) {
    int count = find.names() == null ? 1 : find.names().name().size();
    var bound = reader.bind(reader.nouns().noun(find.zhNoun()), find.names(), count, find);
    var conditions = new ArrayList<>(bound.conditions());
    if (find.zhConditions() != null) {
      conditions.add(reader.conditions(find.zhConditions()));
    }
    List<Term> things = bound.variables().stream().<Term>map(v -> new Term.Name(v.name())).toList();
    Proposition solutions = given.says(things, discourse);
    discourse.close(bound.variables().stream().map(Variable::name).toList());
    return Proposition.forAll(
        bound.variables(), new Equivalence(Proposition.all(conditions), solutions));
  }

  private Proposition findExtreme(Language.ZhFindExtremeContext find, Answer given) {
    var bound = reader.bind(reader.nouns().noun(find.zhNoun()), find.names(), 1, find);
    var conditions = new ArrayList<>(bound.conditions());
    if (find.zhConditions() != null) {
      conditions.add(reader.conditions(find.zhConditions()));
    }
    discourse.close(bound.variables().stream().map(Variable::name).toList());
    return EnglishProblem.extreme(
        find.zhExtreme().ZH_LARGEST() != null,
        bound.variables(),
        Proposition.all(conditions),
        given.value(discourse));
  }
}
