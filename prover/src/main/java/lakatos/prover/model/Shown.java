package lakatos.prover.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremText;
import lakatos.prover.text.Outline;
import lakatos.prover.text.Source;

/** A statement as a model is shown it. */
record Shown(Profile profile, Statement statement, Optional<String> informal) {

  /** What stands for the places of a template; a map of its own each time. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("header", profile.header().orElseGet(() -> paragraph(statement.header())));
    values.put("preamble", paragraph(statement.preamble()));
    values.put("informal", docComment());
    values.put("statement", open(statement.text()));
    values.put("anonymous", anonymous(statement.text()));
    values.put("problem", informal.orElse(statement.text()));
    values.put("name", nameOf(statement));
    return values;
  }

  private static String paragraph(String text) {
    return text.isBlank() ? "" : text.strip() + "\n\n";
  }

  private String docComment() {
    if (statement.text().startsWith("/--")) {
      return "";
    }
    return informal
        .map(words -> words.strip().replace("-/", "- /").replace("/-", "/ -"))
        .map(words -> "/-- " + words + "-/\n")
        .orElse("");
  }

  /** The theorem without its name; a text of an unusual form stays as it is. */
  private static String anonymous(String text) {
    return open(
        TheoremText.of(text)
            .map(
                theorem ->
                    (theorem.binders().isEmpty() ? "theorem X" : "theorem X " + theorem.binders())
                        + " : "
                        + theorem.conclusion())
            .orElse(text));
  }

  /** Returns a theorem's text so that what is written after it is no part of a comment. */
  static String open(String text) {
    boolean comment = new Source(text + "x").visible(text.length(), 0) > text.length();
    return comment ? text + "\n " : text;
  }

  /** Returns the declared name; empty if the text declares no theorem. */
  static String nameOf(Statement statement) {
    return new Outline(statement.text())
        .theorems().stream().findFirst().map(Outline.Theorem::name).orElse("");
  }
}
