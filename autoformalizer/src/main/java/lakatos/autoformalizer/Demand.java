package lakatos.autoformalizer;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import lakatos.leanbridge.Term;
import lakatos.leanbridge.Term.Binder;

/**
 * A phrase that asks for a certain shape of the statement.
 *
 * @param phrase in lower case
 * @param except phrases that look like it and are left out first
 * @param met whether a statement has that shape, or one that may say the same
 * @param sentence what is wrong if not
 */
record Demand(Pattern phrase, Pattern except, Predicate<Specimen> met, String sentence) {

  /** Whether the words have the phrase and the statement does not have the shape. */
  boolean isUnmetBy(Wording wording, Specimen specimen) {
    String rest = except.matcher(wording.plain()).replaceAll(" ");
    return phrase.matcher(rest).find() && !met.test(specimen);
  }

  private static final String NONE = "(?!)";

  static final List<Demand> ALL =
      List.of(
          demand(
              "there (?:is|are|exists?) no\\b|\\bno [a-z]+(?: [a-z]+)? (?:has|have|is|are|can|divides|satisf)"
                  + "|(?:does|do) not exist|\\bno such\\b|不存在|没有",
              "no (?:more|less|fewer|larger|smaller) than",
              specimen -> !beginsWithExistence(specimen),
              "the words deny that something exists, the statement says that something does"),
          demand(
              "there (?:is|are|exists?|must be)\\b|\\bexists?\\b|∃|存在|\\bsome [a-z]+ (?:contains?|has|have|is|are)\\b",
              "there (?:is|are|exists?) no\\b|does not exist|do not exist|there (?:is|are) \\d+|不存在"
                  + "|if there (?:is|are|exists?)",
              Demand::speaksOfExistence,
              "the words say that something exists, the statement does not"),
          demand(
              "exactly one\\b|\\bunique|\\bonly one\\b|one and only one|唯一|有且(?:仅|只)有一",
              NONE,
              Demand::speaksOfUniqueness,
              "the words say that there is only one, the statement does not"),
          demand(
              "if and only if|\\biff\\b|⇔|\\b(?:are|is) exactly (?:the|those|when|if|[\\d$])|当且仅当|充要条件|充分必要",
              "\\bif not\\b",
              specimen -> says(specimen, Set.of("Iff", "Eq", "And")) && isTwoWay(specimen),
              "the words say that both directions hold, the statement has one"),
          demand(
              "\\b(?:max|min)(?:imum|imal)?(?![a-z])|\\blargest\\b|\\bsmallest\\b|\\bgreatest\\b|\\bleast\\b"
                  + "|最大|最小",
              "at (?:least|most)|greatest common|least common|最大公|最小公|(?:is|are) no (?:largest|smallest|greatest|least)"
                  + "|last|no (?:largest|smallest|greatest|least)",
              Demand::speaksOfOptimum,
              "the words speak of the largest or smallest, the statement lacks that it is attained"
                  + " or that it is a bound"),
          demand(
              "infinitely many|arbitrarily (?:large|many)|unbounded|无穷多|无限多",
              NONE,
              specimen -> specimen.content().binds(Binder.ALL) || hasNotExists(specimen),
              "the words say that there is no end of them, the statement asks for one"),
          demand(
              "\\bdistinct\\b|\\bpairwise different\\b|互不相同|互不相等|不同的",
              NONE,
              specimen ->
                  says(
                      specimen,
                      Set.of(
                          "Ne",
                          "Not",
                          "List.Nodup",
                          "LT.lt",
                          "GT.gt",
                          "Function.Injective",
                          "List.Pairwise",
                          "False",
                          "List.Sorted")),
              "the words say that things differ, the statement does not"),
          demand(
              "\\bat least one of\\b|\\beither\\b|至少(?:有)?一个|\\bor both\\b",
              NONE,
              specimen ->
                  says(specimen, Set.of("Or", "Exists", "Not", "Ne", "List.any", "or"))
                      || hasExistence(specimen),
              "the words leave a choice, the statement does not"));

  private static Demand demand(
      String phrase, String except, Predicate<Specimen> met, String sentence) {
    return new Demand(Pattern.compile(phrase), Pattern.compile(except), met, sentence);
  }

  private static boolean says(Specimen specimen, Set<String> constants) {
    return specimen.content().hasAny(constants);
  }

  private static boolean hasExistence(Specimen specimen) {
    return specimen.content().binds(Binder.SOME)
        || says(specimen, Set.of("Exists", "ExistsUnique"));
  }

  private static boolean hasNotExists(Specimen specimen) {
    return says(specimen, Set.of("Not", "Set.Infinite", "Infinite"));
  }

  /** Whether nothing stands in front of the first {@code ∃}. */
  private static boolean beginsWithExistence(Specimen specimen) {
    boolean open = specimen.anatomy().variables().isEmpty();
    return open
        && specimen.anatomy().conclusion() instanceof Term.Binding b
        && b.binder() == Binder.SOME;
  }

  private static boolean speaksOfExistence(Specimen specimen) {
    return hasExistence(specimen)
        || says(
            specimen, Set.of("Or", "Iff", "List.any", "Nonempty", "List.find?", "Membership.mem"))
        || specimen.conclusion().hasAny(Set.of("Eq"));
  }

  private static boolean speaksOfUniqueness(Specimen specimen) {
    if (says(
        specimen, Set.of("Iff", "ExistsUnique", "List.length", "List.countP", "Finset.card"))) {
      return true;
    }
    return !beginsConclusionWithExistence(specimen)
        || specimen.anatomy().conclusion().all().anyMatch(Demand::isUniversal);
  }

  private static boolean beginsConclusionWithExistence(Specimen specimen) {
    return specimen.anatomy().conclusion() instanceof Term.Binding b && b.binder() == Binder.SOME;
  }

  private static boolean isUniversal(Term term) {
    return term instanceof Term.Binding b && b.binder() == Binder.ALL && b.domain().isEmpty();
  }

  private static boolean isTwoWay(Specimen specimen) {
    return says(specimen, Set.of("Iff"))
        || specimen.conclusion().has("And")
        || specimen.anatomy().hypotheses().isEmpty();
  }

  /** A bound by itself, or a value by itself, is half of it. */
  private static boolean speaksOfOptimum(Specimen specimen) {
    if (says(
        specimen,
        Set.of("Iff", "IsLeast", "IsGreatest", "Max.max", "Min.min", "List.max?", "List.min?"))) {
      return true;
    }
    boolean universal = specimen.content().binds(Binder.ALL);
    boolean both = specimen.conclusion().has("And");
    boolean bounded = says(specimen, Set.of("LE.le", "LT.lt", "GE.ge", "GT.gt"));
    return universal && bounded && (both || !specimen.anatomy().hypotheses().isEmpty());
  }
}
