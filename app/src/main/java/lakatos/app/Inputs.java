package lakatos.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a user names as problems: files of one format, or a folder of them. */
final class Inputs {
  /** How the shards of a data set are named, as it is downloaded. */
  private static final Pattern SHARD = Pattern.compile("(.+?)-\\d+-of-\\d+(?:-[0-9a-f]+)?");

  /** Formats that are looked for in folders, with the endings of their files. */
  private enum Format {
    PARQUET(".parquet"),
    JSONL(".jsonl"),
    LEAN(".lean");

    private final String ending;

    Format(String ending) {
      this.ending = ending;
    }

    boolean holds(Path file) {
      return file.toString().endsWith(ending);
    }

    /** A file that is named may end as it likes. */
    static Format of(Path file) {
      return PARQUET.holds(file) ? PARQUET : LEAN.holds(file) ? LEAN : JSONL;
    }
  }

  private final Optional<String> split;

  private Inputs(Optional<String> split) {
    this.split = split;
  }

  /**
   * Finds the files.
   *
   * @param columns as in {@link Columns#choose}
   * @param split of a data set in a folder
   * @param purpose as in {@link Columns#choose}
   * @throws Trouble if there are none, or of more than one format
   */
  static ProblemFiles of(
      List<Path> named,
      Map<Columns.Part, String> columns,
      Optional<String> split,
      Purpose purpose) {
    Inputs inputs = new Inputs(split);
    List<Path> files = named.stream().flatMap(path -> inputs.files(path).stream()).toList();
    List<Format> formats = files.stream().map(Format::of).distinct().toList();
    if (formats.size() > 1) {
      throw new Trouble("there are files of more than one format; name those of one");
    }
    return switch (formats.get(0)) {
      case PARQUET -> new ParquetProblems(files, columns, purpose);
      case JSONL -> new JsonlProblems(files, columns, purpose);
      case LEAN -> lean(named.get(0), files, purpose);
    };
  }

  private static ProblemFiles lean(Path first, List<Path> files, Purpose purpose) {
    if (purpose == Purpose.VERIFY) {
      throw new Trouble("what is to be judged comes as JSONL or Parquet, with its statement");
    }
    if (purpose == Purpose.FORMALIZE) {
      throw new Trouble("problems in words come as JSONL or Parquet, and not as Lean");
    }
    Path parent = first.toAbsolutePath().getParent();
    return new LeanProblems(
        Files.isDirectory(first)
            ? first
            : first.isAbsolute() && parent != null ? parent : Path.of(""),
        files);
  }

  private List<Path> files(Path named) {
    if (Files.isRegularFile(named)) {
      return List.of(named);
    }
    if (!Files.isDirectory(named)) {
      throw new Trouble("there is no file or folder " + named);
    }
    for (Format format : Format.values()) {
      List<Path> found = below(named, format::holds);
      if (!found.isEmpty()) {
        return format == Format.LEAN ? found : ofSplit(named, found);
      }
    }
    throw new Trouble("there are no .parquet, .jsonl or .lean files in " + named);
  }

  private static List<Path> below(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new Trouble("cannot read the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private List<Path> ofSplit(Path folder, List<Path> files) {
    TreeSet<String> splits = new TreeSet<>();
    List<Path> chosen = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replaceAll("\\.\\w+$", "");
      Matcher shard = SHARD.matcher(name);
      String of = shard.matches() ? shard.group(1) : name;
      splits.add(of);
      if (split.isEmpty() || split.get().equals(of)) {
        chosen.add(file);
      }
    }
    if (chosen.isEmpty() || (split.isEmpty() && splits.size() > 1)) {
      throw new Trouble(
          "in "
              + folder
              + " there are the splits "
              + String.join(", ", splits)
              + "; choose with --split NAME, or name files");
    }
    return chosen;
  }
}
