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
record Demand(Pattern phrase, Pattern except, Predicate<Claim> met, String sentence) {

  /** Whether the words have the phrase and the statement does not have the shape. */
  boolean isUnmetBy(Claim claim, Wording wording) {
    String rest = except.matcher(wording.plain()).replaceAll(" ");
    return phrase.matcher(rest).find() && !met.test(claim);
  }

  private static final String NONE = "(?!)";

  static final List<Demand> ALL =
      List.of(
          demand(
              "there (?:is|are|exists?) no\\b|\\bno [a-z]+(?: [a-z]+)? (?:has|have|is|are|can|divides|satisf)"
                  + "|(?:does|do) not exist|\\bno such\\b|不存在|没有",
              "no (?:more|less|fewer|larger|smaller) than",
              claim -> !beginsWithExistence(claim),
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
              claim -> says(claim, Set.of("Iff", "Eq", "And")) && isTwoWay(claim),
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
              claim -> claim.content().binds(Binder.ALL) || hasNotExists(claim),
              "the words say that there is no end of them, the statement asks for one"),
          demand(
              "\\bdistinct\\b|\\bpairwise different\\b|互不相同|互不相等|不同的",
              NONE,
              claim ->
                  says(
                      claim,
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
              claim ->
                  says(claim, Set.of("Or", "Exists", "Not", "Ne", "List.any", "or"))
                      || hasExistence(claim),
              "the words leave a choice, the statement does not"));

  private static Demand demand(
      String phrase, String except, Predicate<Claim> met, String sentence) {
    return new Demand(Pattern.compile(phrase), Pattern.compile(except), met, sentence);
  }

  private static boolean says(Claim claim, Set<String> constants) {
    return claim.content().hasAny(constants);
  }

  private static boolean hasExistence(Claim claim) {
    return claim.content().binds(Binder.SOME) || says(claim, Set.of("Exists", "ExistsUnique"));
  }

  private static boolean hasNotExists(Claim claim) {
    return says(claim, Set.of("Not", "Set.Infinite", "Infinite"));
  }

  /** Whether nothing stands in front of the first {@code ∃}. */
  private static boolean beginsWithExistence(Claim claim) {
    boolean open = claim.anatomy().variables().isEmpty();
    return open
        && claim.anatomy().conclusion() instanceof Term.Binding b
        && b.binder() == Binder.SOME;
  }

  private static boolean speaksOfExistence(Claim claim) {
    return hasExistence(claim)
        || says(claim, Set.of("Or", "Iff", "List.any", "Nonempty", "List.find?", "Membership.mem"))
        || claim.conclusion().hasAny(Set.of("Eq"));
  }

  private static boolean speaksOfUniqueness(Claim claim) {
    if (says(claim, Set.of("Iff", "ExistsUnique", "List.length", "List.countP", "Finset.card"))) {
      return true;
    }
    return !beginsConclusionWithExistence(claim)
        || claim.anatomy().conclusion().all().anyMatch(Demand::isUniversal);
  }

  private static boolean beginsConclusionWithExistence(Claim claim) {
    return claim.anatomy().conclusion() instanceof Term.Binding b && b.binder() == Binder.SOME;
  }

  private static boolean isUniversal(Term term) {
    return term instanceof Term.Binding b && b.binder() == Binder.ALL && b.domain().isEmpty();
  }

  private static boolean isTwoWay(Claim claim) {
    return says(claim, Set.of("Iff"))
        || claim.conclusion().has("And")
        || claim.anatomy().hypotheses().isEmpty();
  }

  /** A bound by itself, or a value by itself, is half of it. */
  private static boolean speaksOfOptimum(Claim claim) {
    if (says(
        claim,
        Set.of("Iff", "IsLeast", "IsGreatest", "Max.max", "Min.min", "List.max?", "List.min?"))) {
      return true;
    }
    boolean universal = claim.content().binds(Binder.ALL);
    boolean both = claim.conclusion().has("And");
    boolean bounded = says(claim, Set.of("LE.le", "LT.lt", "GE.ge", "GT.gt"));
    return universal && bounded && (both || !claim.anatomy().hypotheses().isEmpty());
  }
}
