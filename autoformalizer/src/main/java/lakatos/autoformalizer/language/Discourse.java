package lakatos.autoformalizer.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import lakatos.autoformalizer.language.Frame.Force;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** What a text has spoken of so far. */
final class Discourse {

  /** Names that no letter of the text has, for things without one. */
  private static final Map<Sort, String> LETTERS =
      Map.of(
          Numbers.NATURAL, "nmkabcdstu",
          Numbers.INTEGER, "nmkabcdstu",
          Numbers.RATIONAL, "xyzabcdstu",
          Numbers.REAL, "xyzabcdstu",
          Plain.BOOLEAN, "bcde",
          Plain.PROPOSITION, "pqrs");

  private static final String SEVERAL = "abcdefghkm";

  private final Map<String, Sort> scope = new LinkedHashMap<>();
  private final Set<String> closed = new HashSet<>();
  private final Set<String> taken;
  private final Map<String, Sort> free = new LinkedHashMap<>();
  private final List<Proposition> assumptions = new ArrayList<>();
  private final List<List<Term>> groups = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Sort> constants = new HashMap<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final Set<String> announced = new HashSet<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private @Nullable Frame lift;
  private boolean genericsOnly;
  private boolean fibonacci;

  private final Set<List<String>> compositions;

  /**
   * @param letters that occur in the text, so that none of them is given to anything else
   * @param compositions pairs of functions, the second of which comes first, as in f ∘ g
   */
  Discourse(Set<String> letters, Set<List<String>> compositions) {
    this.taken = new HashSet<>(letters);
    this.compositions = Set.copyOf(compositions);
  }

  /** Returns whether the text has {@code outer} after {@code inner}. */
  boolean composes(String outer, String inner) {
    return compositions.contains(List.of(outer, inner));
  }

  /** Whether the text speaks of Fibonacci numbers, so that F(n) is one. */
  boolean fibonacci() {
    return fibonacci;
  }

  void speakOfFibonacci() {
    fibonacci = true;
  }

  List<String> notes() {
    return notes;
  }

  void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  // Names

  /** Returns an occurrence of {@code name}, which is a variable of the whole text if it is new. */
  Term name(String name, ParserRuleContext phrase) {
    if (!scope.containsKey(name)) {
      if (closed.contains(name)) {
        throw Parsing.wrong(phrase, name + " stands outside of what introduces it");
      }
      declare(name, Plain.OPEN);
    }
    return new Term.Name(name);
  }

  boolean knows(String name) {
    return scope.containsKey(name);
  }

  Sort sort(String name) {
    return scope.getOrDefault(name, Plain.OPEN);
  }

  /** Makes {@code name} a variable of the whole text, or says what one of them is. */
  void declare(String name, Sort sort) {
    scope.put(name, sort);
    free.put(name, sort);
    taken.add(name);
  }

  /** Says what a name is that nothing was said of yet. */
  void settle(String name, Sort sort) {
    scope.put(name, sort);
    if (free.containsKey(name)) {
      free.put(name, sort);
    }
  }

  /** Returns the variables of the whole text. */
  List<String> names() {
    return List.copyOf(free.keySet());
  }

  /** Takes back variables of the whole text, to be bound where they stand. */
  List<Variable> withdraw(List<String> names, Sort sort) {
    names.forEach(free::remove);
    close(names);
    return names.stream().map(n -> new Variable(n, sort)).toList();
  }

  /** Lets go of names that were used before they are introduced, as nothing was said of them. */
  void forgetOpen(List<String> names) {
    for (String name : names) {
      if (free.get(name) == Plain.OPEN) {
        free.remove(name);
        scope.remove(name);
      }
    }
  }

  /** Says what names are that the text may still bind: "(where n, k ∈ ℕ)". */
  void announce(Variable variable) {
    declare(variable.name(), variable.sort());
    announced.add(variable.name());
  }

  void bind(List<Variable> variables, ParserRuleContext phrase) {
    for (Variable variable : variables) {
      if (announced.remove(variable.name())) {
        free.remove(variable.name());
        scope.put(variable.name(), scope.getOrDefault(variable.name(), Plain.OPEN));
        continue;
      }
      if (scope.containsKey(variable.name())) {
        throw Parsing.wrong(phrase, variable.name() + " already names something else");
      }
      scope.put(variable.name(), variable.sort());
      taken.add(variable.name());
    }
  }

  void close(List<String> names) {
    names.forEach(scope::remove);
    closed.addAll(names);
    groups.removeIf(g -> g.stream().anyMatch(t -> mentions(t, names)));
  }

  private static boolean mentions(Term term, List<String> names) {
    return (term instanceof Term.Name name && names.contains(name.name()))
        || term.parts().stream().anyMatch(p -> mentions(p, names));
  }

