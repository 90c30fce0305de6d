package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import lakatos.autoformalizer.language.Language.ProductContext;
import lakatos.autoformalizer.language.Language.TermContext;
import lakatos.autoformalizer.language.Sort.Numbers;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.RuleNode;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Reads terms. */
final class TermReader extends LanguageBaseVisitor<Term> {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  private final Discourse discourse;

  TermReader(Discourse discourse) {
    this.discourse = discourse;
  }

  Term read(ParserRuleContext phrase) {
    return visit(phrase);
  }

  List<Term> read(Language.TermsContext terms) {
    return terms.term().stream().map(this::read).toList();
  }

  static List<String> names(Language.NamesContext names) {
    return names.name().stream().map(TermReader::name).toList();
  }

  /** Returns the name as it is written in Lean: {@code x_1} is {@code x₁}. */
  static String name(Language.NameContext name) {
    String letter = name.letter().getText();
    String base = letter.startsWith("\\") ? greek(letter) : letter;
    return name.subscript() == null ? base : base + subscript(name.subscript());
  }

  private static String greek(String command) {
    return switch (command) {
      case "\\alpha" -> "α";
      case "\\beta" -> "β";
      case "\\gamma" -> "γ";
      case "\\delta" -> "δ";
      case "\\mu" -> "μ";
      case "\\epsilon", "\\varepsilon" -> "ε";
      default -> "l";
    };
  }

  private static String subscript(Language.SubscriptContext subscript) {
    if (subscript.SUBSCRIPT() != null) {
      return subscript.SUBSCRIPT().getText();
    }
    String text = subscript.getText().replaceAll("[_{}]", "");
    if (!text.chars().allMatch(Character::isDigit)) {
      throw Parsing.wrong(subscript, "this index is not understood");
    }
    var result = new StringBuilder();
    text.chars().forEach(c -> result.append(SUBSCRIPTS.charAt(c - '0')));
    return result.toString();
  }

  @Override
  public Term visitTerm(TermContext term) {
    if (term.addend().stream().anyMatch(a -> a.DOTS() != null)) {
      return ellipsis(term);
    }
    Term sum = visit(term.addend(0).product());
    if (term.MINUS() != null) {
      sum = Term.of(Operator.NEGATE, sum);
    }
    for (int i = 1; i < term.addend().size(); i++) {
      boolean plus = term.addition(i - 1).PLUS() != null;
      Term addend = visit(term.addend(i).product());
      sum = Term.of(plus ? Operator.ADD : Operator.SUBTRACT, sum, addend);
    }
    return sum;
  }

  private Term ellipsis(TermContext term) {
    boolean pluses =
        term.MINUS() == null && term.addition().stream().allMatch(a -> a.PLUS() != null);
    int dots = dots(term.addend().stream().map(a -> a.DOTS() != null).toList());
    if (!pluses || dots < 2) {
      throw Parsing.wrong(term, "this sum with dots is not understood");
    }
    List<Term> shown = new ArrayList<>();
    term.addend().subList(0, dots).forEach(a -> shown.add(visit(a.product())));
    Term last = visit(term.addend(dots + 1).product());
    Term series = dotted(Operator.ADD, shown, last, term);
    for (int i = dots + 2; i < term.addend().size(); i++) {
      series = Term.of(Operator.ADD, series, visit(term.addend(i).product()));
    }
    return series;
  }

  /** Returns the place of the only dots, with something after them, or -1. */
  private static int dots(List<Boolean> dotted) {
    int first = dotted.indexOf(true);
    return first == dotted.lastIndexOf(true) && first + 1 < dotted.size() ? first : -1;
  }

  private Term dotted(Operator operator, List<Term> shown, Term last, ParserRuleContext phrase) {
    String index = discourse.fresh(Numbers.NATURAL, 1).get(0);
    return new Ellipsis(operator, shown, last, index)
        .series()
        .orElseThrow(() -> Parsing.wrong(phrase, "the dots do not show one clear pattern"));
  }

  @Override
  public Term visitProduct(ProductContext product) {
    List<Boolean> dotted = product.multiplicand().stream().map(m -> m.DOTS() != null).toList();
    if (dotted.contains(true)) {
      return dottedProduct(product, dotted);
    }
    Term result = visit(product.power());
    for (int i = 0; i < product.multiplicand().size(); i++) {
      Token sign = product.multiplication(i).getStart();
      boolean unclear =
          i > 0 && sign.getType() == Words.JUXTA && product.multiplication(i - 1).SLASH() != null;
      if (unclear) {
        throw Parsing.wrong(product, "this fraction needs brackets");
      }
      result = Term.of(operator(sign), result, visit(product.multiplicand(i).power()));
    }
    return result;
  }

