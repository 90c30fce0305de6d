package lakatos.expertiteration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremText;
import lakatos.prover.model.Completion;
import lakatos.prover.model.Completion.Finish;
import lakatos.prover.model.Generation;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;

/**
 * Writes tactics at random, about the names that a statement has in it and, if there is a library,
 * about lemmas that may belong to it: for a cold start, when there is no model yet to learn from,
 * and to find in later rounds what the model would not think of. A text depends on the statement,
 * the library and its seed only.
 */
final class RandomTactics implements LanguageModel {
  private static final int MOST_MOVES = 3;

  private static final List<String> CLOSERS =
      List.of(
          "simp",
          "simp",
          "simp_all",
          "simp_all",
          "grind",
          "grind",
          "omega",
          "rfl",
          "decide",
          "assumption",
          "trivial",
          "simp [%f]",
          "simp [%f]",
          "simp_all [%f]",
          "simp [%f, %f]",
          "simp only [%f]",
          "grind [%f]",
          "grind [%f, %f]",
          "unfold %f; simp",
          "exact %f",
          "exact %v",
          "exact %f %v",
          "exact %f %v %v",
          "simp [*]",
          "simp [%v]",
          "simp_all [%v]",
          "ac_rfl",
          "exact fun x => x",
          "constructor <;> simp_all",
          "constructor <;> grind",
          "ext <;> simp",
          "ext <;> grind",
          "cases %v <;> simp",
          "cases %v <;> rfl",
          "cases %v <;> simp_all",
          "cases %v <;> grind",
          "induction %v <;> simp",
          "induction %v <;> simp_all",
          "induction %v <;> grind",
          "induction %v <;> simp_all [%f]",
          "induction %v <;> grind [%f]",
          "cases %v <;> simp_all [%f]",
          "split <;> simp_all",
          "split <;> grind",
          "rw [%f]",
          "rw [← %f]",
          "apply %f",
          "rw [%f, %f]",
          "norm_cast");

  /** With a lemma of the library; only if there are any. */
  private static final List<String> BY_LEMMA =
      List.of(
          "exact %l",
          "exact %l",
          "exact %l",
          "exact %l ..",
          "exact %l ..",
          "exact %l ..",
          "exact %l %v",
          "exact (%l ..).symm",
          "intros; exact %l ..",
          "intros; exact %l ..",
          "intros; apply %l <;> assumption",
          "intros; apply %l <;> assumption",
          "intros; apply %l <;> assumption",
          "intros; apply %l <;> first | assumption | infer_instance",
          "intros; apply %l <;> first | assumption | infer_instance",
          "intros; apply %l <;> first | assumption | infer_instance",
          "intros; apply %l <;> simp_all",
          "simp [%l]",
          "simp [%l]",
          "simp [%l, %l]",
          "simp [%l, %f]",
          "simp_all [%l]",
          "simp_all [%l, %l]",
          "simp [← %l]",
          "simpa using %l ..",
          "simpa [%l] using %l ..",
          "grind [%l]",
          "grind [%l, %l]",
          "rw [%l]",
          "rw [← %l]",
          "rw [%l, %l]",
          "rw [%l]; simp",
          "rw [%l]; rfl",
          "simp [%l]; omega",
          "cases %v <;> simp [%l]",
          "cases %v <;> simp_all [%l]",
          "induction %v <;> simp_all [%l]",
          "ext <;> simp [%l]");

  private static final List<String> MOVES =
      List.of(
          "intro %x",
          "intros",
          "funext %x",
          "ext %x",
          "simp",
          "simp [%f]",
          "simp only [%f]",
          "rw [%f]",
          "unfold %f",
          "constructor",
          "subst %v",
          "cases %v",
          "rcases %v with ⟨%x, %x⟩",
          "obtain ⟨%x, %x⟩ := %v",
          "simp at %v",
          "simp [%f] at %v",
          "have %x := %f %v",
          "congr",
          "apply %f",
          "refine ⟨?_, ?_⟩",
          "split",
          "by_cases %x : %v",
          "exfalso",
          "symm");

