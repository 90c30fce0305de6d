package lakatos.prover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.ProofSession;
import lakatos.leanbridge.ProofSession.Elaborated;
import lakatos.leanbridge.ProofSession.Hole;
import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verifier;
import lakatos.prover.Workbench.Node;

/**
 * Fills the {@code sorry}s of a file with what the portfolio finds, and has the whole file checked.
 */
public final class FileProver {
  private static final Duration ELABORATION = Duration.ofMinutes(2);

  private final LeanPool pool;
  private final Verifier verifier;
  private final Closers closers;

  /** Makes a file prover on processes of {@code pool}. */
  public FileProver(LeanPool pool, Verifier verifier, Closers closers) {
    this.pool = pool;
    this.verifier = verifier;
    this.closers = closers;
  }

  /**
   * What became of one {@code sorry}.
   *
   * @param line where it stands, from 1
   * @param column from 0
   * @param proof what took its place; empty if nothing was found
   * @param goals what it was to prove, as Lean shows it
   */
  public record Filled(int line, int column, Optional<String> proof, List<String> goals) {}

  /**
   * A file with its gaps filled as far as possible.
   *
   * @param text the new text
   * @param messages Lean's about the new text
   */
  public record Result(String text, List<Filled> gaps, List<Message> messages) {
    public Result {
      gaps = List.copyOf(gaps);
      messages = List.copyOf(messages);
    }

    /** Whether nothing is left open and Lean finds no fault. */
    public boolean complete() {
      return gaps.stream().allMatch(gap -> gap.proof().isPresent())
          && messages.stream().noneMatch(Message::isError);
    }
  }

  /**
   * Fills what can be filled.
   *
   * @param budget for each gap
   * @param progress told of each gap when it is done with
   * @throws LeanException {@code UNUSABLE} if the file has errors of its own
   */
  public Result fill(String text, Budget budget, Consumer<Filled> progress) {
    Statement header = new Statement("", "", "theorem file : True");
    Vocabulary vocabulary = Vocabulary.of(text, text);
    List<Hole> holes;
    try (ProofSession session = ProofSession.start(pool, header, Optional.empty())) {
      Elaborated elaborated = elaborate(session, text);
      List<Message> errors = elaborated.messages().stream().filter(Message::isError).toList();
      if (!errors.isEmpty()) {
        throw new IllegalArgumentException(
            "the file has errors beside its gaps:\n"
                + errors.stream().map(Message::toString).collect(Collectors.joining("\n")));
      }
      holes = elaborated.holes();
    }
    List<Filled> gaps = new ArrayList<>();
    String filled = text;
    // from the last to the first, so that the places of the others stay where they are
    for (int i = holes.size() - 1; i >= 0; i--) {
      Hole hole = holes.get(i);
      Optional<Script> script = script(text, i, header, vocabulary, budget);
      Filled gap =
          new Filled(
              hole.line(),
              hole.column(),
              script.map(s -> replacement(hole, s)),
              hole.state().goals());
      if (gap.proof().isPresent()) {
        filled = replace(filled, hole, gap.proof().get());
      }
      gaps.add(0, gap);
      progress.accept(gap);
    }
    Verifier.Audit audit = verifier.audit(filled, Limits.DEFAULT.withWall(ELABORATION), true);
    return new Result(filled, gaps, audit.messages());
  }

  private static Elaborated elaborate(ProofSession session, String text) {
    return session.elaborate(text, Limits.DEFAULT.withWall(ELABORATION));
  }

  private Optional<Script> script(
      String text, int index, Statement header, Vocabulary vocabulary, Budget budget) {
    Instant deadline = Instant.now().plus(budget.wall()).plus(ELABORATION);
    try (Workbench bench = new Workbench(pool, verifier, header, deadline, tried -> {})) {
      Node root = bench.root(session -> elaborate(session, text).holes().get(index).state());
      bench.endBy(budget.deadline());
      TacticSearch tactics = new TacticSearch(bench, vocabulary, closers);
      // the file as a whole is checked at the end; each gap is its own affair until then
      Optional<Script> script = tactics.close(root, 0, tactics.closerCount(), found -> true);
      for (int depth = 1; script.isEmpty() && depth <= Portfolio.DEEPEST; depth++) {
        script = tactics.search(root, depth, found -> true);
      }
      return script.map(found -> minimize(bench, root, found));
    }
  }

  private static Script minimize(Workbench bench, Node root, Script script) {
    return new Minimizer(
            shorter ->
                bench
                    .run(root, 0, String.join("\n", shorter.lines()), Duration.ofSeconds(5))
                    .filter(Workbench.Reached::complete)
                    .isPresent())
        .minimize(script);
  }

  /** What stands in the place of {@code sorry}: tactics among tactics, a term elsewhere. */
  private static String replacement(Hole hole, Script script) {
    List<String> lines = script.lines();
    if (hole.tactic()) {
      String margin = "\n" + " ".repeat(hole.column());
      return String.join(margin, lines);
    }
    if (lines.size() == 1) {
      return "(by " + lines.get(0) + ")";
    }
    String margin = "\n" + " ".repeat(hole.column() + 2);
    return "(by" + margin + String.join(margin, lines) + ")";
  }

  private static String replace(String text, Hole hole, String proof) {
    int start = 0;
    for (int line = 1; line < hole.line(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    start = text.offsetByCodePoints(start, hole.column());
    int end = start + "sorry".length();
    if (!text.startsWith("sorry", start)) { // admit, or a macro of the file's own
      end = start;
      while (end < text.length() && Source.isNamePart(text.charAt(end))) {
        end++;
      }
    }
    return text.substring(0, start) + proof + text.substring(end);
  }
}
