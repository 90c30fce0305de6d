package lakatos.leanbridge;

import java.time.Duration;
import java.util.List;

/**
 * What is known of one candidate for one statement.
 *
 * <p>Only {@link Proved} means anything about the theorem. Instances of it are made by {@link
 * Verifier} alone, after every check of {@code docs/trust.md} has passed.
 */
public sealed interface Verdict {

  /** Returns the word for this kind of verdict on the wire. */
  String word();

  /** Wall time from handing the candidate to a worker to its reply. */
  Duration wall();

  default boolean isProved() {
    return this instanceof Proved;
  }

  /**
   * The candidate proves the statement.
   *
   * @param axioms those of Lean's library that its own constants rest on directly, and, where the
   *     toolchain's libraries carry proofs, indirectly
   * @param constants what was replayed through the kernel, the theorem last
   * @param toolchain version, commit and platform of the Lean that checked it
   * @param strict whether a process that never ran the candidate's code did the replay
   */
  record Proved(
      List<String> axioms, List<String> constants, String toolchain, boolean strict, Duration wall)
      implements Verdict {
    public Proved {
      axioms = List.copyOf(axioms);
      constants = List.copyOf(constants);
      if (!Verifier.PERMITTED_AXIOMS.containsAll(axioms)) {
        throw new IllegalArgumentException("rests on other axioms than Lean's: " + axioms);
      }
    }

    @Override
    public String word() {
      return "proved";
    }
  }

  /** The candidate does not elaborate. */
  record Failed(List<Message> messages, Duration wall) implements Verdict {
    public Failed {
      messages = List.copyOf(messages);
    }

    @Override
    public String word() {
      return "failed";
    }
  }

  /** The candidate elaborates, or is not even Lean, but does not prove this statement. */
  record Rejected(List<Objection> objections, List<Message> messages, Duration wall)
      implements Verdict {
    public Rejected {
      objections = List.copyOf(objections);
      messages = List.copyOf(messages);
      if (objections.isEmpty()) {
        throw new IllegalArgumentException("rejected without a reason");
      }
    }

    @Override
    public String word() {
      return "rejected";
    }
  }

  /**
   * No decision within the time limit.
   *
   * @param killed whether Lean did not stop by itself and its process had to go
   */
  record TimedOut(boolean killed, Duration wall) implements Verdict {
    @Override
    public String word() {
      return "timeout";
    }
  }

  /** Lean's process died over the candidate, twice. */
  record Crashed(String text, Duration wall) implements Verdict {
    @Override
    public String word() {
      return "crashed";
    }
  }
}
