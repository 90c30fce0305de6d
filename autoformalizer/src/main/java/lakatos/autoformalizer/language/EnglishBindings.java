package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lakatos.autoformalizer.language.Language.BindingContext;
import lakatos.autoformalizer.language.Language.NamesContext;
import lakatos.autoformalizer.language.Language.NounContext;
import lakatos.autoformalizer.language.Language.RestrictionContext;
import lakatos.autoformalizer.language.Sort.Arrow;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Reads what introduces names: "for all integers a and b with a < b", "let f : ℕ → ℕ". */
final class EnglishBindings {
  private final EnglishReader reader;
  private final Discourse discourse;
  private final TermReader terms;
  private final EnglishNouns nouns;

  /** Names with what is said of them. */
  private record Bound(List<Variable> variables, List<Proposition> conditions) {}

  EnglishBindings(EnglishReader reader, Discourse discourse, TermReader terms, EnglishNouns nouns) {
    this.reader = reader;
    this.discourse = discourse;
    this.terms = terms;
    this.nouns = nouns;
  }

  Proposition universally(List<BindingContext> bindings, Supplier<Proposition> body) {
    Bound bound = bind(bindings);
    Proposition inner = body.get();
    discourse.close(names(bound.variables()));
    return Proposition.forAll(bound.variables(), Proposition.follows(bound.conditions(), inner));
  }

  Proposition existentially(List<BindingContext> bindings, Supplier<Proposition> body) {
    Bound bound = bind(bindings);
    var parts = new ArrayList<>(bound.conditions());
    parts.add(body.get());
    discourse.close(names(bound.variables()));
    return Proposition.exists(bound.variables(), Proposition.all(parts));
  }

