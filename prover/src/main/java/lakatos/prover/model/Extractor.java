package lakatos.prover.model;

import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.Extraction.Candidate;
import lakatos.prover.model.Extraction.Reason;
import lakatos.prover.model.Extraction.Rejected;
import lakatos.prover.text.Outline;

/** Makes candidates for one statement of what the models of one profile answer. */
final class Extractor {
  private final Profile profile;
  private final Assembly assembly;
  private final String theorem;

  Extractor(Profile profile, Statement statement) {
    this.profile = profile;
    this.assembly = new Assembly(statement, profile.header());
    this.theorem = lines(statement.text());
  }

  /** Lean takes a carriage return before a newline for part of it, and so do we. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }

  Extraction extract(Prompt asked, Completion completion) {
    String output = lines(completion.text());
    boolean cut = completion.finish() == Completion.Finish.LENGTH;
    return switch (profile.extraction()) {
      case TACTIC -> tactic(asked, output, cut);
      case LAST_LEAN_BLOCK -> last(Answer.of(output), cut);
      case RAW_UNTIL_FENCE -> of(Answer.untilFence(begun(asked) + output), cut);
      case TACTICS -> of(Answer.untilFence(Shown.open(theorem) + " := by\n" + output), cut);
      case FIRST_LEAN_BLOCK_OF_PROMPT_AND_OUTPUT ->
          Answer.of(text(asked) + output).lean().stream()
              .findFirst()
              .map(block -> of(block, cut))
              .orElseGet(Extractor::noCode);
    };
  }

  static Extraction statement(Completion completion) {
    Answer answer = Answer.of(lines(completion.text()));
    List<Answer.Block> blocks = answer.lean();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Answer.Block block = blocks.get(i);
      if (!new Outline(block.code()).theorems().isEmpty()) {
        return block.closed() || completion.finish() == Completion.Finish.STOP
            ? new Candidate(block.code())
            : truncated("within the statement");
      }
    }
    if (completion.finish() == Completion.Finish.LENGTH) {
      return truncated(answer.thinking() ? "within its thoughts" : "before the statement");
    }
    return blocks.isEmpty() ? bare(completion.text()) : noTheorem("no block of Lean in the output");
  }

  /** Some models write Lean and nothing else. */
  private static Extraction bare(String output) {
    String text = Answer.withoutThoughts(lines(output)).strip();
    boolean begins = new Outline(text).theorems().stream().anyMatch(t -> beginsLine(text, t));
    return begins ? new Candidate(text) : noCode();
  }

  private static boolean beginsLine(String text, Outline.Theorem theorem) {
    return text.substring(text.lastIndexOf('\n', theorem.keyword()) + 1, theorem.keyword())
        .isBlank();
  }

  private static Rejected noTheorem(String what) {
    return new Rejected(Reason.NO_THEOREM, what + " declares a theorem");
  }

  private static String text(Prompt asked) {
    if (asked instanceof Prompt.Text raw) {
      return lines(raw.text());
    }
    throw new IllegalArgumentException("the text begins in the prompt, but the prompt is a chat");
  }

  /** The Lean text at the end of a prompt, its header included if it is the profile's. */
  private String begun(Prompt asked) {
    String text = text(asked);
    int start = text.lastIndexOf(theorem);
    if (start < 0) {
      throw new IllegalArgumentException("the prompt does not have the statement in it");
    }
    int header = profile.header().map(shown -> text.lastIndexOf(shown, start)).orElse(-1);
    return text.substring(header < 0 ? start : header);
  }

  private static Rejected noCode() {
    return new Rejected(Reason.NO_CODE, "the output has no block of Lean");
  }

  private static Rejected truncated(String where) {
    return new Rejected(Reason.TRUNCATED, "the output ends " + where);
  }

  private Extraction of(Answer.Block block, boolean cut) {
    return cut && !block.closed() ? truncated("within the proof") : assembly.of(block.code());
  }

  /** The last block that makes a candidate, or else the best reason why there is none. */
  private Extraction last(Answer answer, boolean cut) {
    Extraction best = answer.thinking() ? truncated("within its thoughts") : noCode();
    for (Answer.Block block : answer.lean()) {
      Extraction made = of(block, cut);
      best = rank(made) >= rank(best) ? made : best;
    }
    boolean tried = rank(best) >= 2;
    return cut && !tried ? truncated("before the proof") : best;
  }

  /** A block that was cut short may have been the answer, and those before it drafts. */
  private static int rank(Extraction made) {
    if (!(made instanceof Rejected rejected)) {
      return 4;
    }
    return switch (rejected.reason()) {
      case TRUNCATED -> 3;
      case NO_PROOF, SORRY, UNBALANCED -> 2;
      case NO_THEOREM -> 1;
      case NO_CODE -> 0;
    };
  }

  private Extraction tactic(Prompt asked, String output, boolean cut) {
    String echoed = asked instanceof Prompt.Text raw ? lines(raw.text()) : "";
    String said = output.startsWith(echoed) ? output.substring(echoed.length()) : output;
    String tactic = Answer.withoutThoughts(said).strip();
    if (tactic.isEmpty()) {
      return new Rejected(Reason.NO_CODE, "the output has no tactic");
    }
    if (cut) {
      return truncated("within the tactic");
    }
    Optional<Rejected> fault = Assembly.fault(tactic);
    return fault.isPresent() ? fault.get() : new Candidate(tactic);
  }
}