  private static Operator operator(Token sign) {
    return switch (sign.getType()) {
      case Words.SLASH -> Operator.DIVIDE;
      case Words.MOD -> Operator.REMAINDER;
      default -> Operator.MULTIPLY;
    };
  }

  /** 1 · 2 · … · n */
  private Term dottedProduct(ProductContext product, List<Boolean> dotted) {
    int dots = dots(dotted);
    boolean times = product.multiplication().stream().allMatch(m -> m.TIMES() != null);
    if (dots < 1 || !times || dots + 2 != dotted.size()) {
      throw Parsing.wrong(product, "this product with dots is not understood");
    }
    List<Term> shown = new ArrayList<>();
    shown.add(visit(product.power()));
    product.multiplicand().subList(0, dots).forEach(m -> shown.add(visit(m.power())));
    Term last = visit(product.multiplicand(dots + 1).power());
    return dotted(Operator.MULTIPLY, shown, last, product);
  }

  @Override
  public Term visitPower(Language.PowerContext power) {
    Term base = visit(power.postfix());
    if (power.SUPERSCRIPT() != null) {
      return Term.of(Operator.POWER, base, superscript(power.SUPERSCRIPT(), power));
    }
    return power.exponent() == null ? base : Term.of(Operator.POWER, base, visit(power.exponent()));
  }

  private Term superscript(TerminalNode node, ParserRuleContext phrase) {
    String text = node.getText();
    if (text.equals("ⁿ")) {
      return discourse.name("n", phrase);
    }
    var digits = new StringBuilder();
    text.chars().forEach(c -> digits.append(SUPERSCRIPTS.indexOf(c)));
    return new Term.Numeral(new BigInteger(digits.toString()));
  }

  @Override
  public Term visitExponent(Language.ExponentContext exponent) {
    if (exponent.MINUS() != null) {
      throw Parsing.wrong(exponent, "negative exponents are not understood");
    }
    return visit(exponent.power());
  }

  @Override
  public Term visitPostfix(Language.PostfixContext postfix) {
    Term term = visit(postfix.primary());
    return postfix.BANG() == null ? term : Term.of(Operator.FACTORIAL, term);
  }

  @Override
  public Term visitNumeral(Language.NumeralContext numeral) {
    return new Term.Numeral(new BigInteger(numeral.getText()));
  }

  @Override
  public Term visitDecimal(Language.DecimalContext decimal) {
    String[] parts = decimal.getText().split("\\.", -1);
    return Term.of(
        Operator.DIVIDE,
        new Term.Numeral(new BigInteger(parts[0] + parts[1])),
        new Term.Numeral(BigInteger.TEN.pow(parts[1].length())));
  }

  @Override
  public Term visitApplication(Language.ApplicationContext application) {
    List<Term> arguments = application.arguments().term().stream().map(this::read).toList();
    return apply(application.FUNCTOR().getText(), arguments, application);
  }

  @Override
  public Term visitIndexed(Language.IndexedContext indexed) {
    Language.SubscriptContext subscript = indexed.subscript();
    return apply(indexed.FUNCTOR().getText(), List.of(index(subscript)), indexed);
  }

  private Term index(Language.SubscriptContext subscript) {
    if (subscript.SUBSCRIPT() != null) {
      var digits = new StringBuilder();
      subscript.getText().chars().forEach(c -> digits.append(SUBSCRIPTS.indexOf(c)));
      return new Term.Numeral(new BigInteger(digits.toString()));
    }
    if (subscript.term() != null) {
      return visit(subscript.term());
    }
    return subscript.NUMBER() != null
        ? new Term.Numeral(new BigInteger(subscript.NUMBER().getText()))
        : discourse.name(subscript.letter().getText(), subscript);
  }

  private Term apply(String function, List<Term> arguments, ParserRuleContext phrase) {
    if (!discourse.knows(function)) {
      if (discourse.fibonacci() && function.equalsIgnoreCase("f") && arguments.size() == 1) {
        return Term.of(Operator.FIBONACCI, arguments.get(0));
      }
      throw Parsing.wrong(phrase, "nothing says what " + function + " is");
    }
    return new Term.Application(function, arguments);
  }

  @Override
  public Term visitNamed(Language.NamedContext named) {
    if (named.name().letter().ATOM() != null) {
      throw Parsing.wrong(named, "a proposition is used as a number");
    }
    return discourse.name(name(named.name()), named);
  }

