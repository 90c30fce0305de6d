package lakatos.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import lakatos.prover.TheoremSource;
import lakatos.prover.text.Source;

/** Problems that are files of Lean, each with one theorem and a {@code sorry} for its proof. */
final class LeanProblems implements ProblemFiles {
  private final Path folder;
  private final List<Path> files;

  /**
   * @param folder from which files are named
   */
  LeanProblems(Path folder, List<Path> files) {
    this.folder = folder;
    this.files = List.copyOf(files);
  }

  @Override
  public List<Path> files() {
    return files;
  }

  @Override
  public void read(Consumer<Entry> each) {
    files.forEach(file -> each.accept(entry(file)));
  }

  private Entry entry(Path file) {
    try {
      String text = ProveCommand.readFile(file);
      if (new Source(text).indexOfWord("sorry", 0).isEmpty()) {
        return Entry.faulty(file.toString(), "there is no sorry in it");
      }
      TheoremSource source = TheoremSource.parse(text);
      return Entry.of(file.toString(), Replies.wire(id(file), source.statement()));
    } catch (IllegalArgumentException | Trouble e) {
      return Entry.faulty(file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private String id(Path file) {
    return folder.relativize(file).toString().replace('\\', '/').replaceAll("\\.lean$", "");
  }
}
