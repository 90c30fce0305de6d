package lakatos.autoformalizer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lakatos.leanbridge.Anatomy.Local;
import lakatos.leanbridge.Term;

/**
 * What occurs in terms.
 *
 * @param functions constants by their full names
 * @param figures numerals, as often as they occur
 * @param binders which kinds bind something, implications left out
 * @param variables what is bound, with its type
 */
record Content(
    Set<String> functions,
    List<Figure> figures,
    Set<Term.Binder> binders,
    Map<String, String> variables) {

  private static final Set<String> COMPARISONS =
      Set.of("Eq", "Ne", "LE.le", "LT.lt", "GE.ge", "GT.gt");
  private static final Set<String> ADDITIVE = Set.of("HAdd.hAdd", "HSub.hSub");
  private static final Pattern DIGITS = Pattern.compile("\\b\\d+\\b");

  Content {
    functions = Set.copyOf(functions);
    figures = List.copyOf(figures);
    binders = Set.copyOf(binders);
    variables = Map.copyOf(variables);
  }

  /** What a numeral does where it stands. */
  enum Role {
    /** One side of a comparison. */
    COMPARED,
    /** What something is divisible by, or reduced by. */
    MODULUS,
    EXPONENT,
    /** Added or subtracted. */
    OFFSET,
    FACTOR,
    OTHER
  }

  /** A numeral, and what it does. */
  record Figure(BigInteger value, Role role) {}

  static Content of(List<Term> terms) {
    Collector collector = new Collector();
    terms.forEach(term -> collector.visit(term, Role.OTHER));
    return new Content(
        collector.functions, collector.figures, collector.binders, collector.variables);
  }

  /** Adds what lies behind definitions. */
  Content with(Set<String> constants, Set<BigInteger> numerals) {
    Set<String> all = new HashSet<>(functions);
    all.addAll(constants);
    List<Figure> more = new ArrayList<>(figures);
    numerals.forEach(n -> more.add(new Figure(n, Role.OTHER)));
    return new Content(all, more, binders, variables);
  }

  /** Adds variables that the whole statement quantifies over. */
  Content withVariables(List<Local> locals) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    locals.forEach(local -> all.put(local.name(), local.type()));
    Set<Term.Binder> bound = new HashSet<>(binders);
    if (!locals.isEmpty()) {
      bound.add(Term.Binder.ALL);
    }
    return new Content(functions, figures, bound, all);
  }

  /** Whether one of these constants occurs. */
  boolean hasAny(Set<String> constants) {
    return functions.stream().anyMatch(constants::contains);
  }

  boolean has(String constant) {
    return functions.contains(constant);
  }

  boolean binds(Term.Binder binder) {
    return binders.contains(binder);
  }

  /** Every number that is written, those in types included. */
  Set<BigInteger> numbers() {
    Stream<BigInteger> inTypes =
        variables.values().stream()
            .flatMap(type -> DIGITS.matcher(type).results())
            .map(m -> new BigInteger(m.group()));
    return Stream.concat(figures.stream().map(Figure::value), inTypes)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the numbers from 2 on that decide something: bounds, moduli, exponents. */
  Set<BigInteger> decisive() {
    return figures.stream()
        .filter(f -> DECISIVE.contains(f.role()) && f.value().compareTo(BigInteger.ONE) > 0)
        .map(Figure::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static final Set<Role> DECISIVE = Set.of(Role.COMPARED, Role.MODULUS, Role.EXPONENT);

  /** Whether a variable has a type with this word in it. */
  boolean hasVariableOf(String word) {
    Pattern pattern = Pattern.compile("\\b" + Pattern.quote(word) + "\\b");
    return variables.values().stream().map(pattern::matcher).anyMatch(Matcher::find);
  }

  /** One walk through terms. */
  private static final class Collector {
    private final Set<String> functions = new HashSet<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Set<Term.Binder> binders = new HashSet<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    void visit(Term term, Role role) {
      if (term instanceof Term.Numeral numeral) {
        figures.add(new Figure(numeral.value(), role));
      } else if (term instanceof Term.Application application) {
        visit(application);
      } else if (term instanceof Term.Binding binding) {
        visit(binding);
      }
    }

    private void visit(Term.Application application) {
      application.head().ifPresent(head -> visit(head, Role.OTHER));
      application.function().ifPresent(functions::add);
      String function = application.function().orElse("");
      if (isSquare(application)) {
        functions.add("HPow.hPow");
      }
      List<Term> arguments = application.arguments();
      for (int i = 0; i < arguments.size(); i++) {
        visit(arguments.get(i), role(function, i));
      }
    }

    /** {@code x * x} says the same as {@code x ^ 2}. */
    private static boolean isSquare(Term.Application application) {
      List<Term> arguments = application.arguments();
      return application.is("HMul.hMul")
          && arguments.size() == 2
          && arguments.get(0).equals(arguments.get(1));
    }

    private static Role role(String function, int argument) {
      if (COMPARISONS.contains(function)) {
        return Role.COMPARED;
      }
      if (ADDITIVE.contains(function)) {
        return Role.OFFSET;
      }
      return switch (function) {
        case "HMod.hMod" -> argument == 1 ? Role.MODULUS : Role.OTHER;
        case "Dvd.dvd" -> argument == 0 ? Role.MODULUS : Role.OTHER;
        case "HPow.hPow" -> argument == 1 ? Role.EXPONENT : Role.OTHER;
        case "HMul.hMul", "HDiv.hDiv" -> Role.FACTOR;
        default -> Role.OTHER;
      };
    }

    private void visit(Term.Binding binding) {
      binding.domain().ifPresent(domain -> visit(domain, Role.OTHER));
      binding
          .type()
          .ifPresent(
              type -> {
                binders.add(binding.binder());
                variables.put(binding.name(), type);
              });
      visit(binding.body(), Role.OTHER);
    }
  }
}
