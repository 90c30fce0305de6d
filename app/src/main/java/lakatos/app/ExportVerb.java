package lakatos.app;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import lakatos.session.Export;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code export}. */
@Command(
    name = "export",
    description = "Checks every goal again and writes proof, challenge, reports and data.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  export", "  export --to paper --only lean,latex"})
final class ExportVerb implements Callable<Integer> {
  @ParentCommand private Desks desks;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where to; default: exports, in the session.")
  private @Nullable Path to;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "FORM",
      description = "Of ${COMPLETION-CANDIDATES}; default: all.")
  private List<Export.Form> only = List.of();

  @Override
  public Integer call() {
    return desks.with(
        desk -> {
          Set<Export.Form> forms =
              only.isEmpty() ? EnumSet.allOf(Export.Form.class) : EnumSet.copyOf(only);
          Path folder = to != null ? to : desk.session().root().resolve("exports");
          new Export(desk.session(), desk.workshop(), folder)
              .write(forms)
              .forEach(desk.out()::println);
          return Exit.PROVED;
        });
  }
}
