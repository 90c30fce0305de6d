package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Vocabulary;
import lakatos.autoformalizer.language.Sort.Numbers;

/**
 * Terms as Lean text.
 *
 * <p>A number is written at a target sort that contains its own: casts stand at the leaves, so that
 * no operation is carried out in a smaller sort than the words mean.
 */
final class LeanTerms {
  static final int ATOM = 1024;
  private static final int APPLICATION = 1023;
  private static final int SUM = 65;
  private static final int PRODUCT = 70;
  private static final int POWER = 75;

  private final Vocabulary vocabulary;
  private final Sorting sorting;
  private final Facts facts;

  /** Text with the binding strength of its outermost operator. */
  private record Written(String text, int strength) {
    String in(int strength) {
      return this.strength >= strength ? text : "(" + text + ")";
    }
  }

  LeanTerms(Vocabulary vocabulary, Sorting sorting, Facts facts) {
    this.vocabulary = vocabulary;
    this.sorting = sorting;
    this.facts = facts;
  }

  Sorting sorting() {
    return sorting;
  }

  /** Returns {@code term} as text that stands as an operand of the given strength. */
  String write(Term term, Sort target, int strength) {
    return term.accept(new At(target)).in(strength);
  }

  /**
   * Returns a natural number for an exponent, an index or a bound.
   *
   * @throws Misunderstanding if it has a subtraction that may be cut off at zero
   */
  String natural(Term term, int strength) {
    return naturalWritten(term).in(strength);
  }

  private Written naturalWritten(Term term) {
    if (sorting.of(term) == Numbers.NATURAL) {
      return term.accept(new At(Numbers.NATURAL));
    }
    Linear linear = Linear.of(term).orElseThrow(() -> cutOff(term));
    for (String name : linear.coefficients().keySet()) {
      if (sorting.name(name) != Numbers.NATURAL) {
        throw new Misunderstanding(name + " must be a natural number, as an exponent or an index");
      }
    }
    if (!facts.surelyNotNegative(linear)) {
      throw cutOff(term);
    }
    return difference(linear);
  }

  private Written difference(Linear linear) {
    Term positive = linear.part(1).term();
    Linear negative = linear.part(-1);
    if (negative.equals(Linear.of(0))) {
      return positive.accept(new At(Numbers.NATURAL));
    }
    String left = write(positive, Numbers.NATURAL, SUM);
    return new Written(left + " - " + write(negative.term(), Numbers.NATURAL, SUM + 1), SUM);
  }

  private static Misunderstanding cutOff(Term term) {
    return new Misunderstanding(
        "an exponent, index or bound may be negative: " + new EnglishTerms().of(term));
  }

  /** Returns how many integers there are from {@code from} to {@code to}, as a natural number. */
  private String count(Term.Series series) {
    Linear from = Linear.of(series.from()).orElseThrow(() -> cutOff(series.from()));
    if (!from.isConstant() || from.constant().signum() < 0) {
      throw new Misunderstanding("a sum or product must begin at a number");
    }
    Linear to =
        Linear.of(series.to())
            .orElseThrow(() -> new Misunderstanding("this upper bound is not understood"));
    Linear count = to.plus(Linear.of(1)).minus(from);
    if (count.coefficients().values().stream().anyMatch(c -> c.signum() < 0)) {
      throw cutOff(series.to());
    }
    // Natural subtraction of a numeral is right here: a negative number of summands means none.
    return difference(count).in(ATOM);
  }

  static String sort(Sort sort, Vocabulary vocabulary) {
    if (sort instanceof Numbers numbers) {
      return numbers(numbers, vocabulary);
    }
    if (sort instanceof Sort.Abstract type) {
      return type.name();
    }
    if (sort instanceof Sort.ListOf list) {
      return "List " + bracketed(list.element(), vocabulary);
    }
    if (sort instanceof Sort.Below below) {
      var sorting = new Sorting(java.util.Map.of());
      return "Fin "
          + new LeanTerms(vocabulary, sorting, Facts.NONE)
              .write(below.size(), Numbers.NATURAL, ATOM);
    }
    if (sort instanceof Sort.Bits bits) {
      return "BitVec " + bits.width();
    }
    if (sort instanceof Sort.Arrow arrow) {
      return arrow(arrow, vocabulary);
    }
    if (sort == Sort.Plain.BOOLEAN) {
      return "Bool";
    }
    if (sort == Sort.Plain.PROPOSITION) {
      return "Prop";
    }
    throw new Misunderstanding("nothing says what something here is");
  }

  private static String arrow(Sort.Arrow arrow, Vocabulary vocabulary) {
    String from =
        arrow.from().stream().map(s -> bracketed(s, vocabulary)).collect(Collectors.joining(" → "));
    return from + " → " + bracketed(arrow.to(), vocabulary);
  }

  private static String bracketed(Sort sort, Vocabulary vocabulary) {
    String text = sort(sort, vocabulary);
    return text.indexOf(' ') < 0 ? text : "(" + text + ")";
  }

