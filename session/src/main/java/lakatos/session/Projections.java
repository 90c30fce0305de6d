package lakatos.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;

/** The files that follow from the journal: {@code session.yaml}, and the Lean that people read. */
final class Projections {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .build();

  private final Folder folder;

  Projections(Folder folder) {
    this.folder = folder;
  }

  /** Brings all files up to date, but for those that somebody has edited. */
  void write(History history) {
    SessionState state = history.state();
    all(history, state).forEach(Projection::write);
  }

  private List<Projection> all(History history, SessionState state) {
    List<Projection> all = new ArrayList<>();
    all.add(new Projection(folder.yaml(), "#", yaml(history, state)));
    if (!state.goals().isEmpty() || Files.exists(folder.statements())) {
      all.add(new Projection(folder.statements(), "--", statements(state)));
    }
    for (Node node : state.nodes().values()) {
      all.add(new Projection(folder.node(node.name()), "--", node(state, node)));
    }
    return all;
  }

  /** A file that somebody has edited, and how. */
  record Edit(Path file, List<String> diff) {
    Edit {
      diff = List.copyOf(diff);
    }
  }

  /** Finds what has been edited since it was written. */
  List<Edit> edits(History history) {
    return all(history, history.state()).stream()
        .filter(projection -> Projection.isEdited(projection.file()))
        .map(
            projection ->
                new Edit(
                    projection.file(),
                    LineDiff.of(projection.content(), Projection.content(projection.file()))))
        .filter(edit -> !edit.diff().isEmpty())
        .toList();
  }

  /** The files that hold a locked statement, each with what it should be. */
  Optional<Edit> tampering(History history) {
    return edits(history).stream()
        .filter(
            edit -> edit.file().equals(folder.statements()) || edit.file().equals(folder.yaml()))
        .findFirst();
  }

  /** Makes way for a new version of a file: an edited one is kept under another name. */
  void release(Path file) {
    if (Projection.isEdited(file)) {
      int number = 1;
      while (Files.exists(file.resolveSibling(file.getFileName() + ".edited" + number))) {
        number++;
      }
      Projection.replace(
          file.resolveSibling(file.getFileName() + ".edited" + number), Projection.content(file));
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new SessionException(
          SessionException.Reason.DAMAGED,
          "cannot replace " + file + " (" + e.getMessage() + ")",
          e);
    }
  }

  // --- contents ------------------------------------------------------------------------------

  private static String yaml(History history, SessionState state) {
    ObjectNode root = YAML.createObjectNode();
    root.put("format", Entry.Created.FORMAT).put("title", state.title());
    if (!state.source().isEmpty()) {
      root.put("source", state.source());
    }
    if (!history.lines().isEmpty()) {
      Line first = history.lines().get(0);
      root.put("created", first.time().toString()).put("by", first.author());
    }
    root.put("branch", history.branch()).put("entries", history.head());
    ArrayNode locked = root.putArray("locked");
    for (Node goal : state.goals()) {
      Node.Lock lock = goal.lock().orElseThrow();
      locked
          .addObject()
          .put("name", goal.name())
          .put("hash", lock.hash())
          .put("by", lock.stamp().author())
          .put("at", lock.stamp().time().toString());
    }
    ObjectNode nodes = root.putObject("nodes");
    state.nodes().values().forEach(node -> nodes.put(node.name(), state.status(node).toString()));
    return text(root);
  }

  private static String text(JsonNode root) {
    try {
      return YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + root, e);
    }
  }

  private static String statements(SessionState state) {
    String theorems =
        state.goals().stream()
            .map(
                goal ->
                    "-- "
                        + goal.lock().orElseThrow().hash()
                        + "\n"
                        + goal.text()
                        + " := by\n  sorry")
            .collect(Collectors.joining("\n\n"));
    return SessionState.paragraphs(
            TheoremSource.withoutDefaults(state.header()), state.preamble(), theorems)
        + "\n";
  }

  /** A node as a file of its own: what it may use is stated above it. */
  private static String node(SessionState state, Node node) {
    Statement statement = state.searched(node, node.text());
    Optional<Entry.Proved> proof = state.proof(node);
    List<Node> uses = state.uses(node).stream().flatMap(u -> state.node(u).stream()).toList();
    List<String> parts = new ArrayList<>();
    parts.add("-- node " + node.name() + ": " + state.status(node));
    parts.add(TheoremSource.withoutDefaults(statement.header()));
    parts.add(statement.preamble());
    uses.forEach(lemma -> parts.add(lemma.text() + " := by\n  sorry"));
    parts.add(
        proof
            .flatMap(p -> Assembly.body(p.source(), Assembly.given(node, uses)))
            .map(body -> node.text() + " := " + body)
            .or(() -> proof.map(p -> p.source()))
            .orElse(node.text() + " := by\n  sorry"));
    return SessionState.paragraphs(parts.toArray(String[]::new)) + "\n";
  }
}
