package lakatos.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.LeanPool;
import lakatos.leanbridge.Library;
import lakatos.leanbridge.Limits;

/**
 * Reads a corpus out of compiled modules, page by page. Every page is in a journal beside the
 * corpus before the next is asked for; whatever is killed, the next run goes on after it. The
 * corpus and its summary appear at the end, whole.
 */
public final class Extraction {
  private static final Duration PAGE = Duration.ofSeconds(5);

  /** Of a page; a proposition that takes longer to print or to read is of no use for proofs. */
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(40), 100_000, 512);

  private final LeanPool pool;
  private final Library library;
  private final Wanted wanted;
  private final Path out;

  /**
   * How far the work has come.
   *
   * @param modules that are done, those of earlier runs included
   */
  public record Step(int modules, int ofModules, int statements, int dropped) {}

  /**
   * Prepares an extraction.
   *
   * @param pool whose processes do it, all of them at once; its owner closes it
   * @param out the file to write; the journal and the summary lie beside it
   */
  public Extraction(LeanPool pool, Wanted wanted, Path out) {
    this.pool = pool;
    this.library = new Library(pool);
    this.wanted = wanted;
    this.out = out.toAbsolutePath();
  }

  /**
   * Does it, or what is left of it.
   *
   * @param progress is told of every module that is done, from one thread at a time
   * @throws CorpusException if there is nothing to extract, or nowhere to write it to
   * @throws LeanException if no process can be had
   */
  public Summary run(Consumer<Step> progress) {
    ObjectNode key = wanted.json(pool.id().toString());
    Optional<Summary> known = finished(key);
    if (known.isPresent()) {
      return known.get();
    }
    List<String> modules = library.modules(wanted.modules(), LIMITS);
    if (modules.isEmpty()) {
      throw new CorpusException(
          CorpusException.Reason.EMPTY,
          "there is no module " + String.join(", ", wanted.modules()) + " here");
    }
    Path partial = CorpusFile.sibling(out, ".partial");
    Summary summary;
    try (Journal journal = new Journal(partial, key)) {
      readAll(modules, journal, progress);
      summary = write(modules, journal, key);
    }
    delete(partial);
    return summary;
  }

  private Path summaryFile() {
    return CorpusFile.sibling(out, ".summary.json");
  }

  /** The summary of a run that wanted the same and came to its end. */
  private Optional<Summary> finished(ObjectNode key) {
    if (!Files.exists(out) || !Files.exists(summaryFile())) {
      return Optional.empty();
    }
    try {
      return Json.parse(Files.readString(summaryFile()))
          .filter(node -> node.path("wanted").equals(key))
          .map(Summary::of);
    } catch (IOException e) {
      throw CorpusFile.cannot("read", summaryFile(), e);
    }
  }

  private void readAll(List<String> modules, Journal journal, Consumer<Step> progress) {
    List<String> left = modules.stream().filter(m -> journal.position(m).isPresent()).toList();
    ExecutorService threads = Executors.newFixedThreadPool(pool.options().size());
    try {
      List<Future<?>> running = new ArrayList<>();
      left.forEach(module -> running.add(threads.submit(() -> readModule(module, journal))));
      for (int i = 0; i < running.size(); i++) {
        await(running.get(i));
        int done = modules.size() - left.size() + i + 1;
        progress.accept(journal.step(done, modules.size()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a corpus was extracted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void readModule(String module, Journal journal) {
    OptionalInt position = journal.position(module);
    while (position.isPresent()) {
      Journal.Page page = page(module, position.getAsInt());
      journal.add(page);
      position = page.next();
    }
  }

  /** The page at a position; a theorem over which Lean hangs or dies makes one of its own. */
  private Journal.Page page(String module, int from) {
    try {
      return read(module, from, PAGE);
    } catch (LeanException e) {
      if (isAboutModule(e)) {
        return dropped(module, OptionalInt.empty(), "its module cannot be read");
      }
    }
    try {
      return read(module, from, Duration.ZERO); // one theorem
    } catch (LeanException e) {
      if (isAboutModule(e)) {
        return dropped(module, OptionalInt.empty(), "its module cannot be read");
      }
      return dropped(module, OptionalInt.of(from + 1), "takes too long");
    }
  }

  /** Whether a whole module is at fault, and not one theorem; throws if Lean itself is. */
  private static boolean isAboutModule(LeanException e) {
    return switch (e.reason()) {
      case TIMED_OUT, DIED -> false;
      case UNUSABLE, REFUSED -> true;
      case BUSY, UNAVAILABLE, CLOSED -> throw e;
    };
  }

  private Journal.Page read(String module, int from, Duration time) {
    Library.Page page = library.page(module, from, time, wanted.choice(), LIMITS);
    if (page.stuck().isPresent() && page.theorems().isEmpty()) {
      OptionalInt next = OptionalInt.of(page.next().orElse(from) + 1);
      return dropped(module, next, "takes too long");
    }
    List<CorpusStatement> statements = new ArrayList<>();
    Map<String, Integer> dropped = new TreeMap<>();
    for (Library.Theorem theorem : page.theorems()) {
      if (theorem instanceof Library.Stated stated) {
        statements.add(statement(module, page.header(), stated));
      } else if (theorem instanceof Library.Dropped out) {
        dropped.merge(out.reason(), 1, Integer::sum);
      }
    }
    return new Journal.Page(module, page.next(), statements, dropped);
  }

  private static CorpusStatement statement(String module, String header, Library.Stated stated) {
    return new CorpusStatement(
        stated.name(),
        module,
        stated.proposition(),
        stated.style(),
        stated.header().orElse(header),
        stated.formal(),
        stated.shape(),
        stated.header().isPresent());
  }

  private static Journal.Page dropped(String module, OptionalInt next, String reason) {
    return new Journal.Page(module, next, List.of(), Map.of(reason, 1));
  }

  private Summary write(List<String> modules, Journal journal, ObjectNode key) {
    Map<String, CorpusStatement> statements = new LinkedHashMap<>();
    Map<String, Integer> dropped = journal.dropped();
    for (String module : modules) {
      for (CorpusStatement one : journal.statements(module)) {
        if (statements.putIfAbsent(one.id(), one) != null) {
          dropped.merge("in another module too", 1, Integer::sum);
        }
      }
    }
    List<CorpusStatement> all = List.copyOf(statements.values());
    Summary summary =
        new Summary(
            modules.size(),
            all.size(),
            (int) all.stream().map(CorpusStatement::shape).distinct().count(),
            dropped,
            all.stream().collect(Collectors.toMap(CorpusStatement::style, one -> 1, Integer::sum)));
    CorpusFile.write(out, all);
    ObjectNode node = summary.json();
    node.set("wanted", key);
    CorpusFile.write(summaryFile(), node);
    return summary;
  }

  /**
   * Writes the two sides of a corpus beside it, as {@code NAME.train.jsonl} and {@code
   * NAME.heldout.jsonl}.
   *
   * @return how many statements are held out
   */
  public int split(Split split) {
    List<CorpusStatement> all = CorpusFile.read(out);
    List<CorpusStatement> heldOut = split.heldOut(all);
    CorpusFile.write(CorpusFile.sibling(out, ".train.jsonl"), split.kept(all));
    CorpusFile.write(CorpusFile.sibling(out, ".heldout.jsonl"), heldOut);
    return heldOut.size();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw CorpusFile.cannot("write", file, e);
    }
  }
}
