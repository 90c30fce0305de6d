package lakatos.autoformalizer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.autoformalizer.Wording.Conditional;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Variant;

/** Looks whether what the words assume is what the statement concludes. */
final class ConverseProbe implements Probe {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Something by which a condition and a consequence can be told apart. */
  private record Mark(Pattern words, Predicate<Content> terms) {
    static Mark of(String words, String... constants) {
      java.util.Set<String> set = java.util.Set.of(constants);
      return new Mark(Pattern.compile(words), content -> content.hasAny(set));
    }
  }

  private static final List<Mark> MARKS =
      List.of(
          Mark.of("square|cube|power|\\^|²|³|平方|立方|次方", "HPow.hPow"),
          Mark.of("product|乘积|之积", "HMul.hMul"),
          Mark.of("at least one|\\bor\\b|either|或|至少", "Or"),
          Mark.of("\\bsum\\b|\\+|之和|的和", "HAdd.hAdd", "List.sum"),
          Mark.of("difference|之差", "HSub.hSub"),
          Mark.of("divi(?:des|sible)|multiple|∣|整除|倍数", "Dvd.dvd"),
          Mark.of("\\bprime|质数|素数", "Nat.Prime"),
          Mark.of("coprime|\\bgcd\\b|互质|互素", "Nat.gcd", "Nat.Coprime", "Int.gcd"),
          Mark.of("injective|单射", "Function.Injective"),
          Mark.of("surjective|满射", "Function.Surjective"),
          Mark.of("revers|倒序", "List.reverse"));

  @Override
  public List<Finding> look(Specimen specimen) {
    Optional<Conditional> said = specimen.wording().flatMap(Wording::conditional);
    boolean implication = !specimen.anatomy().hypotheses().isEmpty();
    if (said.isEmpty() || !implication || !isSwapped(said.get(), specimen)) {
      return List.of();
    }
    return List.of(finding(specimen));
  }

  /** Every mark that is on one side only, in words and statement, is on the other side. */
  private static boolean isSwapped(Conditional said, Specimen specimen) {
    Content assumed = specimen.claim().assumptions();
    Content concluded = specimen.claim().conclusion();
    int straight = 0;
    int swapped = 0;
    for (Mark mark : MARKS) {
      boolean condition = mark.words().matcher(said.condition()).find();
      boolean consequence = mark.words().matcher(said.consequence()).find();
      boolean hypothesis = mark.terms().test(assumed);
      boolean conclusion = mark.terms().test(concluded);
      if (condition != consequence && hypothesis != conclusion) {
        if (condition == hypothesis) {
          straight++;
        } else {
          swapped++;
        }
      }
    }
    return swapped > 0 && straight == 0;
  }

  private static Finding finding(Specimen specimen) {
    Inquiry inquiry = specimen.inquiry();
    Optional<String> proof = Optional.empty();
    if (specimen.refutation().isPresent()) {
      for (Variant variant : specimen.anatomy().variants(Anatomy.Kind.CONVERSE)) {
        proof = inquiry.proof(inquiry.state(variant), LIMIT);
      }
    }
    return new Finding(
        Kind.COVERAGE,
        proof.isPresent() ? Weight.FATAL : Weight.SUSPICIOUS,
        "it concludes what the words assume: the converse"
            + (proof.isPresent() ? "; it is false, and its own converse is provable" : ""),
        proof);
  }
}
