package lakatos.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lakatos.leanbridge.Verdict;
import lakatos.leanbridge.Verifier;

/** Writes a session out for others. Every goal with a proof is checked again first. */
public final class Export {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LAKEFILE =
      """
      name = "challenge"
      defaultTargets = ["Challenge", "Solution"]

      [[lean_lib]]
      name = "Challenge"

      [[lean_lib]]
      name = "Solution"
      """;

  private final Session session;
  private final Workshop workshop;
  private final Path folder;
  private final List<String> said = new ArrayList<>();

  /** The forms in which a session can be written. */
  public enum Form {
    /** A Lean file for each goal. */
    LEAN,
    /** The statement and its proof as two modules, for comparator and {@code lake challenge}. */
    CHALLENGE,
    /** A report, with a picture. */
    MARKDOWN,
    /** The same for LaTeX. */
    LATEX,
    /** All of it for programs. */
    JSON
  }

  /** Prepares to write into a folder. */
  public Export(Session session, Workshop workshop, Path folder) {
    this.session = session;
    this.workshop = workshop;
    this.folder = folder;
  }

  /**
   * Writes.
   *
   * @return a sentence for each file, and for each that there is none
   */
  public List<String> write(Set<Form> forms) {
    Map<String, Workshop.Check> checks = checks();
    SessionState state = session.state();
    Report report = new Report(session.history(), state, checks);
    for (Map.Entry<String, Workshop.Check> goal : checks.entrySet()) {
      Workshop.Check check = goal.getValue();
      if (!check.verdict().isProved()) {
        said.add("no Lean file: " + goal.getKey() + " does not stand: " + check.reason());
        continue;
      }
      if (forms.contains(Form.LEAN)) {
        file(fileName(goal.getKey()) + ".lean", lean(goal.getKey(), check));
      }
      if (forms.contains(Form.CHALLENGE)) {
        challenge(goal.getKey(), check);
      }
    }
    if (forms.contains(Form.MARKDOWN)) {
      file("dag.svg", new Picture(state).svg());
      file("report.md", report.markdown());
    }
    if (forms.contains(Form.LATEX)) {
      file("report.tex", report.latex());
    }
    if (forms.contains(Form.JSON)) {
      file("session.json", json(state, checks));
    }
    return List.copyOf(said);
  }

  private Map<String, Workshop.Check> checks() {
    session.requireLocks();
    Map<String, Workshop.Check> checks = new LinkedHashMap<>();
    SessionState state = session.state();
    for (Node goal : state.goals()) {
      if (state.proof(goal).isPresent() && state.status(goal).kind() != Status.Kind.INVALID) {
        checks.put(goal.name(), workshop.check(goal.name()));
      } else {
        said.add("no Lean file: " + goal.name() + " is " + state.status(goal));
      }
    }
    return checks;
  }

  private static String fileName(String goal) {
    return goal.replaceAll("[^\\p{L}\\p{N}_]", "_");
  }

  private void file(String name, String text) {
    Path file = folder.resolve(name);
    Projection.replace(file, text);
    said.add(file + " written");
  }

  private static String lean(String goal, Workshop.Check check) {
    List<String> hypotheses = check.assembly().hypotheses().stream().map(Node::name).toList();
    Verdict.Proved proved = (Verdict.Proved) check.verdict();
    return "/- "
        + goal
        + (hypotheses.isEmpty()
            ? ": proved"
            : ": not proved; it follows from " + String.join(", ", hypotheses))
        + ", checked by "
        + proved.toolchain()
        + "; axioms: "
        + (proved.axioms().isEmpty() ? "none" : String.join(", ", proved.axioms()))
        + " -/\n"
        + check.assembly().file();
  }

  /** A folder that Lake builds and comparator judges without our help. */
  private void challenge(String goal, Workshop.Check check) {
    if (!check.isProved()) {
      said.add("no challenge: " + goal + " rests on what is not proved");
      return;
    }
    String at = fileName(goal) + "-challenge/";
    Assembly whole = check.assembly();
    file(
        at + "Challenge.lean",
        SessionState.paragraphs(
                whole.statement().header().strip(),
                whole.statement().preamble(),
                whole.statement().text() + " := by\n  sorry")
            + "\n");
    file(at + "Solution.lean", whole.file());
    ObjectNode config = JSON.createObjectNode();
    config.put("challenge_module", "Challenge").put("solution_module", "Solution");
    config.putArray("theorem_names").add(full(check, goal));
    config.putArray("definition_names");
    ArrayNode axioms = config.putArray("permitted_axioms");
    Verifier.PERMITTED_AXIOMS.stream().sorted().forEach(axioms::add);
    config.put("enable_nanoda", false);
    file(at + "comparator.json", pretty(config));
    file(at + "lakefile.toml", LAKEFILE);
  }

  /** The theorem's name with its namespace: the last constant that was replayed. */
  private static String full(Workshop.Check check, String goal) {
    List<String> constants = ((Verdict.Proved) check.verdict()).constants();
    return constants.isEmpty() ? goal : constants.get(constants.size() - 1);
  }

  private static String json(SessionState state, Map<String, Workshop.Check> checks) {
    ObjectNode root = JSON.createObjectNode();
    root.put("title", state.title()).put("header", state.header());
    root.put("preamble", state.preamble()).put("definitions", state.definitions());
    ArrayNode nodes = root.putArray("nodes");
    for (Node node : state.nodes().values()) {
      Status status = state.status(node);
      ObjectNode object = nodes.addObject();
      object.put("name", node.name()).put("statement", node.text());
      object.put("informal", node.informal()).put("hash", state.hash(node));
      object.put("status", status.kind().name().toLowerCase(java.util.Locale.ROOT));
      ArrayNode on = object.putArray("on");
      status.on().forEach(on::add);
      object.put("locked", node.lock().isPresent());
      ArrayNode uses = object.putArray("uses");
      state.uses(node).forEach(uses::add);
      state
          .proof(node)
          .ifPresent(
              proof ->
                  object
                      .put("proof", proof.source())
                      .put("toolchain", proof.toolchain())
                      .set("by", JSON.valueToTree(proof.by())));
      state.refutation(node).ifPresent(refuted -> object.put("witness", refuted.witness()));
      object.set("spent", JSON.valueToTree(node.spent()));
      Workshop.Check check = checks.get(node.name());
      if (check != null) {
        object.put("checked", check.verdict().word()).put("proved", check.isProved());
        ArrayNode hypotheses = object.putArray("hypotheses");
        check.assembly().hypotheses().forEach(hypothesis -> hypotheses.add(hypothesis.name()));
        ArrayNode axioms = object.putArray("axioms");
        if (check.verdict() instanceof Verdict.Proved proved) {
          proved.axioms().forEach(axioms::add);
        }
      }
    }
    return pretty(root);
  }

  private static String pretty(ObjectNode node) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + node, e);
    }
  }
}
