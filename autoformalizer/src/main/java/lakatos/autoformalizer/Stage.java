package lakatos.autoformalizer;

import java.util.List;
import lakatos.autoformalizer.Candidate.Origin;
import lakatos.leanbridge.Statement;

/** Something that happened on the way from words to statements, in the order in which it did. */
public sealed interface Stage {

  /** One line for people, without a full stop. */
  String sentence();

  /** A statement was written, and Lean understands it. */
  record Drafted(Origin by, Statement statement) implements Stage {
    @Override
    public String sentence() {
      String corrected = by.rounds() == 0 ? "" : ", corrected " + times(by.rounds());
      return named(by) + " wrote a statement" + corrected;
    }
  }

  /**
   * A draft was of no use.
   *
   * @param why without a full stop
   * @param again whether it goes back to be corrected
   */
  record Refused(Origin by, String why, boolean again) implements Stage {
    @Override
    public String sentence() {
      return named(by) + ": " + why + (again ? "; it goes back" : "");
    }
  }

  /** Drafts that say the same were put together; the sizes are in order. */
  record Clustered(List<Integer> sizes) implements Stage {
    public Clustered {
      sizes = List.copyOf(sizes);
    }

    @Override
    public String sentence() {
      return sizes.size() == 1
          ? "all drafts say the same"
          : "the drafts say " + sizes.size() + " different things, so many each: " + sizes;
    }
  }

  /** A statement was probed. */
  record Probed(Statement statement, List<Finding> findings) implements Stage {
    public Probed {
      findings = List.copyOf(findings);
    }

    @Override
    public String sentence() {
      long against =
          findings.stream().filter(f -> f.weight().compareTo(Finding.Weight.NOTE) < 0).count();
      return against == 0
          ? "probes found nothing against it"
          : "probes found " + against + " faults";
    }
  }

  /**
   * A judge or the chair has answered.
   *
   * @param judge a letter; which model that is, other judges are not told
   * @param look 1 before the others' answers were seen, 2 after that, 3 by the chair
   */
  record Judged(Statement statement, String judge, int look, boolean faithful) implements Stage {
    @Override
    public String sentence() {
      String who = look == 3 ? "the chair" : "judge " + judge;
      return who + (look == 2 ? ", having read the others," : "") + " says " + word(faithful);
    }

    private static String word(boolean faithful) {
      return faithful ? "faithful" : "unfaithful";
    }
  }

  /** A model or Lean could not be had; the rest goes on without. */
  record Missed(String what, String why) implements Stage {
    @Override
    public String sentence() {
      return what + ": " + why;
    }
  }

  private static String named(Origin by) {
    return by.formalizer().equals(Autoformalizer.CONTROLLED)
        ? by.formalizer()
        : by.formalizer() + ", sample " + by.sample();
  }

  private static String times(int rounds) {
    return rounds == 1 ? "once" : rounds + " times";
  }
}