  @Override
  public Term visitFunctionName(Language.FunctionNameContext function) {
    return discourse.name(function.getText(), function);
  }

  @Override
  public Term visitValue(Language.ValueContext value) {
    String function = value.FUNCTOR().getText();
    if (value.subscript() != null) {
      return new Term.Application(function, List.of(index(value.subscript())));
    }
    return new Term.Application(
        function, value.arguments().term().stream().map(this::read).toList());
  }

  /** f ∘ g is f after g. */
  @Override
  public Term visitComposed(Language.ComposedContext composed) {
    List<Term> functions =
        composed.FUNCTOR().stream().<Term>map(f -> discourse.name(f.getText(), composed)).toList();
    return new Term.Operation(Operator.COMPOSE, functions);
  }

  @Override
  public Term visitCalled(Language.CalledContext called) {
    Operator operator =
        switch (called.getStart().getType()) {
          case Words.LENGTH -> Operator.LENGTH;
          case Words.REVERSAL -> Operator.REVERSE;
          case Words.SUM -> Operator.TOTAL;
          case Words.FIB -> Operator.FIBONACCI;
          case Words.CONCATENATION -> Operator.APPEND;
          case Words.EXCLUSIVE_OR -> Operator.EXCLUSIVE_OR;
          case Words.CONJUNCTION -> Operator.BOTH;
          case Words.DISJUNCTION -> Operator.EITHER;
          default -> Operator.COMPLEMENT;
        };
    List<Term> arguments = called.term().stream().map(this::read).toList();
    if (arguments.size() != operator.arity()) {
      throw Parsing.wrong(called, "this has another number of arguments");
    }
    return new Term.Operation(operator, arguments);
  }

  @Override
  public Term visitBracketed(Language.BracketedContext bracketed) {
    return visit(bracketed.term());
  }

  @Override
  public Term visitGrouped(Language.GroupedContext grouped) {
    return visit(grouped.braces().term());
  }

  @Override
  public Term visitGroup(Language.GroupContext group) {
    if (group.braces() != null) {
      return visit(group.braces().term());
    }
    return group.NUMBER() != null
        ? new Term.Numeral(new BigInteger(group.NUMBER().getText()))
        : discourse.name(name(group.name()), group);
  }

  @Override
  public Term visitFraction(Language.FractionContext fraction) {
    return Term.of(Operator.DIVIDE, visit(fraction.group(0)), visit(fraction.group(1)));
  }

  @Override
  public Term visitFloor(Language.FloorContext floor) {
    return Term.of(Operator.FLOOR, visit(floor.term()));
  }

  @Override
  public Term visitCeiling(Language.CeilingContext ceiling) {
    return Term.of(Operator.CEILING, visit(ceiling.term()));
  }

  @Override
  public Term visitAbsolute(Language.AbsoluteContext absolute) {
    return Term.of(Operator.ABSOLUTE, visit(absolute.term()));
  }

  @Override
  public Term visitMultary(Language.MultaryContext multary) {
    Operator operator =
        switch (multary.getStart().getType()) {
          case Words.GCD -> Operator.GCD;
          case Words.LCM -> Operator.LCM;
          case Words.MAX -> Operator.MAXIMUM;
          default -> Operator.MINIMUM;
        };
    List<Term> arguments = read(multary.terms());
    if (arguments.size() < 2) {
      throw Parsing.wrong(multary, "this needs at least two arguments");
    }
    return new Term.Operation(operator, arguments);
  }

  @Override
  public Term visitSeries(Language.SeriesContext series) {
    Language.SeriesRangeContext range = series.seriesRange();
    String index = name(range.name());
    Term from = visit(range.term());
    Term to = visit(range.seriesEnd());
    discourse.bind(List.of(new Variable(index, Numbers.NATURAL)), range);
    Term body = visit(series.power(0));
    for (int i = 1; i < series.power().size(); i++) {
      Token sign = series.multiplication(i - 1).getStart();
      body = Term.of(operator(sign), body, visit(series.power(i)));
    }
    discourse.close(List.of(index));
    Operator operator = series.BIG_SUM() == null ? Operator.MULTIPLY : Operator.ADD;
    return new Term.Series(operator, index, from, to, body);
  }

  @Override
  public Term visitSeriesEnd(Language.SeriesEndContext end) {
    return visit(end.group());
  }

  /** A phrase of several parts means nothing until a method says what. */
  @Override
  public Term visitChildren(RuleNode phrase) {
    if (phrase.getChildCount() != 1) {
      throw new IllegalStateException("no meaning for " + phrase.getClass().getSimpleName());
    }
    return phrase.getChild(0).accept(this);
  }
}