  /** So many lemmas are drawn from, the likelier ones more often. */
  private static final int MOST_LEMMAS = 16;

  /** With it the first of sixteen lemmas is drawn half of the time. */
  private static final double LIKELIER = 4;

  private static final List<String> FRESH = List.of("x", "y", "h", "a", "b");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_']*");
  private static final Pattern CONSTANT =
      Pattern.compile("\\b\\p{Lu}[\\p{L}\\p{N}_']*(?:\\.[\\p{L}\\p{N}_'!?]+)+");

  private final List<String> lemmas;

  private RandomTactics(List<String> lemmas) {
    this.lemmas = List.copyOf(lemmas);
  }

  /** About one statement, with the lemmas of a library that it may need. */
  static RandomTactics about(Statement statement, Lemmas library) {
    return new RandomTactics(library.about(statement, MOST_LEMMAS));
  }

  @Override
  public String name() {
    return ModelSetup.RANDOM;
  }

  @Override
  public Map<String, String> properties() {
    return Map.of("kind", "tactics at random");
  }

  @Override
  public Generation generate(Request request) {
    String text = request.prompt() instanceof Prompt.Text raw ? raw.text() : "";
    List<Completion> completions = new ArrayList<>();
    for (int i = 0; i < request.samples(); i++) {
      long seed = request.seed() + i;
      String proof = proof(text, new Random(seed));
      completions.add(
          new Completion(i, seed, proof, "", Finish.STOP, proof.length() / 4 + 1, List.of()));
    }
    return Generation.finished(completions);
  }

  @Override
  public void close() {} // every text is finished when it is asked for

  private String proof(String statement, Random random) {
    List<String> variables = variables(statement);
    List<String> constants = constants(statement);
    StringBuilder proof = new StringBuilder();
    if (!lemmas.isEmpty() && random.nextBoolean()) {
      line(proof, one(BY_LEMMA, random), variables, constants, random);
      return proof.toString();
    }
    int moves = random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(MOST_MOVES);
    for (int i = 0; i < moves; i++) {
      line(proof, one(MOVES, random), variables, constants, random);
    }
    line(proof, one(CLOSERS, random), variables, constants, random);
    return proof.toString();
  }

  private void line(
      StringBuilder proof,
      String form,
      List<String> variables,
      List<String> constants,
      Random random) {
    String tactic = form;
    while (tactic.contains("%x")) {
      String fresh = one(FRESH, random);
      tactic = tactic.replaceFirst("%x", fresh);
      variables.add(fresh);
    }
    while (tactic.contains("%l")) {
      double drawn = Math.pow(random.nextDouble(), LIKELIER);
      String lemma = lemmas.get((int) (lemmas.size() * drawn));
      tactic = tactic.replaceFirst("%l", Matcher.quoteReplacement(lemma));
    }
    while (tactic.contains("%f")) {
      tactic = tactic.replaceFirst("%f", one(constants, random));
    }
    while (tactic.contains("%v")) {
      tactic = tactic.replaceFirst("%v", one(variables, random));
    }
    proof.append("  ").append(tactic).append('\n');
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** Names in the binders, types among them: what is no variable fails and costs little. */
  private static List<String> variables(String statement) {
    String binders = TheoremText.of(statement).map(TheoremText::binders).orElse("");
    Set<String> names = new LinkedHashSet<>();
    for (String binder : binders.split("[\\[\\](){}]", -1)) {
      String before = binder.contains(":") ? binder.substring(0, binder.indexOf(':')) : "";
      NAME.matcher(before).results().map(MatchResult::group).forEach(names::add);
    }
    return new ArrayList<>(names.isEmpty() ? List.of("h") : names);
  }

  private static List<String> constants(String statement) {
    Optional<TheoremText> theorem = TheoremText.of(statement);
    String about = theorem.map(t -> t.binders() + " " + t.conclusion()).orElse(statement);
    Set<String> names = new LinkedHashSet<>();
    CONSTANT.matcher(about).results().map(MatchResult::group).forEach(names::add);
    return List.copyOf(names.isEmpty() ? List.of("Nat.add_comm", "Function.comp") : names);
  }
}
