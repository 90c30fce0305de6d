package lakatos.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A session for readers: what was locked, what has become of it, what it rests on, and who did
 * which step. The same sections come out as Markdown and as LaTeX.
 *
 * @param checks what a check said of each goal that has a proof
 */
record Report(History history, SessionState state, Map<String, Workshop.Check> checks) {

  /** How a kind of document is written. */
  private interface Markup {
    String title(String text);

    String section(String text);

    String paragraph(String text);

    String items(List<String> texts);

    String lean(String text);

    String picture();
  }

  String markdown() {
    return body(new Markdown());
  }

  String latex() {
    return String.join(
        "\n",
        "% compile with lualatex or xelatex: Lean's symbols are Unicode",
        "\\documentclass{article}",
        "\\usepackage{fontspec}",
        "\\usepackage{tikz}",
        "\\usepackage{fvextra}",
        "\\setmonofont{DejaVu Sans Mono}[Scale=0.8]",
        "\\begin{document}",
        body(new LatexMarkup(new Picture(state).tikz())),
        "\\end{document}",
        "");
  }

  private String body(Markup to) {
    List<String> parts = new ArrayList<>();
    parts.add(to.title(state.title()));
    parts.add(to.section("What was to be proved"));
    String setting = SessionState.paragraphs(state.header().strip(), state.preamble());
    if (!setting.isEmpty()) {
      parts.add(to.lean(setting));
    }
    state.goals().forEach(goal -> parts.addAll(goal(goal, to)));
    parts.add(to.section("The lemmas"));
    parts.add(to.picture());
    state.nodes().values().forEach(node -> parts.addAll(node(node, to)));
    if (!state.notes().isEmpty()) {
      parts.add(to.section("Notes"));
      parts.add(to.items(state.notes().stream().map(Report::note).toList()));
    }
    parts.add(to.section("Every step"));
    parts.add(to.items(history.path().stream().map(Report::step).toList()));
    return String.join("\n", parts);
  }

  private List<String> goal(Node goal, Markup to) {
    Node.Lock lock = goal.lock().orElseThrow();
    List<String> parts = new ArrayList<>();
    parts.add(to.lean(goal.text()));
    if (!goal.informal().isEmpty()) {
      parts.add(to.paragraph("In words: " + goal.informal()));
    }
    parts.add(
        to.paragraph(
            "Locked by "
                + lock.stamp().author()
                + " at "
                + lock.stamp().time()
                + ", "
                + lock.hash()
                + " (SHA-256 over header, preamble and statement, each followed by a zero byte)."));
    Workshop.Check check = checks.get(goal.name());
    parts.add(
        to.paragraph(
            check == null ? "Not proved: " + state.status(goal) + "." : grounds(goal, check)));
    return parts;
  }

  private static String grounds(Node goal, Workshop.Check check) {
    if (!(check.verdict() instanceof lakatos.leanbridge.Verdict.Proved proved)) {
      return "Its proof does not stand: " + check.reason();
    }
    List<String> hypotheses = check.assembly().hypotheses().stream().map(Node::name).toList();
    return (hypotheses.isEmpty()
            ? "Proved. Hypotheses: none."
            : goal.name()
                + " is not proved: it follows from hypotheses that are not proved, "
                + String.join(", ", hypotheses)
                + ".")
        + " Axioms: "
        + (proved.axioms().isEmpty() ? "none" : String.join(", ", proved.axioms()))
        + ". Checked strictly by "
        + proved.toolchain()
        + ".";
  }

  private List<String> node(Node node, Markup to) {
    List<String> parts = new ArrayList<>();
    Optional<Entry.Proved> proof = state.proof(node);
    parts.add(to.paragraph(node.name() + ": " + state.status(node) + "; " + spent(node)));
    if (!node.informal().isEmpty()) {
      parts.add(to.paragraph("In words: " + node.informal()));
    }
    parts.add(to.lean(proof.map(Entry.Proved::source).orElse(node.text())));
    proof.ifPresent(
        found ->
            parts.add(
                to.paragraph(
                    "Proof by "
                        + found.by().author()
                        + ", checked by "
                        + found.toolchain()
                        + ".")));
    state
        .refutation(node)
        .ifPresent(
            refuted -> {
              parts.add(to.paragraph(refuted.sentence() + ":"));
              parts.add(to.lean(refuted.negation() + " := " + refuted.proof()));
            });
    return parts;
  }

  private static String spent(Node node) {
    return String.format(
        Locale.ROOT,
        "stated by %s; %.1f s, %d attempts, %d tokens",
        node.stated().author(),
        node.spent().wallMs() / 1000.0,
        node.spent().attempts(),
        node.spent().tokens());
  }

  private static String note(Note note) {
    return (note.node().isEmpty() ? "" : note.node() + ": ")
        + note.text()
        + " ("
        + note.stamp().author()
        + ", "
        + note.stamp().time()
        + ")";
  }

  private static String step(Line line) {
    return line.time() + ", " + line.author() + ": " + line.entry().sentence();
  }

  private record Markdown() implements Markup {
    @Override
    public String title(String text) {
      return "# " + text + "\n";
    }

    @Override
    public String section(String text) {
      return "## " + text + "\n";
    }

    @Override
    public String paragraph(String text) {
      return text + "\n";
    }

    @Override
    public String items(List<String> texts) {
      return texts.stream()
              .map(text -> "- " + text.replace("\n", "\n  "))
              .reduce((a, b) -> a + "\n" + b)
              .orElse("")
          + "\n";
    }

    @Override
    public String lean(String text) {
      return "```lean\n" + text + "\n```\n";
    }

    @Override
    public String picture() {
      return "![what uses what](dag.svg)\n";
    }
  }

  private record LatexMarkup(String drawing) implements Markup {
    @Override
    public String title(String text) {
      return "\\title{" + Latex.escape(text) + "}\\date{}\\maketitle";
    }

    @Override
    public String section(String text) {
      return "\\section*{" + Latex.escape(text) + "}";
    }

    @Override
    public String paragraph(String text) {
      return Latex.escape(text) + "\n";
    }

    @Override
    public String items(List<String> texts) {
      return texts.stream()
              .map(text -> "\\item " + Latex.escape(text))
              .reduce("\\begin{itemize}", (a, b) -> a + "\n" + b)
          + "\n\\end{itemize}";
    }

    @Override
    public String lean(String text) {
      return "\\begin{Verbatim}[breaklines]\n" + text + "\n\\end{Verbatim}";
    }

    @Override
    public String picture() {
      return "\\begin{center}\\resizebox{\\linewidth}{!}{%\n" + drawing + "}\\end{center}";
    }
  }
}
