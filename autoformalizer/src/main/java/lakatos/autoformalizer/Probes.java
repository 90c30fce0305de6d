package lakatos.autoformalizer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;

/**
 * Evidence about a statement that needs no model: what Lean proves of it and of its variants, what
 * evaluation shows at small values, and what the words name.
 *
 * <ul>
 *   <li>Findings of the kinds {@code FALSE}, {@code CONTRADICTORY_HYPOTHESES}, {@code
 *       VACUOUS_RANGE}, {@code TRIVIAL}, {@code UNNEEDED_HYPOTHESIS} and {@code QUANTIFIER_ORDER}
 *       rest on proofs that the verifier's strict tier accepted; the witness is the proof.
 *   <li>Findings about arithmetic rest on an instance that was seen by evaluation.
 *   <li>Findings about the words compare them with the elaborated statement. They are never fatal
 *       by themselves.
 *   <li>That nothing was found proves nothing: every search is bounded.
 * </ul>
 *
 * <p>Thread-safe. The statement may be hostile: it runs in the pool's processes only.
 */
public final class Probes {
  private static final Anatomy.Kind[] KINDS = {
    Anatomy.Kind.SELF,
    Anatomy.Kind.CONTRADICTION,
    Anatomy.Kind.EMPTY,
    Anatomy.Kind.WITHOUT,
    Anatomy.Kind.CONVERSE,
    Anatomy.Kind.SWAPPED,
    Anatomy.Kind.EVERY,
    Anatomy.Kind.STRICT,
    Anatomy.Kind.EQUAL,
    Anatomy.Kind.SPECIAL,
    Anatomy.Kind.SUBTRACTION,
    Anatomy.Kind.DIVISION,
    Anatomy.Kind.DIVISOR,
    Anatomy.Kind.MODULUS,
    Anatomy.Kind.RANGE
  };

  private static final Anatomy.Kind[] EMPTINESS = {
    Anatomy.Kind.CONTRADICTION, Anatomy.Kind.EMPTY, Anatomy.Kind.RANGE
  };

  private final LeanPool pool;
  private final Verifier verifier;

  /** Makes probes on processes of {@code pool}; what they prove is verified by {@code verifier}. */
  public Probes(LeanPool pool, Verifier verifier) {
    this.pool = pool;
    this.verifier = verifier;
  }

  /**
   * Looks at a statement, the gravest findings first.
   *
   * @param words what it ought to say, if that is known
   * @param budget for everything; what is running when it ends is cancelled, and what was found
   *     until then is returned
   * @throws LeanException if no process can be had; {@code CLOSED} if the thread is interrupted
   */
  public List<Finding> of(Statement statement, Optional<InformalProblem> words, Duration budget) {
    Inquiry inquiry = new Inquiry(pool, verifier, statement, Instant.now().plus(budget));
    Optional<Anatomy> anatomy;
    try {
      anatomy = inquiry.anatomy(KINDS);
    } catch (LeanException e) {
      if (e.reason() == LeanException.Reason.UNUSABLE) {
        return List.of(doesNotElaborate(e));
      }
      throw e;
    }
    Optional<Wording> wording = words.map(problem -> new Wording(problem.text()));
    return anatomy
        .map(a -> findings(new Specimen(inquiry, new Claim(a), wording), words))
        .orElse(List.of());
  }

  /**
   * Looks for what makes the proof of a statement worth nothing: that nothing satisfies its
   * hypotheses, that it ranges over nothing, or that it repeats a hypothesis.
   *
   * @param budget as for {@link #of}, from when the statement has been taken apart
   * @return what is fatal only
   * @throws LeanException if no process can be had, or {@code UNUSABLE} if it does not elaborate
   */
  public List<Finding> hollow(Statement statement, Duration budget) {
    Optional<Anatomy> anatomy =
        new Inquiry(pool, verifier, statement, Instant.now()).anatomy(EMPTINESS);
    if (anatomy.isEmpty()) {
      return List.of();
    }
    Inquiry inquiry = new Inquiry(pool, verifier, statement, Instant.now().plus(budget));
    Specimen specimen = new Specimen(inquiry, new Claim(anatomy.get()), Optional.empty());
    List<Finding> findings = new ArrayList<>();
    TrivialProbe.repetition(specimen).ifPresent(findings::add); // the cheapest first
    findings.addAll(new ContradictionProbe().look(specimen));
    return findings.stream().filter(finding -> finding.weight() == Weight.FATAL).toList();
  }

  private static List<Finding> findings(Specimen specimen, Optional<InformalProblem> words) {
    List<Finding> findings = new ArrayList<>();
    specimen.wording().ifPresent(w -> findings.addAll(coverage(w, specimen.claim())));
    for (Probe probe : probes(words)) {
      findings.addAll(probe.look(specimen));
    }
    findings.sort(Comparator.comparing(Finding::weight));
    return List.copyOf(findings);
  }

  private static List<Finding> coverage(Wording wording, Claim claim) {
    List<WordProbe> probes =
        List.of(
            new NumberProbe(),
            new NotionProbe(),
            new DemandProbe(),
            new DomainProbe(),
            new VariableProbe());
    List<Finding> findings =
        probes.stream().flatMap(probe -> probe.compare(wording, claim).stream()).toList();
    return findings.isEmpty()
        ? List.of(
            new Finding(
                Kind.COVERAGE,
                Weight.SUPPORT,
                "what the words name occurs in the statement",
                Optional.empty()))
        : findings;
  }

  private static List<Probe> probes(Optional<InformalProblem> words) {
    return List.of(
        new UnusedProbe(),
        new AnswerProbe(words.flatMap(InformalProblem::answer)),
        new FalseProbe(),
        new ContradictionProbe(),
        new ArithmeticProbe(),
        new TrivialProbe(),
        new QuantifierProbe(),
        new ComparisonProbe(),
        new ConverseProbe(),
        new HypothesisProbe());
  }

  private static Finding doesNotElaborate(LeanException e) {
    String messages =
        e.messages().stream().map(Message::toString).collect(Collectors.joining("\n"));
    return new Finding(
        Kind.DOES_NOT_ELABORATE,
        Weight.FATAL,
        e.getMessage(),
        messages.isEmpty() ? Optional.empty() : Optional.of(messages));
  }
}
