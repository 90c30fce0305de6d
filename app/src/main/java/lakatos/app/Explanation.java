package lakatos.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lakatos.leanbridge.LeanException;
import lakatos.leanbridge.Message;
import lakatos.prover.TheoremSource;

/** What Lean said, in words for the user. */
final class Explanation {
  private static final Pattern NO_LIBRARY =
      Pattern.compile("(?s)unknown module prefix '([^']*)'(.*)");
  private static final Pattern NO_MODULE =
      Pattern.compile("(?s)object file '([^']*)' of module (\\S+) does not exist.*");
  private static final Pattern FOLDER = Pattern.compile("(?m)^(/.*)$");

  private Explanation() {}

  /** Returns one sentence; of an import that fails, which modules could be imported instead. */
  static String sentence(LeanException e) {
    Matcher library = NO_LIBRARY.matcher(e.getMessage());
    if (library.matches()) {
      List<Path> folders =
          FOLDER.matcher(library.group(2)).results().map(m -> m.group(1)).map(Path::of).toList();
      return "there is no module " + library.group(1) + " to import" + among("", folders);
    }
    Matcher module = NO_MODULE.matcher(e.getMessage());
    if (module.matches()) {
      Path folder = Path.of(module.group(1)).getParent();
      String name = module.group(2);
      String parent = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
      return "there is no module "
          + name
          + " to import"
          + among(parent, folder == null ? List.of() : List.of(folder));
    }
    return e.getMessage().strip().replaceAll("\\s*\\n\\s*", " ");
  }

  private static String among(String parent, List<Path> folders) {
    String names =
        folders.stream()
            .flatMap(Explanation::modules)
            .map(name -> parent.isEmpty() ? name : parent + "." + name)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : "; there are " + names;
  }

  private static Stream<String> modules(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".olean"))
          .map(name -> name.substring(0, name.length() - ".olean".length()))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.of(); // the sentence is true without them
    }
  }

  /** Lean's messages are about a part of the statement; the user wants places in what was given. */
  static Trouble of(LeanException e, TheoremSource source) {
    String errors =
        source.inText(e).stream()
            .filter(Message::isError)
            .map(message -> "\n" + message)
            .collect(Collectors.joining());
    return new Trouble(sentence(e) + errors, e);
  }
}