  /** Returns {@code count} names that the text does not use. */
  List<String> fresh(Sort sort, int count) {
    String letters = count > 1 ? SEVERAL : LETTERS.getOrDefault(sort, "xyzuvw");
    if (sort instanceof Sort.ListOf) {
      letters = "LMK";
    } else if (sort instanceof Sort.Arrow) {
      letters = "fguvw";
    }
    var names = new ArrayList<String>();
    for (int i = 0; names.size() < count; i++) {
      String letter = letters.substring(i % letters.length(), i % letters.length() + 1);
      String name = letter + "'".repeat(i / letters.length());
      if (taken.add(name)) {
        names.add(name);
      }
    }
    return names;
  }

  // Assumptions and quantifiers

  void assume(Proposition proposition) {
    assumptions.add(proposition);
  }

  /** A sequence that the preamble defines. */
  void define(Definition definition) {
    define(definition.name(), definition.type());
    definitions.add(definition);
  }

  List<Definition> definitions() {
    return definitions;
  }

  /** A function that the preamble defines. */
  void define(String name, Sort sort) {
    scope.put(name, sort);
    constants.put(name, sort);
  }

  Map<String, Sort> constants() {
    return constants;
  }

  /** Returns the whole problem, given what it claims in the end. */
  Proposition problem(Proposition claim) {
    var variables = free.entrySet().stream().map(e -> new Variable(e.getKey(), e.getValue()));
    return Proposition.forAll(variables.toList(), Proposition.follows(assumptions, claim));
  }

  /** Reads something whose noun phrases are quantified right around it. */
  Proposition framed(Supplier<Proposition> reading) {
    var frame = new Frame();
    frames.push(frame);
    Proposition body = reading.get();
    frames.pop();
    Proposition result = frame.around(body);
    close(frame.names());
    return result;
  }

  /** Reads a condition whose indefinite noun phrases reach over what follows from it. */
  Proposition lifted(Supplier<Proposition> reading) {
    return lifting(frames.peek(), false, reading);
  }

  /** Reads one side of an equivalence whose subject is spoken of on the other side too. */
  Proposition liftedGenerics(Supplier<Proposition> reading) {
    return lifting(frames.peek(), true, reading);
  }

  /** Reads something from which nothing is lifted. */
  Proposition unlifted(Supplier<Proposition> reading) {
    return lifting(null, false, () -> framed(reading));
  }

  /** Reads something from which nothing is lifted, as below a negation. */
  Proposition sealed(Supplier<Proposition> reading) {
    return unlifted(reading);
  }

  private Proposition lifting(@Nullable Frame to, boolean generics, Supplier<Proposition> reading) {
    Frame before = lift;
    boolean genericsBefore = genericsOnly;
    lift = to;
    genericsOnly = generics;
    Proposition result = reading.get();
    lift = before;
    genericsOnly = genericsBefore;
    return result;
  }

  /** Brings in an indefinite noun phrase, as "a prime" or "two integers". */
  void indefinite(Force otherwise, List<Variable> variables, List<Proposition> conditions) {
    if (lift != null && !(genericsOnly && otherwise != Force.EVERY)) {
      lift.add(Force.EVERY, variables, conditions);
    } else {
      definite(otherwise, variables, conditions);
    }
  }

  /** Brings in a noun phrase whose force is said. */
  void definite(Force force, List<Variable> variables, List<Proposition> conditions) {
    Frame frame = frames.peek();
    if (frame == null) {
      throw new IllegalStateException("no frame for " + variables);
    }
    frame.add(force, variables, conditions);
  }

  // What "it" and "they" mean

  void mention(List<Term> group) {
    if (!group.isEmpty()) {
      groups.remove(group);
      groups.add(group);
    }
  }

  /** Returns the only single thing that was spoken of. */
  List<Term> single(ParserRuleContext phrase) {
    return only(groups.stream().filter(g -> g.size() == 1).toList(), phrase);
  }

  /** Returns the only thing of this sort that was spoken of: "the list". */
  List<Term> theOnly(Sort sort, ParserRuleContext phrase) {
    return only(
        groups.stream()
            .filter(g -> g.size() == 1 && g.get(0) instanceof Term.Name n && same(sort, n))
            .toList(),
        phrase);
  }

  private boolean same(Sort sort, Term.Name name) {
    Sort own = sort(name.name());
    return own.getClass() == sort.getClass() && (!own.numeric() || own.equals(sort));
  }

  /** Returns the only things that were spoken of together. */
  List<Term> several(ParserRuleContext phrase) {
    return only(groups.stream().filter(g -> g.size() > 1).toList(), phrase);
  }

  private static List<Term> only(List<List<Term>> candidates, ParserRuleContext phrase) {
    if (candidates.size() != 1) {
      throw Parsing.wrong(
          phrase,
          candidates.isEmpty()
              ? "nothing was named that this can mean"
              : "this can mean several things");
    }
    return candidates.get(0);
  }
}