  private static List<String> names(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  private Bound bind(List<BindingContext> bindings) {
    var variables = new ArrayList<Variable>();
    var conditions = new ArrayList<Proposition>();
    for (BindingContext binding : bindings) {
      Bound bound = bind(binding);
      variables.addAll(bound.variables());
      conditions.addAll(bound.conditions());
    }
    // "for all integers a, b and c": a name alone takes the kind of those before it.
    return new Bound(inherit(variables), conditions);
  }

  private List<Variable> inherit(List<Variable> variables) {
    var result = new ArrayList<Variable>();
    Sort before = Plain.OPEN;
    for (Variable variable : variables) {
      Sort own = variable.sort() == Plain.OPEN ? discourse.sort(variable.name()) : variable.sort();
      Sort sort = own == Plain.OPEN ? before : own;
      result.add(new Variable(variable.name(), sort));
      discourse.settle(variable.name(), sort);
      before = sort;
    }
    return result;
  }

  private Bound bind(BindingContext binding) {
    if (binding instanceof Language.BoundNamesContext names) {
      Bound bound = nouns(names.noun(), names.names(), names.restriction(), binding);
      return names.domain() == null ? bound : in(names.domain(), bound);
    }
    if (binding instanceof Language.BoundBelowContext below) {
      Bound bound = nouns(below.noun(), below.names(), below.restriction(), binding);
      return compared(bound, below);
    }
    if (binding instanceof Language.BoundBetweenContext between) {
      return between(between);
    }
    if (binding instanceof Language.BoundFunctionContext function) {
      return functions(
          function.functionNoun(), function.functors().FUNCTOR(), function.restriction(), binding);
    }
    if (binding instanceof Language.BoundArrowContext arrow) {
      return arrows(arrow);
    }
    return relation((Language.BoundRelationContext) binding);
  }

  private Bound nouns(
      @Nullable NounContext noun,
      NamesContext names,
      List<RestrictionContext> restrictions,
      ParserRuleContext phrase) {
    var variables = new ArrayList<Variable>();
    var conditions = new ArrayList<Proposition>();
    Noun read = noun == null ? Noun.of(Plain.OPEN) : nouns.noun(noun);
    int count = names.name().size();
    List<Term> things =
        nouns.introduce(
            new EnglishNouns.Phrase(read, names, count, List.of(), phrase),
            (v, c) -> {
              variables.addAll(v);
              conditions.addAll(c);
            });
    conditions.addAll(nouns.restrictions(restrictions, things));
    return new Bound(variables, conditions);
  }

  private Bound in(Language.DomainContext domain, Bound bound) {
    Sort sort = FormulaReader.domain(domain);
    List<Variable> variables =
        bound.variables().stream().map(v -> new Variable(v.name(), sort)).toList();
    variables.forEach(v -> discourse.settle(v.name(), sort));
    var conditions = new ArrayList<>(FormulaReader.marks(domain, terms(variables)));
    conditions.addAll(bound.conditions());
    return new Bound(variables, conditions);
  }

  private static List<Term> terms(List<Variable> variables) {
    return variables.stream().<Term>map(v -> new Term.Name(v.name())).toList();
  }

  private Bound compared(Bound bound, Language.BoundBelowContext below) {
    Term limit = terms.read(below.term());
    var conditions = new ArrayList<>(bound.conditions());
    for (Variable variable : bound.variables()) {
      conditions.add(
          FormulaReader.related(
              below.relation().getStart(), new Term.Name(variable.name()), limit));
    }
    return new Bound(bound.variables(), conditions);
  }

  private Bound between(Language.BoundBetweenContext between) {
    Noun noun = between.noun() == null ? Noun.of(Plain.OPEN) : nouns.noun(between.noun());
    Variable variable = new Variable(TermReader.name(between.name()), noun.sort());
    discourse.bind(List.of(variable), between);
    Term name = new Term.Name(variable.name());
    var conditions = new ArrayList<>(noun.of(List.of(name)));
    Term low = terms.read(between.term(0));
    Term high = terms.read(between.term(1));
    conditions.add(FormulaReader.related(between.relation(0).getStart(), low, name));
    conditions.add(FormulaReader.related(between.relation(1).getStart(), name, high));
    return new Bound(List.of(variable), conditions);
  }

  private Bound functions(
      Language.FunctionNounContext noun,
      List<TerminalNode> functors,
      List<RestrictionContext> restrictions,
      ParserRuleContext phrase) {
    Functions functions = Functions.of(noun);
    List<Variable> variables =
        functors.stream().map(f -> new Variable(f.getText(), functions.sort())).toList();
    discourse.bind(variables, phrase);
    var conditions = new ArrayList<Proposition>();
    terms(variables).forEach(t -> conditions.addAll(functions.traits(t)));
    conditions.addAll(nouns.restrictions(restrictions, terms(variables)));
    return new Bound(variables, conditions);
  }

  private Bound arrows(Language.BoundArrowContext arrow) {
    Sort sort = Functions.arrow(arrow.space());
    List<Variable> variables =
        arrow.functors().FUNCTOR().stream().map(f -> new Variable(f.getText(), sort)).toList();
    discourse.bind(variables, arrow);
    var conditions = new ArrayList<Proposition>();
    if (arrow.functionNoun() != null) {
      Functions functions = Functions.of(arrow.functionNoun());
      terms(variables).forEach(t -> conditions.addAll(functions.traits(t)));
    }
    conditions.addAll(nouns.restrictions(arrow.restriction(), terms(variables)));
    return new Bound(variables, conditions);
  }

  private Bound relation(Language.BoundRelationContext relation) {
    Language.RelationSpaceContext space = relation.relationSpace();
    Sort from = new Sort.Abstract(space == null ? "α" : TermReader.name(space.name(0)));
    Sort to = new Sort.Abstract(space == null ? "α" : last(space));
    var variable =
        new Variable(relation.FUNCTOR().getText(), new Arrow(List.of(from, to), Plain.PROPOSITION));
    discourse.bind(List.of(variable), relation);
    return new Bound(List.of(variable), List.of());
  }

  private static String last(Language.RelationSpaceContext space) {
    return TermReader.name(space.name(space.name().size() - 1));
  }

  // Declarations: names of the whole text

  /** Adds what {@code declaration} says to the text's names and assumptions. */
  void declare(Language.DeclarationContext declaration) {
    if (declaration instanceof Language.DeclaredFormulaContext formula) {
      discourse.assume(reader.read(formula.formula()));
      return;
    }
    Bound bound = declared(declaration);
    keep(bound);
  }

  private void keep(Bound bound) {
    bound.variables().forEach(v -> discourse.declare(v.name(), v.sort()));
    bound.conditions().forEach(discourse::assume);
  }

  private Bound declared(Language.DeclarationContext declaration) {
    if (declaration instanceof Language.DeclaredBeContext be) {
      return fresh(be.noun(), be.names(), be.restriction(), be);
    }
    if (declaration instanceof Language.DeclaredNounContext noun) {
      return fresh(noun.noun(), noun.names(), noun.restriction(), noun);
    }
    if (declaration instanceof Language.DeclaredInContext in) {
      Bound bound = in(in.domain(), fresh(null, in.names(), List.of(), in));
      var conditions = new ArrayList<>(bound.conditions());
      conditions.addAll(nouns.restrictions(in.restriction(), terms(bound.variables())));
      return new Bound(bound.variables(), conditions);
    }
    if (declaration instanceof Language.DeclaredFunctionContext function) {
      return functions(
          function.functionNoun(),
          function.functors().FUNCTOR(),
          function.restriction(),
          declaration);
    }
    return arrow((Language.DeclaredArrowContext) declaration);
  }

  private Bound fresh(
      @Nullable NounContext noun,
      NamesContext names,
      List<RestrictionContext> restrictions,
      ParserRuleContext phrase) {
    discourse.forgetOpen(TermReader.names(names));
    return nouns(noun, names, restrictions, phrase);
  }

  private Bound arrow(Language.DeclaredArrowContext arrow) {
    Sort sort = Functions.arrow(arrow.space());
    List<Variable> variables =
        arrow.functors().FUNCTOR().stream().map(f -> new Variable(f.getText(), sort)).toList();
    discourse.bind(variables, arrow);
    var conditions = new ArrayList<Proposition>();
    if (arrow.functionTrait() != null) {
      int word = arrow.functionTrait().getStart().getType();
      terms(variables).forEach(t -> conditions.add(Meanings.trait(word, t)));
    }
    if (arrow.functionNoun() != null) {
      Functions functions = Functions.of(arrow.functionNoun());
      terms(variables).forEach(t -> conditions.addAll(functions.traits(t)));
    }
    conditions.addAll(nouns.restrictions(arrow.restriction(), terms(variables)));
    return new Bound(variables, conditions);
  }

  /** Returns what a remark like "(with a, b ∈ ℕ)" or "(n ≥ 1)" adds as a premise. */
  List<Proposition> aside(Language.AsideContext aside) {
    if (aside instanceof Language.AsideFormulaContext formula) {
      return List.of(reader.read(formula.formula()));
    }
    if (aside instanceof Language.AsideInContext in) {
      return remember(in(in.domain(), fresh(null, in.names(), List.of(), in)));
    }
    var be = (Language.AsideBeContext) aside;
    return remember(fresh(be.noun(), be.names(), be.restriction(), be));
  }

  private List<Proposition> remember(Bound bound) {
    boolean plain = bound.conditions().isEmpty();
    for (Variable variable : bound.variables()) {
      if (plain) {
        discourse.announce(variable);
      } else {
        discourse.declare(variable.name(), variable.sort());
      }
    }
    return bound.conditions();
  }

  static Numbers natural() {
    return Numbers.NATURAL;
  }
}
