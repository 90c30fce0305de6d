package lakatos.session;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Closers;
import lakatos.prover.Policy;
import lakatos.prover.Portfolio;

/**
 * What a session's work is done with. Its owner closes the parts.
 *
 * @param policy that looks for proofs
 * @param name of the policy
 * @param model that it asks, empty without one
 * @param seed of the model's first sample
 * @param draftsman who makes sketches of arguments in words, if anybody does
 */
public record Engine(
    LeanPool pool,
    Verifier verifier,
    Closers closers,
    Policy policy,
    String name,
    String model,
    long seed,
    Optional<Draftsman> draftsman) {
  private static final Limits WHOLE = Limits.DEFAULT.withWall(Duration.ofMinutes(5));

  /** An engine that needs no model. */
  public static Engine ofPortfolio(LeanPool pool, Verifier verifier, Closers closers) {
    return new Engine(
        pool,
        verifier,
        closers,
        new Portfolio(pool, verifier, closers),
        Portfolio.NAME,
        "",
        0,
        Optional.empty());
  }

  Portfolio portfolio() {
    return new Portfolio(pool, verifier, closers);
  }

  String toolchain() {
    return pool.id().toString();
  }

  /** Judges strictly, with time for a long proof. */
  Verdict judge(Statement statement, String candidate) {
    return verifier.verify(statement, candidate, WHOLE, true);
  }

  /**
   * Sees to it that a statement means something to Lean.
   *
   * @throws SessionException {@code REFUSED} with Lean's messages if it does not
   */
  void requireElaborates(Statement statement, String name) {
    try (ProofSession lean = ProofSession.start(pool, statement, Optional.empty())) {
      lean.open(statement, Limits.DEFAULT);
    } catch (LeanException e) {
      if (e.reason() != LeanException.Reason.UNUSABLE) {
        throw e;
      }
      throw SessionException.refused(name + " does not elaborate: " + words(e));
    }
  }

  /** Whether a text has no errors, gaps aside. */
  boolean elaborates(Statement statement, String text) {
    try (ProofSession lean = ProofSession.start(pool, statement, Optional.empty())) {
      return lean.elaborate(text, Limits.DEFAULT).messages().stream().noneMatch(Message::isError);
    } catch (LeanException e) {
      return switch (e.reason()) {
        case TIMED_OUT, DIED, UNUSABLE, REFUSED -> false;
        case BUSY, UNAVAILABLE, CLOSED -> throw e;
      };
    }
  }

  /** What Lean said, on lines of their own. */
  static String words(LeanException e) {
    String errors =
        e.messages().stream()
            .filter(Message::isError)
            .map(message -> "\n" + message)
            .collect(Collectors.joining());
    return e.getMessage().strip().replaceAll("\\s*\\n\\s*", " ") + errors;
  }

  /** Why a verdict is not {@code proved}, for people. */
  static String reason(Verdict verdict) {
    if (verdict instanceof Verdict.Failed failed) {
      return failed.messages().stream()
          .filter(Message::isError)
          .map(Message::toString)
          .collect(Collectors.joining("\n"));
    }
    if (verdict instanceof Verdict.Rejected rejected) {
      return rejected.objections().stream()
          .map(objection -> objection.text())
          .collect(Collectors.joining("\n"));
    }
    return verdict.word();
  }
}
