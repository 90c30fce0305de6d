package lakatos.autoformalizer;

import static lakatos.autoformalizer.Claims.all;
import static lakatos.autoformalizer.Claims.app;
import static lakatos.autoformalizer.Claims.divides;
import static lakatos.autoformalizer.Claims.equal;
import static lakatos.autoformalizer.Claims.given;
import static lakatos.autoformalizer.Claims.mod;
import static lakatos.autoformalizer.Claims.num;
import static lakatos.autoformalizer.Claims.some;
import static lakatos.autoformalizer.Claims.times;
import static lakatos.autoformalizer.Claims.var;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lakatos.autoformalizer.Finding.Weight;
import org.junit.jupiter.api.Test;

/** For each thing that is compared: one that is missing, and one that must not be complained of. */
final class WordProbesTest {

  private static List<String> sentences(WordProbe probe, String words, Claim claim) {
    List<Finding> findings = probe.compare(new Wording(words), claim);
    assertThat(findings).allMatch(f -> f.weight() == Weight.SUSPICIOUS);
    return findings.stream().map(Finding::sentence).toList();
  }

  private static final Claim DIVISIBLE_BY_5 =
      given().variable("n", "Nat").then(divides(num(5), var("n")));

  @Test
  void number_ofTheWordsIsMissing_isNamed() {
    assertThat(sentences(new NumberProbe(), "n is divisible by 15 and 5", DIVISIBLE_BY_5))
        .containsExactly("the words have 15, which the statement does not");
  }

  @Test
  void number_addedInAHypothesis_isNamed() {
    Claim claim =
        given()
            .variable("n", "Nat")
            .hypothesis("h", equal(mod(var("n"), num(7)), num(3)))
            .then(divides(num(5), var("n")));
    assertThat(sentences(new NumberProbe(), "n is divisible by 5", claim))
        .containsExactly("the hypothesis h has 3, 7, which the words do not");
  }

  @Test
  void number_thatAFactorBrings_isNotComplainedOf() {
    Claim claim =
        given()
            .variable("n", "Nat")
            .hypothesis("h", equal(times(num(4), var("n")), num(20)))
            .then(divides(num(5), var("n")));
    assertThat(sentences(new NumberProbe(), "20 legs make n divisible by 5", claim)).isEmpty();
  }

  @Test
  void notion_thatNothingExpresses_isNamed() {
    Claim claim = given().variable("n", "Nat").then(app("LE.le", num(0), var("n")));
    assertThat(sentences(new NotionProbe(), "the gcd of n and 0", claim))
        .containsExactly("the words are about a greatest common divisor, the statement is not");
    assertThat(sentences(new NotionProbe(), "n is at least 0", claim)).isEmpty();
  }

  @Test
  void demand_existenceOfWhatIsDenied_isNamed() {
    Claim exists = given().then(some("x", "Int", app("Ne", times(var("x"), var("x")), num(2))));
    Claim all = given().then(all("x", "Int", app("Ne", times(var("x"), var("x")), num(2))));
    String words = "There is no integer whose square is 2";
    assertThat(sentences(new DemandProbe(), words, exists)).hasSize(1);
    assertThat(sentences(new DemandProbe(), words, all)).isEmpty();
  }

  @Test
  void demand_uniqueness_needsMoreThanExistence() {
    Claim exists = given().variable("n", "Nat").then(some("x", "Nat", equal(var("x"), var("n"))));
    Claim unique =
        given()
            .variable("n", "Nat")
            .then(some("x", "Nat", all("y", "Nat", equal(var("y"), var("x")))));
    assertThat(sentences(new DemandProbe(), "there is a unique x", exists)).hasSize(1);
    assertThat(sentences(new DemandProbe(), "there is a unique x", unique)).isEmpty();
  }

  @Test
  void demand_largest_needsThatItIsAttained() {
    Claim bound =
        given().variable("x", "Rat").then(app("LE.le", times(var("x"), var("x")), num(9)));
    assertThat(sentences(new DemandProbe(), "the maximum of x² is 9", bound)).hasSize(1);
    assertThat(sentences(new DemandProbe(), "x² is at most 9", bound)).isEmpty();
  }

  @Test
  void domain_ofOtherNumbers_isNamed() {
    Claim naturals = given().variable("x", "Nat").then(equal(var("x"), var("x")));
    assertThat(sentences(new DomainProbe(), "a rational number x", naturals))
        .containsExactly("the words are about rational or real numbers, the statement is not");
    assertThat(sentences(new DomainProbe(), "an integer x", naturals))
        .containsExactly("the words are about integers, the statement about natural numbers");
    assertThat(sentences(new DomainProbe(), "a positive integer x", naturals)).isEmpty();
    assertThat(sentences(new DomainProbe(), "自然数 x", naturals)).isEmpty();
  }

  @Test
  void variable_thatIsGone_isNamed() {
    Claim claim = given().variable("a", "Nat").then(equal(var("a"), var("a")));
    assertThat(sentences(new VariableProbe(), "for all a and n, a = n", claim))
        .containsExactly("the words speak of n, the statement has no such variable");
    assertThat(sentences(new VariableProbe(), "for all m, m = m", claim)).isEmpty();
    assertThat(sentences(new VariableProbe(), "the product of two odd numbers", claim))
        .containsExactly("the words speak of 2 numbers, the statement has 1");
  }

  @Test
  void unused_hypothesisAboutSomethingElse_isFound() {
    Claim claim =
        given()
            .variable("n", "Nat")
            .variable("m", "Nat")
            .variable("k", "Nat")
            .hypothesis("h", equal(var("n"), var("m")))
            .hypothesis("g", equal(var("k"), num(2)))
            .then(equal(var("m"), num(3)));
    assertThat(UnusedProbe.apart(claim.anatomy())).extracting(l -> l.name()).containsExactly("g");
  }
}