  private static String numbers(Numbers sort, Vocabulary vocabulary) {
    if (vocabulary == Vocabulary.MATHLIB) {
      return switch (sort) {
        case NATURAL -> "ℕ";
        case INTEGER -> "ℤ";
        case RATIONAL -> "ℚ";
        case REAL -> "ℝ";
      };
    }
    return switch (sort) {
      case NATURAL -> "Nat";
      case INTEGER -> "Int";
      case RATIONAL -> "Rat";
      case REAL -> throw new Misunderstanding("real numbers need Mathlib's vocabulary");
    };
  }

  /** Writes at one target sort. */
  private final class At implements Term.Cases<Written> {
    private final Sort target;

    At(Sort target) {
      this.target = target;
    }

    private String here(Term term, int strength) {
      return write(term, target, strength);
    }

    private Written binary(Term.Operation operation, String sign, int strength) {
      String left = here(operation.argument(0), strength);
      String right = here(operation.argument(1), strength + 1);
      return new Written(left + " " + sign + " " + right, strength);
    }

    private Written call(String function, String... arguments) {
      return new Written(function + " " + String.join(" ", arguments), APPLICATION);
    }

    /** A value of sort {@code own}, cast if the target is another. */
    private Written value(Written written, Sort own) {
      if (own.equals(target) || !target.numeric()) {
        return written;
      }
      return new Written("(" + written.text() + " : " + sort(target, vocabulary) + ")", ATOM);
    }

    @Override
    public Written numeral(Term.Numeral numeral) {
      return new Written(numeral.value().toString(), ATOM);
    }

    @Override
    public Written name(Term.Name name) {
      return value(new Written(name.name(), ATOM), sorting.of(name));
    }

    @Override
    public Written constant(Term.Constant constant) {
      return new Written(
          switch (constant) {
            case TRUE -> "true";
            case FALSE -> "false";
            case EMPTY_LIST -> "[]";
          },
          ATOM);
    }

    @Override
    public Written application(Term.Application application) {
      Sort.Arrow arrow = (Sort.Arrow) sorting.name(application.function());
      sorting.of(application); // checks the number of arguments
      var text = new StringBuilder(application.function());
      for (int i = 0; i < arrow.from().size(); i++) {
        Sort from = arrow.from().get(i);
        Term argument = application.arguments().get(i);
        text.append(' ')
            .append(
                from == Numbers.NATURAL ? natural(argument, ATOM) : write(argument, from, ATOM));
      }
      return value(new Written(text.toString(), APPLICATION), arrow.to());
    }

    @Override
    public Written operation(Term.Operation operation) {
      return switch (operation.operator()) {
        case ADD -> binary(operation, "+", SUM);
        case SUBTRACT -> binary(operation, "-", SUM);
        case MULTIPLY -> binary(operation, "*", PRODUCT);
        case DIVIDE -> binary(operation, "/", PRODUCT);
        case NEGATE -> new Written("-" + here(operation.argument(0), POWER), SUM);
        case POWER -> power(operation);
        case MAXIMUM -> extreme(operation, "max");
        case MINIMUM -> extreme(operation, "min");
        case GCD -> common(operation, "gcd");
        case LCM -> common(operation, "lcm");
        case FACTORIAL, FIBONACCI -> known(operation);
        case ABSOLUTE -> absolute(operation.argument(0));
        case FLOOR, CEILING -> rounded(operation);
        case REMAINDER -> remainder(operation);
        case LENGTH ->
            value(new Written(list(operation.argument(0)) + ".length", ATOM), Numbers.NATURAL);
        case REVERSE -> new Written(list(operation.argument(0)) + ".reverse", ATOM);
        case APPEND -> binary(operation, "++", SUM);
        case TOTAL ->
            value(new Written(list(operation.argument(0)) + ".sum", ATOM), sorting.of(operation));
        case COMPOSE -> compose(operation);
        case EXCLUSIVE_OR -> binary(operation, "^^", 33);
        case BOTH -> binary(operation, "&&", 35);
        case EITHER -> binary(operation, "||", 30);
        case COMPLEMENT -> new Written("!" + here(operation.argument(0), ATOM), 40);
      };
    }

    private String list(Term list) {
      return write(list, sorting.of(list), ATOM);
    }

    private Written power(Term.Operation operation) {
      Term exponent = operation.argument(1);
      return new Written(
          here(operation.argument(0), POWER + 1) + " ^ " + natural(exponent, POWER), POWER);
    }

    private Written extreme(Term.Operation operation, String function) {
      List<Term> arguments = operation.arguments();
      String text = here(arguments.get(0), ATOM);
      for (Term argument : arguments.subList(1, arguments.size())) {
        text = "(" + function + " " + text + " " + here(argument, ATOM) + ")";
      }
      return new Written(text, ATOM);
    }

