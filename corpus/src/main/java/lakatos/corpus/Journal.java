package lakatos.corpus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The pages that an extraction has read so far, in a file that only grows. It begins with what is
 * wanted; a line that was cut off by a crash is dropped when the file is opened again. Thread-safe.
 */
final class Journal implements AutoCloseable {
  private final Path file;
  private final OutputStream lines;

  @GuardedBy("this")
  private final Map<String, List<Page>> pages = new LinkedHashMap<>();

  @GuardedBy("this")
  private int statements;

  @GuardedBy("this")
  private int dropped;

  /**
   * A piece of a module.
   *
   * @param next position in the module where to go on; empty at its end
   */
  record Page(
      String module,
      OptionalInt next,
      List<CorpusStatement> statements,
      Map<String, Integer> dropped) {
    Page {
      statements = List.copyOf(statements);
      dropped = Map.copyOf(dropped);
    }

    ObjectNode json() {
      ObjectNode node = Json.object().put("page", module);
      next.ifPresent(n -> node.put("next", n));
      ArrayNode array = node.putArray("statements");
      statements.forEach(statement -> array.add(statement.json()));
      node.set("dropped", Json.counts(dropped));
      return node;
    }

    static Page of(ObjectNode node) {
      List<CorpusStatement> statements = new ArrayList<>();
      node.path("statements").forEach(one -> statements.add(CorpusStatement.of(one)));
      return new Page(
          node.path("page").asText(),
          node.has("next") ? OptionalInt.of(node.path("next").asInt()) : OptionalInt.empty(),
          statements,
          Json.counts(node.path("dropped")));
    }
  }

  /**
   * Opens a journal, or begins one.
   *
   * @param wanted its first line
   * @throws CorpusException {@code OTHER_RUN} if something else was wanted; {@code FILE}
   */
  Journal(Path file, ObjectNode wanted) {
    this.file = file;
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        Files.writeString(file, wanted + "\n");
      } else {
        resume(wanted);
      }
      this.lines = Files.newOutputStream(file, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw CorpusFile.cannot("write", file, e);
    }
  }

  private void resume(ObjectNode wanted) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    List<String> written = new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    if (written.isEmpty() || !Json.parse(written.get(0)).equals(Optional.of(wanted))) {
      throw new CorpusException(
          CorpusException.Reason.OTHER_RUN,
          file
              + " was begun with other options or another Lean; delete it or choose another --out");
    }
    written.stream().skip(1).forEach(line -> remember(page(line)));
    if (end < bytes.length) {
      try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
    }
  }

  private Page page(String line) {
    return Json.parse(line)
        .map(Page::of)
        .orElseThrow(
            () ->
                new CorpusException(
                    CorpusException.Reason.MALFORMED,
                    file + " holds something else than an extraction; delete it"));
  }

  private synchronized void remember(Page page) {
    pages.computeIfAbsent(page.module(), module -> new ArrayList<>()).add(page);
    statements += page.statements().size();
    dropped += page.dropped().values().stream().mapToInt(n -> n).sum();
  }

  /** Adds a page to the file, then to what is known. */
  synchronized void add(Page page) {
    try {
      lines.write((page.json() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CorpusFile.cannot("write", file, e);
    }
    remember(page);
  }

  synchronized Extraction.Step step(int modules, int ofModules) {
    return new Extraction.Step(modules, ofModules, statements, dropped);
  }

  /** Where to go on in a module; empty if it is done. */
  synchronized OptionalInt position(String module) {
    List<Page> known = pages.get(module);
    return known == null ? OptionalInt.of(0) : known.get(known.size() - 1).next();
  }

  /** Returns the statements of a module so far, in its order. */
  synchronized List<CorpusStatement> statements(String module) {
    return pages.getOrDefault(module, List.of()).stream()
        .flatMap(page -> page.statements().stream())
        .toList();
  }

  /** Returns how many were dropped so far, by reason. */
  synchronized Map<String, Integer> dropped() {
    Map<String, Integer> sum = new TreeMap<>();
    pages.values().stream()
        .flatMap(List::stream)
        .forEach(page -> page.dropped().forEach((reason, n) -> sum.merge(reason, n, Integer::sum)));
    return sum;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw CorpusFile.cannot("write", file, e);
    }
  }
}