    private Written common(Term.Operation operation, String function) {
      Numbers own = integers(operation.arguments());
      String name = (own == Numbers.NATURAL ? "Nat." : "Int.") + function;
      List<Term> arguments = operation.arguments();
      String text = write(arguments.get(0), own, ATOM);
      for (Term argument : arguments.subList(1, arguments.size())) {
        String left = text.startsWith(name) ? "(" + text + ")" : text;
        text = name + " " + left + " " + write(argument, own, ATOM);
      }
      return value(new Written(text, APPLICATION), Numbers.NATURAL);
    }

    private Numbers integers(List<Term> arguments) {
      Numbers own = sorting.join(arguments);
      if (own.compareTo(Numbers.INTEGER) > 0) {
        throw new Misunderstanding("only integers have divisors, multiples and remainders");
      }
      return own;
    }

    private Written known(Term.Operation operation) {
      Known known = Known.of(operation.operator());
      String name = vocabulary == Vocabulary.MATHLIB ? known.mathlib() : known.name();
      return value(call(name, natural(operation.argument(0), ATOM)), Numbers.NATURAL);
    }

    private Written absolute(Term argument) {
      Numbers own = sorting.number(argument);
      if (vocabulary == Vocabulary.MATHLIB) {
        Sort at = target.numeric() ? target : own;
        return new Written("|" + write(argument, at, 0) + "|", ATOM);
      }
      if (own == Numbers.NATURAL) {
        return argument.accept(this);
      }
      if (own == Numbers.INTEGER) {
        return value(call("Int.natAbs", write(argument, own, ATOM)), Numbers.NATURAL);
      }
      String inner = here(argument, ATOM);
      return new Written("(max " + inner + " (-" + inner + "))", ATOM);
    }

    private Written rounded(Term.Operation operation) {
      boolean floor = operation.operator() == Operator.FLOOR;
      Numbers own = sorting.number(operation.argument(0)).join(Numbers.RATIONAL);
      if (vocabulary == Vocabulary.MATHLIB) {
        String inner = write(operation.argument(0), own, 0);
        String text = floor ? "⌊" + inner + "⌋" : "⌈" + inner + "⌉";
        return new Written("(" + text + " : " + sort(target, vocabulary) + ")", ATOM);
      }
      String inner = write(operation.argument(0), own, 0);
      String text = "(" + inner + " : Rat)." + (floor ? "floor" : "ceil");
      return value(new Written(text, ATOM), Numbers.INTEGER);
    }

    private Written remainder(Term.Operation operation) {
      Numbers own = integers(operation.arguments());
      Numbers at = own == Numbers.NATURAL && target == Numbers.INTEGER ? Numbers.INTEGER : own;
      String left = write(operation.argument(0), at, PRODUCT);
      String right = write(operation.argument(1), at, PRODUCT + 1);
      return value(new Written(left + " % " + right, PRODUCT), at);
    }

    private Written compose(Term.Operation operation) {
      String second = write(operation.argument(0), target, ATOM);
      String first = write(operation.argument(1), target, ATOM);
      return new Written("fun x => " + second + " (" + first + " x)", 0);
    }

    @Override
    public Written series(Term.Series series) {
      boolean sum = series.operator() == Operator.ADD;
      Linear from = Linear.of(series.from()).orElseThrow(() -> cutOff(series.from()));
      Term index = new Term.Name(series.index());
      Term shifted = Linear.of(index).orElseThrow().plus(from).term();
      Term body = Shift.in(series.body(), series.index(), shifted);
      LeanTerms inner =
          new LeanTerms(vocabulary, sorting.with(series.index(), Numbers.NATURAL), facts);
      Sort own = target.numeric() ? target : sorting.of(series);
      String each = inner.write(body, own, 0);
      return vocabulary == Vocabulary.MATHLIB
          ? bigOperator(series, sum, each)
          : mapped(series, sum, inner.typed(body, own), own);
    }

    private Written bigOperator(Term.Series series, boolean sum, String each) {
      String range = "Finset.range " + count(series);
      return new Written((sum ? "∑ " : "∏ ") + series.index() + " ∈ " + range + ", " + each, 0);
    }

    private Written mapped(Term.Series series, boolean sum, String each, Sort own) {
      String list =
          "((List.range "
              + count(series)
              + ").map (fun "
              + series.index()
              + " : Nat => "
              + each
              + "))";
      String one = own == Numbers.NATURAL ? "1" : "(1 : " + sort(own, vocabulary) + ")";
      return new Written(sum ? list + ".sum" : list + ".foldl (· * ·) " + one, ATOM - 1);
    }
  }

  /** Returns a term of surely this sort, even if nothing but numerals says so. */
  String typed(Term term, Sort target) {
    if (target == Numbers.NATURAL || !target.numeric()) {
      return write(term, target, 0);
    }
    return "(" + write(term, target, 0) + " : " + sort(target, vocabulary) + ")";
  }

  /** Returns {@code value} if it is the numeral of a natural number. */
  static boolean isNumeral(Term term, BigInteger value) {
    return term instanceof Term.Numeral numeral && numeral.value().equals(value);
  }
}
